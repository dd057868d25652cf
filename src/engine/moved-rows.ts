// The lists of an instance that goes on under another definition: what stays open is named by its new process and elements.
import type { InstanceState } from '../model/instance-state.ts';
import { allRows } from './all-rows.ts';
import type { IncidentRow, JobRow, RowChange, Store, SubscriptionRow, TaskRow, TimerRow } from './ports.ts';

/** The rows of one instance's lists, by their ids. */
export interface InstanceRows {
  readonly tasks: Map<string, TaskRow>;
  readonly jobs: Map<string, JobRow>;
  readonly timers: Map<string, TimerRow>;
  readonly subscriptions: Map<string, SubscriptionRow>;
  readonly incidents: Map<string, IncidentRow>;
}

/** `state`: after the step that moved it. What closed in that step is left to the step's own changes. */
export async function movedRows(
  store: Store,
  instanceId: string,
  process: string,
  state: InstanceState,
): Promise<RowChange[]> {
  const tasks = await allRows((page) => store.tasks({ ...page, instanceId }));
  const jobs = await allRows((page) => store.jobs({ ...page, instanceId }));
  const timers = await allRows((page) => store.timers({ ...page, instanceId }));
  const subscriptions = await allRows((page) => store.subscriptions({ ...page, instanceId }));
  const incidents = await allRows((page) => store.incidents({ ...page, instanceId }));
  const rows: InstanceRows = {
    tasks: new Map(tasks.map((row) => [row.taskId, row])),
    jobs: new Map(jobs.map((row) => [row.jobId, row])),
    timers: new Map(timers.map((row) => [row.timerId, row])),
    subscriptions: new Map(subscriptions.map((row) => [row.subscriptionId, row])),
    incidents: new Map(incidents.map((row) => [row.incidentId, row])),
  };
  return renamed(rows, process, state);
}

export function renamed(rows: InstanceRows, process: string, state: InstanceState): RowChange[] {
  const changes: RowChange[] = [];
  const elementOf = (on: string | undefined): string | undefined => state.elements[on ?? '']?.element;
  for (const row of rows.tasks.values()) {
    const element = elementOf(state.tasks[row.taskId]?.on);
    if (element !== undefined) changes.push({ table: 'tasks', put: { ...row, process, element } });
  }
  for (const row of rows.jobs.values()) {
    const element = elementOf(state.jobs[row.jobId]?.on);
    if (element !== undefined) changes.push({ table: 'jobs', put: { ...row, process, element } });
  }
  for (const row of rows.incidents.values()) {
    const element = state.incidents[row.incidentId]?.element;
    if (element !== undefined) changes.push({ table: 'incidents', put: { ...row, process, element } });
  }
  for (const row of rows.timers.values()) {
    const element = state.timers[row.timerId]?.element;
    if (element !== undefined) changes.push({ table: 'timers', put: { ...row, element } });
  }
  for (const row of rows.subscriptions.values()) {
    const element = state.subscriptions[row.subscriptionId]?.element;
    if (element !== undefined) changes.push({ table: 'subscriptions', put: { ...row, element } });
  }
  return changes;
}
