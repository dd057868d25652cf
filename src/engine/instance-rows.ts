// The rows of one instance's lists: read from a store, or folded from its steps as a store would have done it.
import { allRows } from './all-rows.ts';
import type { IncidentRow, JobRow, RowChange, Store, SubscriptionRow, TaskRow, TimerRow } from './ports.ts';

/** By their ids. */
export interface InstanceRows {
  readonly tasks: Map<string, TaskRow>;
  readonly jobs: Map<string, JobRow>;
  readonly timers: Map<string, TimerRow>;
  readonly subscriptions: Map<string, SubscriptionRow>;
  readonly incidents: Map<string, IncidentRow>;
}

/** Throws EngineError STORE_CORRUPT when one of them cannot be read. */
export async function readRows(store: Store, instanceId: string): Promise<InstanceRows> {
  const tasks = await allRows('tasks', store, (page) => store.tasks({ ...page, instanceId }));
  const jobs = await allRows('jobs', store, (page) => store.jobs({ ...page, instanceId }));
  const timers = await allRows('timers', store, (page) => store.timers({ ...page, instanceId }));
  const subscriptions = await allRows('subscriptions', store, (page) => store.subscriptions({ ...page, instanceId }));
  const incidents = await allRows('incidents', store, (page) => store.incidents({ ...page, instanceId }));
  return {
    tasks: new Map(tasks.map((row) => [row.taskId, row])),
    jobs: new Map(jobs.map((row) => [row.jobId, row])),
    timers: new Map(timers.map((row) => [row.timerId, row])),
    subscriptions: new Map(subscriptions.map((row) => [row.subscriptionId, row])),
    incidents: new Map(incidents.map((row) => [row.incidentId, row])),
  };
}

export function emptyRows(): InstanceRows {
  return { tasks: new Map(), jobs: new Map(), timers: new Map(), subscriptions: new Map(), incidents: new Map() };
}

export function foldRows(rows: InstanceRows, changes: readonly RowChange[]): void {
  for (const change of changes) {
    switch (change.table) {
      case 'tasks':
        if ('put' in change) rows.tasks.set(change.put.taskId, change.put);
        else rows.tasks.delete(change.drop);
        break;
      case 'taskStates': {
        const row = rows.tasks.get(change.put.taskId);
        if (row !== undefined) rows.tasks.set(row.taskId, { ...row, ...change.put });
        break;
      }
      case 'jobs':
        if ('put' in change) rows.jobs.set(change.put.jobId, change.put);
        else rows.jobs.delete(change.drop);
        break;
      case 'jobRetries': {
        const row = rows.jobs.get(change.put.jobId);
        if (row !== undefined) rows.jobs.set(row.jobId, { ...row, ...change.put, lease: null });
        break;
      }
      case 'timers':
        if ('put' in change) rows.timers.set(change.put.timerId, change.put);
        else rows.timers.delete(change.drop);
        break;
      case 'subscriptions':
        if ('put' in change) rows.subscriptions.set(change.put.subscriptionId, change.put);
        else rows.subscriptions.delete(change.drop);
        break;
      case 'incidents':
        if ('put' in change) rows.incidents.set(change.put.incidentId, change.put);
        else rows.incidents.delete(change.drop);
        break;
      // What was on its way to others was theirs then.
      case 'outbox':
      case 'messages':
        break;
    }
  }
}

export function putsOf(rows: InstanceRows): RowChange[] {
  return [
    ...[...rows.tasks.values()].map((put): RowChange => ({ table: 'tasks', put })),
    ...[...rows.jobs.values()].map((put): RowChange => ({ table: 'jobs', put })),
    ...[...rows.timers.values()].map((put): RowChange => ({ table: 'timers', put })),
    ...[...rows.subscriptions.values()].map((put): RowChange => ({ table: 'subscriptions', put })),
    ...[...rows.incidents.values()].map((put): RowChange => ({ table: 'incidents', put })),
  ];
}
