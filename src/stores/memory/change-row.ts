// One change of a step in the tables.
import type { RowChange, RowTable } from '../port.ts';
import type { MemoryData } from './data.ts';
import { putJob } from './put-job.ts';

export function changeRow(data: MemoryData, instanceId: string, change: RowChange): void {
  const act = changers[change.table] as (data: MemoryData, instanceId: string, change: RowChange) => void;
  act(data, instanceId, change);
}

type Changer<T extends RowTable> = (
  data: MemoryData,
  instanceId: string,
  change: Extract<RowChange, { readonly table: T }>,
) => void;

const changers = {
  tasks: ({ tasks }, instanceId, change) => {
    if ('put' in change) tasks.put(change.put);
    else tasks.drop(instanceId, change.drop);
  },
  taskStates: ({ tasks }, instanceId, { put }) => {
    const row = tasks.get(instanceId, put.taskId);
    if (row !== undefined) tasks.put({ ...row, state: put.state, assignee: put.assignee, dueAt: put.dueAt });
  },
  timers: ({ timers, timerQueue }, instanceId, change) => {
    if ('put' in change) {
      const { postponed: _postponed, ...put } = change.put;
      timers.put(put);
      timerQueue.add(put);
    } else timers.drop(instanceId, change.drop);
  },
  jobs: (data, instanceId, change) => {
    if ('put' in change) {
      const fence = Math.max(change.put.fence, data.jobs.get(instanceId, change.put.jobId)?.fence ?? 0);
      putJob(data, fence === change.put.fence ? change.put : { ...change.put, fence });
    } else data.jobs.drop(instanceId, change.drop);
  },
  jobRetries: (data, instanceId, { put }) => {
    const row = data.jobs.get(instanceId, put.jobId);
    if (row !== undefined) {
      putJob(data, { ...row, retries: put.retries, availableAt: put.availableAt, lease: null });
    }
  },
  subscriptions: ({ subscriptions }, instanceId, change) => {
    if ('put' in change) subscriptions.put(change.put);
    else subscriptions.drop(instanceId, change.drop);
  },
  incidents: ({ incidents }, instanceId, change) => {
    if ('put' in change) incidents.put(change.put);
    else incidents.drop(instanceId, change.drop);
  },
  outbox: ({ outbox }, _instanceId, change) => {
    if ('put' in change) outbox.set(change.put.id, change.put);
    else outbox.delete(change.drop);
  },
  messages: ({ messages }, _instanceId, { drop }) => {
    messages.delete(drop);
  },
} satisfies { readonly [T in RowTable]: Changer<T> };
