// User task (BPMN 2.0.2 §13.3.3; WS-HumanTask 1.1): work for a person, offered by role, unit or name.
import type { TaskFacts } from '../../model/events.ts';
import type { Instant, JsonValue } from '../../model/json.ts';
import { parseInstant } from '../../time/index.ts';
import type { ActivityBehaviour } from '../graph.ts';
import { isEmpty } from '../apply.ts';
import { clockHeldBy } from '../clocks.ts';
import { zoneOf } from '../context.ts';
import { describe, type Evaluate } from '../expression.ts';
import type { Node } from '../graph.ts';
import { emit, nextId, type Run } from '../run.ts';
import { trouble } from '../trouble.ts';
import { own } from '../own.ts';

export const userTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    const task = taskFacts(run, node, id);
    return () => {
      // The step's clock has started by now; its deadline is the task's, unless the modeller set another.
      const follows = task.dueAt === undefined ? clockOf(run, node, id) : null;
      const taskId = nextId(run);
      const element = node.id;
      if (follows === null) emit(run, { type: 'task.created', taskId, id, element, task });
      else {
        const { clockId, dueAt } = follows;
        emit(run, { type: 'task.created', taskId, id, element, task: { ...task, dueAt }, follows: clockId });
      }
    };
  },
};

/** The step's own clock; in a round of a loop that of all rounds together. */
function clockOf(run: Run, node: Node, id: string): { readonly clockId: string; readonly dueAt: Instant } | null {
  if (isEmpty(run.state.clocks)) return null;
  const own = clockHeldBy(run, id)?.clock;
  if (own !== undefined) return { clockId: id, dueAt: own.dueAt };
  if (node.loop === null) return null;
  const { item, parent = '' } = run.state.elements.get(id) ?? {};
  const clock = item === undefined ? undefined : clockHeldBy(run, parent)?.clock;
  return clock === undefined ? null : { clockId: parent, dueAt: clock.dueAt };
}

function taskFacts(run: Run, node: Node, id: string): TaskFacts {
  const { common, assignment, separatedFrom } = node.task!; // every user task has its part
  if (assignment === null && separatedFrom === null) return common;
  const facts: { -readonly [K in keyof TaskFacts]: TaskFacts[K] } = { ...common };
  if (assignment !== null) {
    const assignee = text('assignee', assignment.assignee, run, id);
    if (assignee !== null) facts.assignee = assignee;
    const users = names(assignment.candidateUsers, run, id);
    if (users !== null) facts.candidateUsers = users;
    const groups = names(assignment.candidateGroups, run, id);
    if (groups !== null) facts.candidateGroups = groups;
    const dueAt = instant('dueDate', assignment.dueDate, run, id);
    if (dueAt !== null) facts.dueAt = dueAt;
    const followUpAt = instant('followUpDate', assignment.followUpDate, run, id);
    if (followUpAt !== null) facts.followUpAt = followUpAt;
    const priority = assignment.priority?.(run, id);
    if (priority !== undefined && priority !== null && Number.isFinite(Number(priority)))
      facts.priority = Number(priority);
  }
  if (separatedFrom === null) return facts;
  const excluded = separatedFrom.flatMap((other) => own(run.state.performers, other) ?? []);
  if (excluded.length > 0) facts.excluded = [...new Set(excluded)];
  return facts;
}

function text(expression: string, evaluate: Evaluate | null, run: Run, id: string): string | null {
  const value = evaluate?.(run, id) ?? null;
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw trouble('EXPRESSION_FAILED', { expression, reason: 'TEXT_EXPECTED', found: describe(value) });
}

/** A list of names, or names in one text with commas between. */
function names(evaluate: Evaluate | null, run: Run, id: string): string[] | null {
  const value: JsonValue = evaluate?.(run, id) ?? null;
  if (value === null) return null;
  const list = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list))
    throw trouble('EXPRESSION_FAILED', {
      expression: 'candidates',
      reason: 'LIST_EXPECTED',
      found: describe(value),
    });
  return list.map((name) => String(name).trim()).filter((name) => name !== '');
}

function instant(expression: string, evaluate: Evaluate | null, run: Run, id: string): Instant | null {
  const value = text(expression, evaluate, run, id);
  if (value === null) return null;
  const parsed = parseInstant(value, { zone: zoneOf(run.context) });
  if (!parsed.ok) throw trouble('TIMER_INVALID', { value, reason: parsed.problem.code });
  return parsed.value;
}
