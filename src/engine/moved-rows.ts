// The lists of an instance that goes on under another definition: what stays open is named by its new process and elements.
import type { InstanceState } from '../model/instance-state.ts';
import { allRows } from './all-rows.ts';
import type { RowChange, Store } from './ports.ts';

/** `state`: after the step that moved it. What closed in that step is left to the step's own changes. */
export async function movedRows(
  store: Store,
  instanceId: string,
  process: string,
  state: InstanceState,
): Promise<RowChange[]> {
  const changes: RowChange[] = [];
  const elementOf = (on: string | undefined): string | undefined => state.elements[on ?? '']?.element;
  for (const row of await allRows((page) => store.tasks({ ...page, instanceId }))) {
    const element = elementOf(state.tasks[row.taskId]?.on);
    if (element !== undefined) changes.push({ table: 'tasks', put: { ...row, process, element } });
  }
  for (const row of await allRows((page) => store.jobs({ ...page, instanceId }))) {
    const element = elementOf(state.jobs[row.jobId]?.on);
    if (element !== undefined) changes.push({ table: 'jobs', put: { ...row, process, element } });
  }
  for (const row of await allRows((page) => store.incidents({ ...page, instanceId }))) {
    const element = state.incidents[row.incidentId]?.element;
    if (element !== undefined) changes.push({ table: 'incidents', put: { ...row, process, element } });
  }
  for (const row of await allRows((page) => store.timers({ ...page, instanceId }))) {
    const element = state.timers[row.timerId]?.element;
    if (element !== undefined) changes.push({ table: 'timers', put: { ...row, element } });
  }
  for (const row of await allRows((page) => store.subscriptions({ ...page, instanceId }))) {
    const element = state.subscriptions[row.subscriptionId]?.element;
    if (element !== undefined) changes.push({ table: 'subscriptions', put: { ...row, element } });
  }
  return changes;
}
