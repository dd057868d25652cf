// Columns of a database → rows of the port, the same for every SQL store. The columns have the types that the format says; only hashes
// and flags are kept in another way by each database.
import type { IncidentCode, TaskFacts, TaskState } from '../model/events.ts';
import type { InstanceStatus } from '../model/instance-state.ts';
import type { Variables } from '../model/json.ts';
import type { ClockLight } from '../model/sla.ts';
import type {
  BufferedMessage,
  CheckpointRow,
  DefinitionRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  JournalRow,
  OutboxRow,
  Postponed,
  StartRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
  UsedKey,
} from './port.ts';

export type Columns = Readonly<Record<string, unknown>>;
export type RowReader<T> = (columns: Columns) => T;

/** How a database gives a hash (64 hexadecimal digits) and a flag. */
export interface ColumnTypes {
  readonly hash: (value: unknown) => string;
  readonly flag: (value: unknown) => boolean;
}

export function rowReaders({ hash, flag }: ColumnTypes) {
  return {
    definitionOf: (row: Columns): DefinitionRow => ({
      hash: hash(row.hash),
      process: text(row.process),
      version: number(row.version),
      name: text(row.name),
      versionTag: textOrNull(row.version_tag),
      deployedAt: number(row.deployed_at),
      file: text(row.file),
      source: text(row.source),
      model: text(row.model),
      state: text(row.state) as DefinitionRow['state'],
      approval: row.approval === null ? null : (json(row.approval) as DefinitionRow['approval']),
      effectiveFromAt: numberOrNull(row.effective_from_at),
      effectiveToAt: numberOrNull(row.effective_to_at),
      suspended: flag(row.suspended),
    }),

    startOf: (row: Columns): StartRow => ({
      definition: hash(row.definition),
      process: text(row.process),
      element: text(row.element),
      kind: text(row.kind) as StartRow['kind'],
      name: text(row.name),
      dueAt: numberOrNull(row.due_at),
      left: number(row.firings_left),
      ...postponedOf(row),
    }),

    instanceOf: (row: Columns): InstanceRow => ({
      instanceId: text(row.instance_id),
      process: text(row.process),
      definition: hash(row.definition),
      status: text(row.status) as InstanceStatus,
      suspended: flag(row.suspended),
      businessKey: textOrNull(row.business_key),
      startedAt: number(row.started_at),
      endedAt: numberOrNull(row.ended_at),
      seq: number(row.seq),
      hash: hash(row.hash),
      snapshot: text(row.snapshot),
      dossier: {
        status: number(row.dossier_status),
        light: textOrNull(row.light) as ClockLight | null,
        riskAt: numberOrNull(row.risk_at),
        dueAt: numberOrNull(row.due_at),
      },
    }),

    taskOf: (row: Columns): TaskRow => ({
      instanceId: text(row.instance_id),
      taskId: text(row.task_id),
      process: text(row.process),
      businessKey: textOrNull(row.business_key),
      element: text(row.element),
      state: text(row.state) as TaskState,
      assignee: textOrNull(row.assignee),
      createdAt: number(row.created_at),
      dueAt: numberOrNull(row.due_at),
      task: json(row.task) as TaskFacts,
    }),

    timerOf: (row: Columns): TimerRow => ({
      instanceId: text(row.instance_id),
      timerId: text(row.timer_id),
      element: text(row.element),
      dueAt: number(row.due_at),
      ...postponedOf(row),
    }),

    jobOf: (row: Columns): JobRow => ({
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
    }),

    subscriptionOf: (row: Columns): SubscriptionRow => ({
      instanceId: text(row.instance_id),
      subscriptionId: text(row.subscription_id),
      element: text(row.element),
      kind: text(row.kind) as SubscriptionRow['kind'],
      name: text(row.name),
      key: textOrNull(row.key),
    }),

    incidentOf: (row: Columns): IncidentRow => ({
      instanceId: text(row.instance_id),
      incidentId: text(row.incident_id),
      process: text(row.process),
      element: text(row.element),
      code: text(row.code) as IncidentCode,
      params: json(row.params) as IncidentRow['params'],
      raisedAt: number(row.raised_at),
    }),

    outboxOf: (row: Columns): OutboxRow => ({
      id: text(row.id),
      kind: text(row.kind) as OutboxRow['kind'],
      name: text(row.name),
      key: textOrNull(row.key),
      variables: json(row.variables) as Variables,
      createdAt: number(row.created_at),
      ...postponedOf(row),
    }),

    messageOf: (row: Columns): BufferedMessage => ({
      id: text(row.id),
      name: text(row.name),
      key: textOrNull(row.key),
      variables: json(row.variables) as Variables,
      expiresAt: number(row.expires_at),
    }),

    journalOf: (row: Columns): JournalRow => ({
      position: number(row.position),
      instanceId: text(row.instance_id),
      seq: number(row.seq),
      at: number(row.at),
      text: text(row.text),
      hash: hash(row.hash),
    }),

    usedKeyOf: (row: Columns): UsedKey => ({
      instanceId: text(row.instance_id),
      seq: number(row.seq),
      result: text(row.result),
      text: text(row.text),
    }),

    checkpointOf: (row: Columns): CheckpointRow => ({
      size: number(row.size),
      root: hash(row.root),
      at: number(row.at),
      frontier: text(row.frontier),
      note: text(row.note),
    }),
  };
}

/** Nothing of a row that was never tried in vain. */
function postponedOf({ attempts, try_at, trouble }: Columns): { readonly postponed?: Postponed } {
  if (attempts === 0) return {};
  return { postponed: { attempts: number(attempts), untilAt: number(try_at), trouble: text(trouble) } };
}

const text = (value: unknown): string => value as string;
const textOrNull = (value: unknown): string | null => value as string | null;
const number = (value: unknown): number => value as number;
const numberOrNull = (value: unknown): number | null => value as number | null;
const json = (value: unknown): unknown => JSON.parse(value as string);
