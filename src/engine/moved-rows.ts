// The lists of an instance that goes on under another definition: what stays open is named by its new process and elements.
import type { LiveState } from '../machine/index.ts';
import { readRows, type InstanceRows } from './instance-rows.ts';
import type { RowChange, Store } from './ports.ts';

/** `state`: after the step that moved it. What closed in that step is left to the step's own changes. */
export async function movedRows(
  store: Store,
  instanceId: string,
  process: string,
  state: LiveState,
): Promise<RowChange[]> {
  return renamed(await readRows(store, instanceId), process, state);
}

export function renamed(rows: InstanceRows, process: string, state: LiveState): RowChange[] {
  const changes: RowChange[] = [];
  const elementOf = (on: string | undefined): string | undefined => state.elements.get(on ?? '')?.element;
  for (const row of rows.tasks.values()) {
    const element = elementOf(state.tasks.get(row.taskId)?.on);
    if (element !== undefined) changes.push({ table: 'tasks', put: { ...row, process, element } });
  }
  for (const row of rows.jobs.values()) {
    const element = elementOf(state.jobs.get(row.jobId)?.on);
    if (element !== undefined) changes.push({ table: 'jobs', put: { ...row, process, element } });
  }
  for (const row of rows.incidents.values()) {
    const element = state.incidents.get(row.incidentId)?.element;
    if (element !== undefined) changes.push({ table: 'incidents', put: { ...row, process, element } });
  }
  for (const row of rows.timers.values()) {
    const element = state.timers.get(row.timerId)?.element;
    if (element !== undefined) changes.push({ table: 'timers', put: { ...row, element } });
  }
  for (const row of rows.subscriptions.values()) {
    const { subscriptionId, kind } = row;
    const element =
      kind === 'call'
        ? elementOf(state.calls.get(subscriptionId)?.on)
        : (kind === 'timer' ? state.timers : state.subscriptions).get(subscriptionId)?.element;
    if (element !== undefined) changes.push({ table: 'subscriptions', put: { ...row, element } });
  }
  return changes;
}
