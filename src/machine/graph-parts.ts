// Facts of an element → what the machine needs of them, expressions compiled once.
import type { TaskFacts } from '../model/events.ts';
import type { PerformerFact } from '../model/procedure-facts.ts';
import type { ElementModel, Expression, JobModel, MappingModel, ProcessModel } from '../model/process-model.ts';
import { compileValue, type Evaluate } from './expression.ts';
import type { AssignmentPart, JobPart, Mapping, Marks, Node, PausePart, TaskPart } from './graph.ts';

export function orNull(expression: Expression | undefined): Evaluate | null {
  return expression === undefined ? null : compileValue(expression);
}

export function mappings(list: readonly MappingModel[] | undefined): Mapping[] {
  return (list ?? []).map(({ source, target }) => ({
    evaluate: compileValue(source),
    target: target.split('.'),
  }));
}

export function jobPart(job: JobModel | undefined): JobPart | null {
  if (job === undefined) return null;
  const headers = Object.keys(job.headers).length === 0 ? null : job.headers;
  return { type: compileValue(job.type), retries: orNull(job.retries), headers };
}

export function scriptPart(script: NonNullable<ElementModel['script']>): NonNullable<Node['script']> {
  return { evaluate: compileValue(script.expression), resultVariable: script.resultVariable ?? null };
}

export function taskPart(element: ElementModel | undefined, performer: PerformerFact | null): TaskPart | null {
  if (element?.type !== 'userTask') return null;
  const { role, unit, signs, modes = [] } = performer ?? {};
  const form = element.form?.id ?? element.form?.key;
  const common: TaskFacts = {
    name: element.name ?? element.id,
    ...(role === undefined ? {} : { role }),
    ...(unit === undefined ? {} : { unit }),
    ...(signs === true ? { signs } : {}),
    ...(modes.length > 0 ? { modes } : {}),
    ...(form === undefined ? {} : { form }),
  };
  return {
    common: Object.freeze(common),
    assignment: assignmentPart(element.assignment),
    separatedFrom: element.separation?.elements ?? null,
  };
}

function assignmentPart(assignment: ElementModel['assignment']): AssignmentPart | null {
  if (assignment === undefined) return null;
  return {
    assignee: orNull(assignment.assignee),
    candidateUsers: orNull(assignment.candidateUsers),
    candidateGroups: orNull(assignment.candidateGroups),
    dueDate: orNull(assignment.dueDate),
    followUpDate: orNull(assignment.followUpDate),
    priority: orNull(assignment.priority),
  };
}

export function pausePart(element: ElementModel | undefined): PausePart | null {
  const fact = element?.pause;
  if (fact === undefined) return null;
  const part = (text: string | undefined): Evaluate | null =>
    text === undefined ? null : compileValue({ kind: 'feel', text, at: fact.at });
  return { fact, reason: part(fact.reason), documents: part(fact.documents) };
}

export function marksOf(process: ProcessModel, element: ElementModel | undefined): Marks | null {
  const phases = (process.phases ?? []).map((fact) => ({ name: fact.name ?? fact.duration, fact }));
  const starts = phases.filter(({ fact }) => fact.from === element?.id);
  const ends = phases.filter(({ fact }) => fact.until !== undefined && fact.until === element?.id);
  const endsDossier = element !== undefined && process.sla?.until === element.id;
  const status = element?.status ?? null;
  return starts.length + ends.length === 0 && !endsDossier && status === null
    ? null
    : { starts, ends, endsDossier, status };
}
