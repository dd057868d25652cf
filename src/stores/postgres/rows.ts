// Rows of the database → rows of the port. The columns have the types the format says, unless somebody changed them.
import type { IncidentCode, TaskFacts, TaskState } from '../../model/events.ts';
import type { InstanceStatus } from '../../model/instance-state.ts';
import type { Variables } from '../../model/json.ts';
import type {
  BufferedMessage,
  CheckpointRow,
  DefinitionRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  JournalRow,
  OutboxRow,
  StartRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from '../port.ts';
import { storeError } from './problems.ts';

export type Columns = Record<string, unknown>;
export type RowReader<T> = (columns: Columns) => T;

/** Throws EngineError STORE_CORRUPT when a row can't be read. */
export function readRow<T>(name: string, table: string, reader: RowReader<T>, columns: Columns): T {
  try {
    return reader(columns);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw storeError('STORE_CORRUPT', name, 'badRow', { table, detail }, error);
  }
}

const text = (value: unknown): string => value as string;
const textOrNull = (value: unknown): string | null => value as string | null;
const number = (value: unknown): number => value as number;
const numberOrNull = (value: unknown): number | null => value as number | null;
const json = (value: unknown): unknown => JSON.parse(value as string);

export const definitionOf: RowReader<DefinitionRow> = (row) => ({
  hash: text(row.hash),
  process: text(row.process),
  version: number(row.version),
  name: text(row.name),
  versionTag: textOrNull(row.version_tag),
  deployedAt: number(row.deployed_at),
  file: text(row.file),
  source: text(row.source),
  model: text(row.model),
});

export const startOf: RowReader<StartRow> = (row) => ({
  definition: text(row.definition),
  process: text(row.process),
  element: text(row.element),
  kind: text(row.kind) as StartRow['kind'],
  name: text(row.name),
  dueAt: numberOrNull(row.due_at),
  left: number(row.firings_left),
});

export const instanceOf: RowReader<InstanceRow> = (row) => ({
  instanceId: text(row.instance_id),
  process: text(row.process),
  definition: text(row.definition),
  status: text(row.status) as InstanceStatus,
  suspended: row.suspended as boolean,
  businessKey: textOrNull(row.business_key),
  startedAt: number(row.started_at),
  endedAt: numberOrNull(row.ended_at),
  seq: number(row.seq),
  hash: text(row.hash),
  snapshot: text(row.snapshot),
});

export const taskOf: RowReader<TaskRow> = (row) => ({
  instanceId: text(row.instance_id),
  taskId: text(row.task_id),
  process: text(row.process),
  businessKey: textOrNull(row.business_key),
  element: text(row.element),
  state: text(row.state) as TaskState,
  assignee: textOrNull(row.assignee),
  createdAt: number(row.created_at),
  task: json(row.task) as TaskFacts,
});

export const timerOf: RowReader<TimerRow> = (row) => ({
  instanceId: text(row.instance_id),
  timerId: text(row.timer_id),
  element: text(row.element),
  dueAt: number(row.due_at),
});

export const jobOf: RowReader<JobRow> = (row) => ({
  instanceId: text(row.instance_id),
  jobId: text(row.job_id),
  process: text(row.process),
  element: text(row.element),
  jobType: text(row.job_type),
  retries: number(row.retries),
  availableAt: number(row.available_at),
  headers: json(row.headers) as Record<string, string>,
  createdAt: number(row.created_at),
  lease: row.lease_owner === null ? null : { owner: text(row.lease_owner), untilAt: number(row.lease_until_at) },
  fence: number(row.fence),
});

export const subscriptionOf: RowReader<SubscriptionRow> = (row) => ({
  instanceId: text(row.instance_id),
  subscriptionId: text(row.subscription_id),
  element: text(row.element),
  kind: text(row.kind) as SubscriptionRow['kind'],
  name: text(row.name),
  key: textOrNull(row.key),
});

export const incidentOf: RowReader<IncidentRow> = (row) => ({
  instanceId: text(row.instance_id),
  incidentId: text(row.incident_id),
  process: text(row.process),
  element: text(row.element),
  code: text(row.code) as IncidentCode,
  params: json(row.params) as IncidentRow['params'],
  raisedAt: number(row.raised_at),
});

export const outboxOf: RowReader<OutboxRow> = (row) => ({
  id: text(row.id),
  kind: text(row.kind) as OutboxRow['kind'],
  name: text(row.name),
  key: textOrNull(row.key),
  variables: json(row.variables) as Variables,
  createdAt: number(row.created_at),
});

export const messageOf: RowReader<BufferedMessage> = (row) => ({
  id: text(row.id),
  name: text(row.name),
  key: textOrNull(row.key),
  variables: json(row.variables) as Variables,
  expiresAt: number(row.expires_at),
});

export const journalOf: RowReader<JournalRow> = (row) => ({
  position: number(row.position),
  instanceId: text(row.instance_id),
  seq: number(row.seq),
  at: number(row.at),
  text: text(row.text),
  hash: text(row.hash),
});

export const checkpointOf: RowReader<CheckpointRow> = (row) => ({
  size: number(row.size),
  root: text(row.root),
  at: number(row.at),
  frontier: text(row.frontier),
  note: text(row.note),
});
