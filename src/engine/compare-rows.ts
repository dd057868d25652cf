// What the lists show of an instance against its state: the rows of tasks, timers, jobs, subscriptions and incidents, and the
// columns of the instance itself. Somebody who changes an assignee or a due instant in the table is found here.
import type { InstanceState } from '../model/instance-state.ts';
import { readRows } from './instance-rows.ts';
import type { InstanceRow, Store } from './ports.ts';
import { sameJson } from './same-json.ts';
import { isUnreadable } from './state-of.ts';
import { taskDueAt } from './task-due-at.ts';

/** True when the columns beside the snapshot say what the state says. */
export function sameColumns(
  row: Pick<InstanceRow, 'process' | 'status' | 'suspended' | 'businessKey' | 'endedAt'>,
  state: InstanceState,
): boolean {
  return (
    row.process === state.process &&
    row.status === state.status &&
    row.suspended === (state.suspended === true) &&
    row.businessKey === (state.businessKey ?? null) &&
    (row.endedAt === null) === (state.status === 'active')
  );
}

/** True when the lists hold exactly what the state holds. The timers of a suspended instance are not in the due list but among what it waits for. */
export async function sameRows(store: Store, instanceId: string, state: InstanceState): Promise<boolean> {
  const rows = await readRows(store, instanceId).catch((error: unknown) => {
    if (isUnreadable(error)) return null;
    throw error;
  });
  if (rows === null) return false;
  const { tasks, jobs, incidents, timers, subscriptions } = rows;
  const shown = {
    tasks: keyed([...tasks.values()], ({ taskId, state: at, assignee, element, dueAt }) => [
      taskId,
      { state: at, assignee, element, dueAt },
    ]),
    jobs: keyed([...jobs.values()], ({ jobId, jobType, retries, element }) => [jobId, { jobType, retries, element }]),
    incidents: keyed([...incidents.values()], ({ incidentId, code, element }) => [incidentId, { code, element }]),
    timers: keyed([...timers.values()], ({ timerId, dueAt, element }) => [timerId, { dueAt, element }]),
    subscriptions: keyed([...subscriptions.values()], ({ subscriptionId, kind, name, key, element }) => [
      subscriptionId,
      { kind, name, key, element },
    ]),
  };
  return sameJson(shown, expected(state));
}

function expected(state: InstanceState): Record<string, unknown> {
  const entries = Object.entries;
  const elementOf = (on: string): string | undefined => state.elements[on]?.element;
  return {
    tasks: keyed(entries(state.tasks), ([id, task]) => [
      id,
      {
        state: task.state,
        assignee: task.assignee,
        element: elementOf(task.on),
        dueAt: taskDueAt(state, task),
      },
    ]),
    jobs: keyed(entries(state.jobs), ([id, { jobType, retries, on }]) => [
      id,
      { jobType, retries, element: elementOf(on) },
    ]),
    incidents: keyed(entries(state.incidents), ([id, { code, element }]) => [id, { code, element }]),
    timers:
      state.suspended === true
        ? {}
        : keyed(entries(state.timers), ([id, { dueAt, element }]) => [id, { dueAt, element }]),
    subscriptions: {
      ...(state.suspended === true
        ? keyed(entries(state.timers), ([id, { element }]) => [id, { kind: 'timer', name: '', key: null, element }])
        : {}),
      ...keyed(entries(state.subscriptions), ([id, { kind, name, key = null, element }]) => [
        id,
        { kind, name, key, element },
      ]),
      ...keyed(entries(state.calls), ([id, { process: name, on }]) => [
        id,
        { kind: 'call', name, key: null, element: elementOf(on) },
      ]),
    },
  };
}

function keyed<T>(list: readonly T[], entry: (item: T) => [string, unknown]): Record<string, unknown> {
  return Object.fromEntries(list.map(entry));
}
