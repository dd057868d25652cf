// The rows of one instance's lists: read from a store, or folded from its steps as a store would have done it.
import { badRow } from '../model/bad-row.ts';
import { eachPage } from './all-rows.ts';
import type {
  IncidentRow,
  JobRow,
  Page,
  PageQuery,
  RowChange,
  Store,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from './ports.ts';

/** By their ids. */
export interface InstanceRows {
  readonly tasks: Map<string, TaskRow>;
  readonly jobs: Map<string, JobRow>;
  readonly timers: Map<string, TimerRow>;
  readonly subscriptions: Map<string, SubscriptionRow>;
  readonly incidents: Map<string, IncidentRow>;
}

export const listTables = ['tasks', 'jobs', 'timers', 'subscriptions', 'incidents'] as const;
export type ListTable = (typeof listTables)[number];

/** Throws EngineError STORE_CORRUPT when one of them cannot be read. */
export async function readRows(store: Store, instanceId: string): Promise<InstanceRows> {
  const { rows, unreadable } = await foundRows(store, instanceId);
  const [bad] = unreadable;
  if (bad !== undefined) throw badRow(store.name, bad.table, `${bad.id}: ${bad.detail}`);
  return rows;
}

export interface FoundRows {
  readonly rows: InstanceRows;
  /** By their own ids, without that of the instance. */
  readonly unreadable: readonly { readonly table: ListTable; readonly id: string; readonly detail: string }[];
}

/** Also when some cannot be read. */
export async function foundRows(store: Store, instanceId: string): Promise<FoundRows> {
  const unreadable: FoundRows['unreadable'][number][] = [];
  const read = async <T>(
    table: ListTable,
    list: (page: PageQuery & { readonly instanceId: string }) => Promise<Page<T>>,
    idOf: (row: T) => string,
  ): Promise<Map<string, T>> => {
    const found = new Map<string, T>();
    for await (const page of eachPage((query) => list({ ...query, instanceId }), 1_000)) {
      for (const row of page.rows) found.set(idOf(row), row);
      for (const { id, detail } of page.unreadable ?? [])
        unreadable.push({ table, id: id.slice(instanceId.length + 1), detail });
    }
    return found;
  };
  const rows = {
    tasks: await read(
      'tasks',
      (query) => store.tasks(query),
      (row) => row.taskId,
    ),
    jobs: await read(
      'jobs',
      (query) => store.jobs(query),
      (row) => row.jobId,
    ),
    timers: await read(
      'timers',
      (query) => store.timers(query),
      (row) => row.timerId,
    ),
    subscriptions: await read(
      'subscriptions',
      (query) => store.subscriptions(query),
      (row) => row.subscriptionId,
    ),
    incidents: await read(
      'incidents',
      (query) => store.incidents(query),
      (row) => row.incidentId,
    ),
  };
  return { rows, unreadable };
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
