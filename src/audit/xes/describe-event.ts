// What an event of the journal is for process mining: an activity and its transition in the standard XES lifecycle.
import type { JsonObject } from '../../model/json.ts';
import type { JournalEntry, Typed } from '../../model/journal.ts';

/** `lifecycle:transition`, the standard model (IEEE 1849-2016 §6, Lifecycle extension). */
export type XesTransition =
  | 'schedule'
  | 'assign'
  | 'reassign'
  | 'start'
  | 'suspend'
  | 'resume'
  | 'complete'
  | 'withdraw'
  | 'autoskip'
  | 'manualskip'
  | 'ate_abort'
  | 'pi_abort'
  | 'unknown';

export interface XesEvent {
  /** The element; the log gives it a name for people (`concept:name`). */
  readonly element: string;
  readonly transition: XesTransition;
  /** `concept:instance`: which run of the element. */
  readonly instance?: string;
  /** `org:resource`: who did it. */
  readonly resource?: string;
}

export type DescribeEvent = (event: Typed, entry: JournalEntry) => XesEvent | null;

/**
 * A describer for the entries of one instance, in order. Elements are the activities: a human task is scheduled, assigned,
 * started and completed; other work starts and completes; what is over at once only completes. Null for events that are
 * no activity (data, timers, clocks, the instance itself).
 */
export function eventDescriber(): DescribeEvent {
  const tasks = new Map<string, OpenTask>();
  return (event, entry) => {
    const element = textOf(event, 'element');
    const instance = textOf(event, 'id');
    switch (event.type) {
      case 'element.activated':
        return described(element, isTask(instance, entry) ? 'schedule' : 'start', instance);
      case 'element.completed':
        return described(element, 'complete', instance, closerOf(element, entry));
      case 'element.terminated':
        return described(element, 'ate_abort', instance);
      case 'task.created':
        tasks.set(textOf(event, 'taskId') ?? '', { element, instance, assigned: false });
        return null;
      case 'task.changed': {
        const task = tasks.get(textOf(event, 'taskId') ?? '');
        return task === undefined ? null : changed(task, event);
      }
      default:
        return null;
    }
  };
}

interface OpenTask {
  readonly element: string | undefined;
  readonly instance: string | undefined;
  assigned: boolean;
}

/** Giving a task back to its candidates has no transition of its own in the standard model. */
function changed(task: OpenTask, event: Typed): XesEvent | null {
  const assignee = textOf(event, 'assignee');
  if (event['state'] === 'inProgress') return described(task.element, 'start', task.instance, assignee);
  if (event['state'] !== 'reserved') return null;
  const transition = task.assigned ? 'reassign' : 'assign';
  task.assigned = true;
  return described(task.element, transition, task.instance, assignee);
}

function described(
  element: string | undefined,
  transition: XesTransition,
  instance: string | undefined,
  resource?: string,
): XesEvent | null {
  if (element === undefined) return null;
  return {
    element,
    transition,
    ...(instance !== undefined && { instance }),
    ...(resource !== undefined && { resource }),
  };
}

const isTask = (instance: string | undefined, { events }: JournalEntry): boolean =>
  events.some((event) => event.type === 'task.created' && event['id'] === instance);

/** Who closed the element's task in this step: nobody did what merely followed from it. */
function closerOf(element: string | undefined, { events, actor }: JournalEntry): string | undefined {
  const closed = events.find((event) => event.type === 'task.closed' && event['element'] === element);
  return closed && (textOf(closed, 'by') ?? (actor === null ? undefined : personOf(actor)));
}

const personOf = (actor: JsonObject): string | undefined => textOf(actor, 'personId') ?? textOf(actor, 'name');

function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}
