// Data in a process (BPMN 2.0.2 §10.4): data objects and properties are variables; data associations move values between them and
// the inputs and outputs of an activity or event, by transformation, assignment or plain copy.
import type { DataAssociationModel, DataModel, ProcessModel } from '../model/process-model.ts';
import { compileValue, type Evaluate } from './expression.ts';
import type { Mapping } from './graph.ts';
import { lookUp } from './variables.ts';

/** The moves of one list of associations, in order. */
export function dataMappings(
  process: ProcessModel,
  associations: readonly DataAssociationModel[] | undefined,
): Mapping[] {
  return (associations ?? []).flatMap((association) => mappingsOf(process, association));
}

function mappingsOf(
  process: ProcessModel,
  { sources, target, transformation, assignments }: DataAssociationModel,
): Mapping[] {
  const to = target === undefined ? null : variableOf(process.data, target);
  if (transformation !== undefined) {
    const evaluate = compileValue(transformation);
    return to === null ? [] : [{ evaluate, target: [to] }];
  }
  if (assignments.length > 0) {
    return assignments.flatMap(({ from, to: path }) => {
      const evaluate = compileValue(from);
      const names = path.text.trim().split('.');
      return !names.every(isName) ? [] : [{ evaluate, target: names }];
    });
  }
  const [source] = sources;
  return source === undefined || to === null
    ? []
    : [{ evaluate: copyOf(variableOf(process.data, source)), target: [to] }];
}

function copyOf(variable: string): Evaluate {
  return (run, scope, local) => {
    if (local !== undefined && Object.hasOwn(local, variable)) return local[variable] ?? null;
    return lookUp(run, scope, variable) ?? null;
  };
}

/** The variable of a data element: the name of what it refers to, when that can be a variable's name, else the id. */
export function variableOf(data: readonly DataModel[], id: string): string {
  const element = data.find((candidate) => candidate.id === id);
  const referred = element?.ref === undefined ? undefined : data.find((candidate) => candidate.id === element.ref);
  const name = referred?.name ?? element?.name;
  return name !== undefined && isName(name) ? name : (referred?.id ?? id);
}

function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}
