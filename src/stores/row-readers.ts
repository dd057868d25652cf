// Columns of a database → rows of the port, the same for every SQL store. The columns have the types that the format says; only hashes
// and flags are kept in another way by each database.
import { badRow } from '../model/bad-row.ts';
import type { IncidentCode, TaskState } from '../model/events.ts';
import type { InstanceStatus } from '../model/instance-state.ts';
import type { ClockLight } from '../model/sla.ts';
import type {
  BufferedMessage,
  CheckpointRow,
  DefinitionRow,
  HoldRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  JournalRow,
  KeyRow,
  Listed,
  OfferRow,
  OutboxRow,
  Postponed,
  Readable,
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
      approval: approvalOf(row.approval),
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

    taskOf: (row: Columns) =>
      withJson<TaskRow, 'task'>(
        {
          instanceId: text(row.instance_id),
          taskId: text(row.task_id),
          process: text(row.process),
          businessKey: textOrNull(row.business_key),
          element: text(row.element),
          state: text(row.state) as TaskState,
          assignee: textOrNull(row.assignee),
          createdAt: number(row.created_at),
          dueAt: numberOrNull(row.due_at),
        },
        'task',
        row.task,
      ),

    timerOf: (row: Columns): TimerRow => ({
      instanceId: text(row.instance_id),
      timerId: text(row.timer_id),
      element: text(row.element),
      dueAt: number(row.due_at),
      ...postponedOf(row),
    }),

    jobOf: (row: Columns) =>
      withJson<JobRow, 'headers'>(
        {
          instanceId: text(row.instance_id),
          jobId: text(row.job_id),
          process: text(row.process),
          element: text(row.element),
          jobType: text(row.job_type),
          retries: number(row.retries),
          availableAt: number(row.available_at),
          createdAt: number(row.created_at),
          lease:
            row.lease_owner === null ? null : { owner: text(row.lease_owner), untilAt: number(row.lease_until_at) },
          fence: number(row.fence),
        },
        'headers',
        row.headers,
      ),

    subscriptionOf: (row: Columns): SubscriptionRow => ({
      instanceId: text(row.instance_id),
      subscriptionId: text(row.subscription_id),
      element: text(row.element),
      kind: text(row.kind) as SubscriptionRow['kind'],
      name: text(row.name),
      key: textOrNull(row.key),
    }),

    incidentOf: (row: Columns) =>
      withJson<IncidentRow, 'params'>(
        {
          instanceId: text(row.instance_id),
          incidentId: text(row.incident_id),
          process: text(row.process),
          element: text(row.element),
          code: text(row.code) as IncidentCode,
          raisedAt: number(row.raised_at),
        },
        'params',
        row.params,
      ),

    outboxOf: (row: Columns) =>
      withJson<OutboxRow, 'variables'>(
        {
          id: text(row.id),
          kind: text(row.kind) as OutboxRow['kind'],
          name: text(row.name),
          key: textOrNull(row.key),
          createdAt: number(row.created_at),
          ...postponedOf(row),
        },
        'variables',
        row.variables,
      ),

    messageOf: (row: Columns) =>
      withJson<BufferedMessage, 'variables'>(
        {
          id: text(row.id),
          name: text(row.name),
          key: textOrNull(row.key),
          expiresAt: number(row.expires_at),
        },
        'variables',
        row.variables,
      ),

    journalOf: (row: Columns): JournalRow => ({
      position: number(row.position),
      instanceId: text(row.instance_id),
      seq: number(row.seq),
      at: number(row.at),
      text: text(row.text),
      hash: hash(row.hash),
    }),

    usedKeyOf,

    keyOf: (row: Columns): KeyRow => ({ key: text(row.key), ...usedKeyOf(row) }),

    holdOf: (row: Columns): HoldRow => ({ name: text(row.name), instanceId: text(row.instance_id) }),

    offerOf: (row: Columns): OfferRow => ({
      candidate: text(row.candidate),
      createdAt: number(row.created_at),
      instanceId: text(row.instance_id),
      taskId: text(row.task_id),
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

function usedKeyOf(row: Columns): UsedKey {
  return { instanceId: text(row.instance_id), seq: number(row.seq), result: text(row.result), text: text(row.text) };
}

/** Throws EngineError STORE_CORRUPT when a row can't be read. `table` is only for the message. */
export function readRow<T>(file: string, table: string, reader: RowReader<T>, columns: Columns): T {
  try {
    return reader(columns);
  } catch (error) {
    throw badRow(file, table, messageOf(error), error);
  }
}

/** The same for a row that is asked for by its id, where nothing else can be given in its place. */
export function readWhole<T extends object>(
  file: string,
  table: string,
  reader: RowReader<T>,
  columns: Columns,
): Readable<T> {
  const row = readRow(file, table, reader, columns);
  if ('unreadable' in row) throw badRow(file, table, String(row.unreadable));
  return row as Readable<T>;
}

/** The row with its column of JSON, which is an object in all of them; else the row that says why it has none. */
function withJson<Row, Column extends keyof Row>(
  row: Omit<Row, Column>,
  name: Column & string,
  column: unknown,
): Listed<Row, Column> {
  try {
    const value = json(column);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('it is no object');
    return Object.assign(row, { [name]: value }) as Row;
  } catch (error) {
    return Object.assign(row, { unreadable: `${name}: ${messageOf(error)}` });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Nothing is decided by it, and who wants proof asks the history: so one that can't be read does not keep every version of every process
 * from being started. `verifyStore` names its process; the next change of the version writes it anew from the history.
 */
function approvalOf(column: unknown): DefinitionRow['approval'] {
  try {
    return column === null ? null : (json(column) as DefinitionRow['approval']);
  } catch {
    return null;
  }
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
