// Steps → the arguments of the function `commit_steps` of the database: for each kind of row a JSON array, or null.
import { candidatesOf } from '../../model/task-candidates.ts';
import type { RowChange, StepWrite } from '../port.ts';
import { netChanges } from './net-changes.ts';

/** Names of the function's arguments that hold rows. */
const argumentNames = [
  'begins',
  'steps',
  'entries',
  'keys',
  'names',
  'leases',
  'ends',
  'tasks',
  'candidates',
  'task_states',
  'task_drops',
  'timers',
  'timer_drops',
  'jobs',
  'job_retries',
  'job_drops',
  'subscriptions',
  'subscription_drops',
  'incidents',
  'incident_drops',
  'outbox',
  'outbox_drops',
  'message_drops',
] as const;
type ArgumentName = (typeof argumentNames)[number];
type Rows = Record<ArgumentName, object[]>;

/** `steps`: each instance, key, name and row of the outbox at most once. */
export function stepArguments(steps: readonly StepWrite[]): readonly (string | boolean | null)[] {
  const rows = Object.fromEntries(argumentNames.map((name) => [name, []])) as unknown as Rows;
  for (const { instance, entry, idempotencyKey, result, unique, lease } of steps) {
    const { instanceId: instance_id, seq } = instance;
    rows.entries.push({ instance_id, seq, at: entry.at, hash: entry.hash, text: entry.text });
    if (idempotencyKey !== undefined)
      rows.keys.push({ key: idempotencyKey, instance_id, seq, result: result ?? 'null' });
    if (unique !== undefined) rows.names.push({ key: unique, name: unique, instance_id });
    if (lease !== undefined) rows.leases.push({ instance_id, job_id: lease.jobId, fence: lease.fence });
    if (instance.endedAt !== null) rows.ends.push({ instance_id });
  }
  // All take their locks in this order.
  for (const { instance } of steps.toSorted(byInstance)) {
    (instance.seq === 1 ? rows.begins : rows.steps).push({
      instance_id: instance.instanceId,
      process: instance.process,
      definition: instance.definition,
      status: instance.status,
      suspended: instance.suspended,
      business_key: instance.businessKey,
      started_at: instance.startedAt,
      ended_at: instance.endedAt,
      seq: instance.seq,
      hash: instance.hash,
      snapshot: instance.snapshot,
      dossier_status: instance.dossier.status,
      light: instance.dossier.light,
      risk_at: instance.dossier.riskAt,
      due_at: instance.dossier.dueAt,
    });
  }
  rows.keys.sort(byKey);
  rows.names.sort(byKey);
  let isWork = false;
  for (const { instance, entry, changes } of steps) {
    for (const change of netChanges(changes)) {
      addChange(rows, instance.instanceId, change);
      isWork ||= isWorkAt(change, entry.at);
    }
  }
  return [...argumentNames.map((name) => (rows[name].length === 0 ? null : JSON.stringify(rows[name]))), isWork];
}

function byInstance(a: StepWrite, b: StepWrite): number {
  return a.instance.instanceId < b.instance.instanceId ? -1 : 1;
}
function byKey(a: object, b: object): number {
  return (a as { key: string }).key < (b as { key: string }).key ? -1 : 1;
}

/** Whether somebody may wait for it: then the others are told, instead of finding it at their next look. */
function isWorkAt(change: RowChange, at: number): boolean {
  if (!('put' in change)) return false;
  switch (change.table) {
    case 'outbox':
      return true;
    case 'jobs':
    case 'jobRetries':
      return change.put.availableAt <= at;
    case 'timers':
      return change.put.dueAt <= at;
    default:
      return false;
  }
}

function addChange(rows: Rows, instance_id: string, change: RowChange): void {
  if (!('put' in change)) {
    rows[drops[change.table]].push({ instance_id, id: change.drop });
    return;
  }
  switch (change.table) {
    case 'tasks': {
      const { taskId, process, businessKey, element, state, assignee, createdAt, dueAt, task } = change.put;
      const [first, ...further] = candidatesOf(task);
      rows.tasks.push({
        ...{ instance_id, task_id: taskId, process, business_key: businessKey, element, state, assignee },
        ...{ created_at: createdAt, due_at: dueAt, task: JSON.stringify(task), candidate: first },
      });
      for (const candidate of further)
        rows.candidates.push({ instance_id, task_id: taskId, candidate, created_at: createdAt });
      return;
    }
    case 'taskStates': {
      const { taskId, state, assignee, dueAt } = change.put;
      rows.task_states.push({ instance_id, task_id: taskId, state, assignee, due_at: dueAt });
      return;
    }
    case 'timers': {
      const { timerId, element, dueAt } = change.put;
      rows.timers.push({ instance_id, timer_id: timerId, element, due_at: dueAt });
      return;
    }
    case 'jobs': {
      const { jobId, process, element, jobType, retries, availableAt, headers, createdAt, lease, fence } = change.put;
      rows.jobs.push({
        ...{ instance_id, job_id: jobId, process, element, job_type: jobType, retries, available_at: availableAt },
        ...{ headers: JSON.stringify(headers), created_at: createdAt, fence },
        ...{ lease_owner: lease?.owner ?? null, lease_until_at: lease?.untilAt ?? null },
      });
      return;
    }
    case 'jobRetries': {
      const { jobId, retries, availableAt } = change.put;
      rows.job_retries.push({ instance_id, job_id: jobId, retries, available_at: availableAt });
      return;
    }
    case 'subscriptions': {
      const { subscriptionId, element, kind, name, key } = change.put;
      rows.subscriptions.push({ instance_id, subscription_id: subscriptionId, element, kind, name, key });
      return;
    }
    case 'incidents': {
      const { incidentId, process, element, code, params, raisedAt } = change.put;
      rows.incidents.push({
        ...{ instance_id, incident_id: incidentId, process, element, code },
        ...{ params: JSON.stringify(params), raised_at: raisedAt },
      });
      return;
    }
    case 'outbox': {
      const { id, kind, name, key, variables, createdAt } = change.put;
      const row = { instance_id, id, kind, name, key, variables: JSON.stringify(variables), created_at: createdAt };
      rows.outbox.push(row);
    }
  }
}

const drops = {
  tasks: 'task_drops',
  timers: 'timer_drops',
  jobs: 'job_drops',
  subscriptions: 'subscription_drops',
  incidents: 'incident_drops',
  outbox: 'outbox_drops',
  messages: 'message_drops',
} as const satisfies Record<Extract<RowChange, { readonly drop: string }>['table'], ArgumentName>;
