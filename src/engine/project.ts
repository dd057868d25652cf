// Events → rows: what the lists of tasks, timers, jobs, subscriptions and incidents and the outbox show of a step.
// Pure; everything in the rows can be made again from the journal.
import type { EventOf, EventType, ProcessEvent } from '../model/events.ts';
import type { LiveState } from '../machine/index.ts';
import type { Instant } from '../model/json.ts';
import { callRow } from './call-row.ts';
import type { ProjectionContext } from './projection-context.ts';
import { noticeRow } from './clocks/notice-row.ts';
import type { OutboxRow, RowChange, TaskRow } from './ports.ts';
import { taskDueAt } from './task-due-at.ts';

export function project(events: readonly ProcessEvent[], context: ProjectionContext): RowChange[] {
  const changes: RowChange[] = [];
  let thrown = 0;
  for (const event of events) {
    switch (event.type) {
      case 'task.created':
        changes.push({ table: 'tasks', put: taskRow(event, context) });
        break;
      case 'message.thrown':
      case 'signal.thrown':
        thrown += 1;
        changes.push({ table: 'outbox', put: outboxRow(event, context, thrown) });
        break;
      case 'call.started':
      case 'call.compensating':
      case 'call.closed':
      case 'error.thrown':
      case 'escalation.thrown':
      case 'instance.completed':
      case 'instance.compensated':
      case 'instance.terminated': {
        changes.push(...waitChanges(event, context));
        const row = callRow(event, context, thrown + 1);
        if (row === null) break;
        thrown += 1;
        changes.push({ table: 'outbox', put: row });
        break;
      }
      case 'notice.raised':
        thrown += 1;
        changes.push({ table: 'outbox', put: noticeRow(event, context, thrown) });
        break;
      default: {
        const made = rows[event.type];
        if (made !== undefined) (made as Projector<EventType>)(event, context, changes);
      }
    }
  }
  if (mayHaveSlept(events, context.state)) {
    for (const event of events)
      if (event.type === 'timer.closed') changes.push({ table: 'subscriptions', drop: event.timerId });
  }
  return settled(changes);
}

/** A timer of a suspended instance, among what it waits for. */
function asleep(timerId: string, element: string, instanceId: string): RowChange {
  const put = { instanceId, subscriptionId: timerId, element, kind: 'timer', name: '', key: null } as const;
  return { table: 'subscriptions', put };
}

/** It is suspended, or this step may have ended that: by going on, or with the instance. */
function mayHaveSlept(events: readonly ProcessEvent[], { suspended }: LiveState): boolean {
  return suspended === true || events.some(({ type }) => endsOfSleep.has(type));
}

const endsOfSleep: ReadonlySet<EventType> = new Set([
  'instance.resumed',
  'instance.terminated',
  'instance.compensated',
]);

type Projector<T extends EventType> = (event: EventOf<T>, context: ProjectionContext, changes: RowChange[]) => void;

const rows: { readonly [T in EventType]?: Projector<T> } = {
  'task.changed': ({ taskId, state: now, assignee }, { state }, changes) => {
    changes.push({ table: 'taskStates', put: { taskId, state: now, assignee, dueAt: dueAtOf(taskId, state) } });
  },
  'task.closed': ({ taskId }, _context, changes) => {
    changes.push({ table: 'tasks', drop: taskId });
  },
  'clock.paused': followers,
  'clock.resumed': followers,
  'clock.restarted': followers,
  'clock.extended': followers,
  'clock.recomputed': followers,
  'timer.armed': ({ timerId, element, dueAt }, { instanceId, state }, changes) => {
    if (state.suspended === true) changes.push(asleep(timerId, element, instanceId));
    else changes.push({ table: 'timers', put: { instanceId, timerId, element, dueAt } });
  },
  'timer.recomputed': ({ timerId, element, dueAt }, { instanceId, state }, changes) => {
    // A suspended instance has no timers in the list.
    if (state.suspended === true || !state.timers.has(timerId)) return;
    changes.push({ table: 'timers', put: { instanceId, timerId, element, dueAt } });
  },
  'timer.closed': ({ timerId }, _context, changes) => {
    changes.push({ table: 'timers', drop: timerId });
  },
  'job.created': ({ jobId, element, jobType, retries, headers = {} }, { instanceId, process, at }, changes) => {
    const put = {
      instanceId,
      jobId,
      process,
      element,
      jobType,
      retries,
      availableAt: at,
      headers,
      createdAt: at,
      lease: null,
      fence: 0,
    };
    changes.push({ table: 'jobs', put });
  },
  'job.failed': ({ jobId, retries, retryAt }, { at }, changes) => {
    changes.push({ table: 'jobRetries', put: { jobId, retries, availableAt: retryAt ?? at } });
  },
  'job.retried': ({ jobId, retries }, { at }, changes) => {
    changes.push({ table: 'jobRetries', put: { jobId, retries, availableAt: at } });
  },
  'job.closed': ({ jobId }, _context, changes) => {
    changes.push({ table: 'jobs', drop: jobId });
  },
  'subscription.opened': ({ subscriptionId, element, kind, name, key = null }, { instanceId }, changes) => {
    changes.push({ table: 'subscriptions', put: { instanceId, subscriptionId, element, kind, name, key } });
  },
  'subscription.closed': ({ subscriptionId }, _context, changes) => {
    changes.push({ table: 'subscriptions', drop: subscriptionId });
  },
  'incident.raised': ({ incidentId, element, code, params }, { instanceId, process, at }, changes) => {
    changes.push({ table: 'incidents', put: { instanceId, incidentId, process, element, code, params, raisedAt: at } });
  },
  'incident.resolved': ({ incidentId }, _context, changes) => {
    changes.push({ table: 'incidents', drop: incidentId });
  },
  // A suspended instance is asked nothing: its timers leave the due list and come back with it. That it waits there is still to be found.
  'instance.suspended': (_event, { state, instanceId }, changes) => {
    for (const [timerId, { element }] of state.timers) {
      changes.push({ table: 'timers', drop: timerId }, asleep(timerId, element, instanceId));
    }
  },
  'instance.resumed': (_event, { state, instanceId }, changes) => {
    for (const [timerId, { element, dueAt }] of state.timers) {
      changes.push({ table: 'subscriptions', drop: timerId });
      changes.push({ table: 'timers', put: { instanceId, timerId, element, dueAt } });
    }
  },
};

