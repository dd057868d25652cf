// One change of a step in the tables.
import type { RowChange, RowTable, TaskRow } from '../port.ts';
import type { TaskFacts } from '../../model/events.ts';
import { candidatesOf } from '../../model/task-candidates.ts';
import type { Connection } from './connection.ts';

export function changeRow(db: Connection, instanceId: string, change: RowChange): void {
  const act = changers[change.table] as (db: Connection, instanceId: string, change: RowChange) => void;
  act(db, instanceId, change);
}

type Changer<T extends RowTable> = (
  db: Connection,
  instanceId: string,
  change: Extract<RowChange, { readonly table: T }>,
) => void;

const changers = {
  tasks: (db, instanceId, change) => {
    if ('put' in change) putTask(db, change.put, change.anew === true);
    else dropTask(db, instanceId, change.drop);
  },
  taskStates: (db, instanceId, { put }) => {
    db.prepare(setTaskState).run(put.state, put.assignee, put.dueAt, instanceId, put.taskId);
  },
  timers: (db, instanceId, change) => {
    if ('put' in change) {
      const { put } = change;
      db.prepare(addTimer).run(put.instanceId, put.timerId, put.element, put.dueAt, put.dueAt);
    } else db.prepare(dropTimer).run(instanceId, change.drop);
  },
  jobs: (db, instanceId, change) => {
    if ('put' in change) {
      const { put } = change;
      db.prepare(addJob).run(
        put.instanceId,
        put.jobId,
        put.process,
        put.element,
        put.jobType,
        put.retries,
        put.availableAt,
        JSON.stringify(put.headers),
        put.createdAt,
        put.lease?.owner ?? null,
        put.lease?.untilAt ?? null,
        put.fence,
      );
    } else db.prepare(dropJob).run(instanceId, change.drop);
  },
  jobRetries: (db, instanceId, { put }) => {
    db.prepare(setJobRetries).run(put.retries, put.availableAt, instanceId, put.jobId);
  },
  subscriptions: (db, instanceId, change) => {
    if ('put' in change) {
      const { put } = change;
      db.prepare(addSubscription).run(put.instanceId, put.subscriptionId, put.element, put.kind, put.name, put.key);
    } else db.prepare(dropSubscription).run(instanceId, change.drop);
  },
  incidents: (db, instanceId, change) => {
    if ('put' in change) {
      const { put } = change;
      db.prepare(addIncident).run(
        put.instanceId,
        put.incidentId,
        put.process,
        put.element,
        put.code,
        JSON.stringify(put.params),
        put.raisedAt,
      );
    } else db.prepare(dropIncident).run(instanceId, change.drop);
  },
  outbox: (db, _instanceId, change) => {
    if ('put' in change) {
      const { put } = change;
      db.prepare(addOutbox).run(put.id, put.kind, put.name, put.key, JSON.stringify(put.variables), put.createdAt);
    } else db.prepare(dropOutbox).run(change.drop);
  },
  messages: (db, _instanceId, { drop }) => {
    db.prepare(dropMessage).run(drop);
  },
} satisfies { readonly [T in RowTable]: Changer<T> };

function putTask(db: Connection, put: TaskRow, isAnew: boolean): void {
  const { instanceId, taskId, task, dueAt } = put;
  const about = [put.process, put.businessKey, put.element, put.state, put.assignee, put.createdAt] as const;
  const facts = JSON.stringify(task);
  if (db.prepare(addTask).run(instanceId, taskId, ...about, dueAt, facts).changes === 0) {
    if (isAnew) db.prepare(dropOffers).run(instanceId, taskId);
    else dropCandidates(db, instanceId, taskId, db.prepare(factsOf).get(instanceId, taskId));
    db.prepare(changeTask).run(...about, dueAt, facts, instanceId, taskId);
  }
  for (const candidate of candidatesOf(task)) {
    db.prepare(addCandidate).run(candidate, put.createdAt, instanceId, taskId);
  }
}

function dropTask(db: Connection, instanceId: string, taskId: string): void {
  // Faster than one DELETE … RETURNING, which keeps its rows in a table of its own.
  const row = db.prepare(factsOf).get(instanceId, taskId);
  if (row === undefined) return;
  db.prepare(deleteTask).run(instanceId, taskId);
  dropCandidates(db, instanceId, taskId, row);
}

