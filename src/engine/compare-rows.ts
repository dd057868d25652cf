// What the lists show of an instance against its state: the rows of tasks, timers, jobs, subscriptions and incidents, and the
// columns of the instance itself. Somebody who changes an assignee or a due instant in the table is found here.
import type { InstanceState } from '../model/instance-state.ts';
import { readRows } from './instance-rows.ts';
import type { InstanceRow, Store } from './ports.ts';
import { sameJson } from './same-json.ts';
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

/** True when the lists hold exactly what the state holds. A suspended instance has no timers in the due list. */
export async function sameRows(store: Store, instanceId: string, state: InstanceState): Promise<boolean> {
  const { tasks, jobs, incidents, timers, subscriptions } = await readRows(store, instanceId);
  const shown = {
    tasks: keyed([...tasks.values()], ({ taskId, state: at, assignee, element, dueAt }) => [
      taskId,
      { state: at, assignee, element, dueAt },
    ]),
    jobs: keyed([...jobs.values()], ({ jobId, jobType, retries }) => [jobId, { jobType, retries }]),
    incidents: keyed([...incidents.values()], ({ incidentId, code }) => [incidentId, { code }]),
    timers: keyed([...timers.values()], ({ timerId, dueAt }) => [timerId, { dueAt }]),
    subscriptions: keyed([...subscriptions.values()], ({ subscriptionId, kind, name, key }) => [
      subscriptionId,
      { kind, name, key },
    ]),
  };
  return sameJson(shown, expected(state));
}

function expected(state: InstanceState): Record<string, unknown> {
  const entries = Object.entries;
  return {
    tasks: keyed(entries(state.tasks), ([id, task]) => [
      id,
      {
        state: task.state,
        assignee: task.assignee,
        element: state.elements[task.on]?.element,
        dueAt: taskDueAt(state, task),
      },
    ]),
    jobs: keyed(entries(state.jobs), ([id, { jobType, retries }]) => [id, { jobType, retries }]),
    incidents: keyed(entries(state.incidents), ([id, { code }]) => [id, { code }]),
    timers: state.suspended === true ? {} : keyed(entries(state.timers), ([id, { dueAt }]) => [id, { dueAt }]),
    subscriptions: {
      ...keyed(entries(state.subscriptions), ([id, { kind, name, key = null }]) => [id, { kind, name, key }]),
      ...keyed(entries(state.calls), ([id, { process: name }]) => [id, { kind: 'call', name, key: null }]),
    },
  };
}

function keyed<T>(list: readonly T[], entry: (item: T) => [string, unknown]): Record<string, unknown> {
  return Object.fromEntries(list.map(entry));
}