/** Who waits for a called process is in the list of those who wait for something. */
function waitChanges(
  event: EventOf<
    'call.started' | 'call.compensating' | 'call.closed' | 'error.thrown' | 'escalation.thrown' | EndEvent
  >,
  { instanceId }: ProjectionContext,
): readonly RowChange[] {
  switch (event.type) {
    case 'call.started':
    case 'call.compensating': {
      const { callId: subscriptionId, element, process: name } = event;
      const put = { instanceId, subscriptionId, element, kind: 'call', name, key: null } as const;
      return [{ table: 'subscriptions', put }];
    }
    case 'call.closed':
      return [{ table: 'subscriptions', drop: event.callId }];
    default:
      return [];
  }
}
type EndEvent = 'instance.completed' | 'instance.compensated' | 'instance.terminated';

/** Tasks that follow the clock: their deadline is where the clock is after the step. */
function followers(
  { clockId }: { readonly clockId: string },
  { state }: ProjectionContext,
  changes: RowChange[],
): void {
  for (const [taskId, task] of state.tasks) {
    if (task.follows !== clockId) continue;
    const { state: now, assignee } = task;
    changes.push({ table: 'taskStates', put: { taskId, state: now, assignee, dueAt: taskDueAt(state, task) } });
  }
}

function dueAtOf(taskId: string, state: LiveState): Instant | null {
  const task = state.tasks.get(taskId);
  return task === undefined ? null : taskDueAt(state, task);
}

function taskRow(
  { taskId, element, task }: EventOf<'task.created'>,
  { instanceId, process, state, at }: ProjectionContext,
): TaskRow {
  const assignee = task.assignee ?? null;
  return {
    instanceId,
    taskId,
    process,
    businessKey: state.businessKey ?? null,
    element,
    state: assignee === null ? 'ready' : 'reserved',
    assignee,
    createdAt: at,
    dueAt: dueAtOf(taskId, state),
    task,
  };
}

function outboxRow(
  event: EventOf<'message.thrown' | 'signal.thrown'>,
  { instanceId, seq, at }: ProjectionContext,
  thrown: number,
): OutboxRow {
  const message = event.type === 'message.thrown';
  return {
    id: `${instanceId}:${seq}:${thrown}`,
    kind: message ? 'message' : 'signal',
    name: event.name,
    key: message ? (event.key ?? null) : null,
    variables: event.variables,
    createdAt: at,
  };
}

/** A row that came and went within the step never reaches the store. */
function settled(changes: RowChange[]): RowChange[] {
  const lastDrop = changes.findLastIndex((change) => 'drop' in change);
  if (lastDrop < 1) return changes;
  const made = new Set<string>();
  const gone = new Set<string>();
  for (const change of changes.slice(0, lastDrop + 1)) {
    const key = keyOf(change);
    if ('put' in change) {
      if (change.table !== 'taskStates' && change.table !== 'jobRetries') made.add(key);
    } else if (made.has(key)) gone.add(key);
  }
  return gone.size === 0 ? changes : changes.filter((change) => !gone.has(keyOf(change)));
}

function keyOf(change: RowChange): string {
  if ('drop' in change) return `${change.table}:${change.drop}`;
  switch (change.table) {
    case 'tasks':
    case 'taskStates':
      return `tasks:${change.put.taskId}`;
    case 'jobs':
    case 'jobRetries':
      return `jobs:${change.put.jobId}`;
    case 'timers':
      return `timers:${change.put.timerId}`;
    case 'subscriptions':
      return `subscriptions:${change.put.subscriptionId}`;
    case 'incidents':
      return `incidents:${change.put.incidentId}`;
    case 'outbox':
      return `outbox:${change.put.id}`;
  }
}