function dropCandidates(
  db: Connection,
  instanceId: string,
  taskId: string,
  row: Record<string, unknown> | undefined,
): void {
  if (row === undefined) return;
  const candidates = offeredTo(row.task as string);
  if (candidates === null) db.prepare(dropOffers).run(instanceId, taskId);
  for (const candidate of candidates ?? [])
    db.prepare(dropCandidate).run(candidate, row.created_at as number, instanceId, taskId);
}

/** Null: its facts cannot be read. */
function offeredTo(task: string): readonly string[] | null {
  try {
    return candidatesOf(JSON.parse(task) as TaskFacts);
  } catch {
    return null;
  }
}

const addTask = `INSERT INTO tasks (instance_id, task_id, process, business_key, element, state, assignee, created_at, due_at, task)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const changeTask = `UPDATE tasks SET process = ?, business_key = ?, element = ?, state = ?, assignee = ?, created_at = ?, due_at = ?,
  task = ? WHERE instance_id = ? AND task_id = ?`;
const factsOf = `SELECT created_at, task FROM tasks WHERE instance_id = ? AND task_id = ?`;
const deleteTask = `DELETE FROM tasks WHERE instance_id = ? AND task_id = ?`;
const setTaskState = `UPDATE tasks SET state = ?, assignee = ?, due_at = ? WHERE instance_id = ? AND task_id = ?`;
const addCandidate = `INSERT INTO task_candidates (candidate, created_at, instance_id, task_id) VALUES (?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;
const dropCandidate = `DELETE FROM task_candidates WHERE candidate = ? AND created_at = ? AND instance_id = ? AND task_id = ?`;

/** Reads the whole table: only where nothing says by what it is offered. */
const dropOffers = `DELETE FROM task_candidates WHERE instance_id = ? AND task_id = ?`;

const addTimer = `INSERT INTO timers (instance_id, timer_id, element, due_at, try_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (instance_id, timer_id) DO UPDATE SET element = excluded.element, due_at = excluded.due_at,
    try_at = excluded.try_at, attempts = 0, trouble = NULL`;
const dropTimer = `DELETE FROM timers WHERE instance_id = ? AND timer_id = ?`;

const addJob = `INSERT INTO jobs (instance_id, job_id, process, element, job_type, retries, available_at, headers, created_at,
  lease_owner, lease_until_at, fence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (instance_id, job_id) DO UPDATE SET process = excluded.process, element = excluded.element,
    job_type = excluded.job_type, retries = excluded.retries, available_at = excluded.available_at, headers = excluded.headers,
    created_at = excluded.created_at, lease_owner = excluded.lease_owner, lease_until_at = excluded.lease_until_at,
    fence = max(fence, excluded.fence)`;
const dropJob = `DELETE FROM jobs WHERE instance_id = ? AND job_id = ?`;
const setJobRetries = `UPDATE jobs SET retries = ?, available_at = ?, lease_owner = NULL, lease_until_at = NULL
  WHERE instance_id = ? AND job_id = ?`;

const addSubscription = `INSERT INTO subscriptions (instance_id, subscription_id, element, kind, name, key) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (instance_id, subscription_id) DO UPDATE SET element = excluded.element, kind = excluded.kind,
    name = excluded.name, key = excluded.key`;
const dropSubscription = `DELETE FROM subscriptions WHERE instance_id = ? AND subscription_id = ?`;

const addIncident = `INSERT INTO incidents (instance_id, incident_id, process, element, code, params, raised_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (instance_id, incident_id) DO UPDATE SET process = excluded.process, element = excluded.element,
    code = excluded.code, params = excluded.params, raised_at = excluded.raised_at`;
const dropIncident = `DELETE FROM incidents WHERE instance_id = ? AND incident_id = ?`;

const addOutbox = `INSERT INTO outbox (id, kind, name, key, variables, created_at) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, key = excluded.key,
    variables = excluded.variables, created_at = excluded.created_at, try_at = 0, attempts = 0, trouble = NULL`;
const dropOutbox = `DELETE FROM outbox WHERE id = ?`;
const dropMessage = `DELETE FROM messages WHERE id = ?`;
