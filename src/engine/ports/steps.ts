// What is written as one: the step of an instance with all rows that follow from it, and its end in the archive.
import type { Instant } from '../../model/json.ts';
import type { OutboxRow } from './outbox.ts';
import type { IncidentRow, InstanceRow, JobRow, SubscriptionRow, TaskRow, TimerRow } from './rows.ts';

/** One step of one instance and all rows that follow from it. */
export interface StepWrite {
  readonly instance: InstanceRow;
  /** `seq` of the instance before this step; 0 for a new one. */
  readonly expectedSeq: number;
  /** The journal entry: canonical JSON and its chained hash (lower-case hex). Its seq is `instance.seq`, which is `expectedSeq + 1`. */
  readonly entry: { readonly at: Instant; readonly text: string; readonly hash: string };
  readonly changes: readonly RowChange[];
  readonly idempotencyKey?: string;
  /** What a list may ask of the instance's row is as the step before has left it: only seq, hash and snapshot need be written. */
  readonly stays?: boolean;
  /** What to answer when the key comes again. */
  readonly result?: string;
  /** A name that one running instance may hold: taken by this step, free again when the instance has ended. */
  readonly unique?: string;
  /** The job of this instance that the step is about, as its worker holds it; refused when the lease has gone to another. */
  readonly lease?: { readonly jobId: string; readonly fence: number };
  /**
   * What the caller writes to tables of his own in the transaction of this step: kept if the step is, else not. When it fails, its
   * step is left out, and no other. A store without SQL refuses the group: EngineError STORE_NO_SQL.
   */
  readonly attach?: Attachment;
}

/** May be called again when the first transaction came to nothing: it does nothing but ask `tx`. */
export type Attachment = (tx: StepTransaction) => Promise<void> | void;

/**
 * The transaction of a step, for `limits.attachmentMs` at most. Parameters are written as the database has them: `?` in SQLite, `$1` in
 * PostgreSQL. The transaction itself begins and ends without the caller: EngineErrors ATTACHMENT_SQL, ATTACHMENT_OVER.
 */
export interface StepTransaction {
  /** The rows of the answer. */
  query(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** How many rows were changed. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
}

export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

export interface ArchiveWrite {
  readonly instanceId: string;
  readonly expectedSeq: number;
  /** Its seq is `expectedSeq + 1`. */
  readonly entry: StepWrite['entry'];
}

export type StepOutcome =
  | { readonly ok: true; readonly position: number }
  | { readonly ok: false; readonly reason: 'keyTaken' }
  /** `holder`: the instance that holds the name. */
  | { readonly ok: false; readonly reason: 'nameTaken'; readonly holder: string }
  /** `found`: the fence of the lease that came later. */
  | { readonly ok: false; readonly reason: 'leaseLost'; readonly found: number }
  | { readonly ok: false; readonly reason: 'conflict'; readonly found: number }
  /** `error`: what the attachment has thrown. */
  | { readonly ok: false; readonly reason: 'attachmentFailed'; readonly error: unknown };

export type RowChange =
  /** Changes of a row that is there: only these columns. */
  | { readonly table: 'taskStates'; readonly put: Pick<TaskRow, 'taskId' | 'state' | 'assignee' | 'dueAt'> }
  /** Also ends the job's lease. */
  | { readonly table: 'jobRetries'; readonly put: Pick<JobRow, 'jobId' | 'retries' | 'availableAt'> }
  /** `anew`: whatever it is offered by so far goes, also what no facts of it name. */
  | { readonly table: 'tasks'; readonly put: TaskRow; readonly anew?: true }
  | { readonly table: 'tasks'; readonly drop: string }
  | { readonly table: 'timers'; readonly put: TimerRow }
  | { readonly table: 'timers'; readonly drop: string }
  | { readonly table: 'jobs'; readonly put: JobRow }
  | { readonly table: 'jobs'; readonly drop: string }
  | { readonly table: 'subscriptions'; readonly put: SubscriptionRow }
  | { readonly table: 'subscriptions'; readonly drop: string }
  | { readonly table: 'incidents'; readonly put: IncidentRow }
  | { readonly table: 'incidents'; readonly drop: string }
  | { readonly table: 'outbox'; readonly put: OutboxRow }
  | { readonly table: 'outbox'; readonly drop: string }
  | { readonly table: 'messages'; readonly drop: string };

/** `drop` names the row within the step's instance; outbox rows are named by their whole id. What a step drops it does not put again. */
export type RowTable = RowChange['table'];
