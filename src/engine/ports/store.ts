// The store itself: all that the engine asks of it.
import type { Instant } from '../../model/json.ts';
import type { DefinitionRow, DefinitionWrite, StartRow } from './definitions.ts';
import type { CheckpointRow, JournalQuery, JournalRow, KeyRow, UsedKey } from './journal.ts';
import type {
  CountedList,
  IncidentQuery,
  InstanceQuery,
  JobQuery,
  ListFilters,
  Page,
  SubscriptionQuery,
  TaskQuery,
  TimerQuery,
} from './lists.ts';
import type { BufferedMessage, DueOutbox, ListedMessage, ListedOutboxRow } from './outbox.ts';
import type { PostponedRow, Stuck, Vitals } from './put-off.ts';
import type {
  HoldRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  ListedJob,
  OfferRow,
  Postponed,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from './rows.ts';
import type { ArchiveWrite, StepOutcome, StepWrite } from './steps.ts';

export interface Store {
  /** For messages: the file or the database, without secrets. */
  readonly name: string;
  /** Creates or migrates the schema. Throws EngineError STORE_OPEN, STORE_CORRUPT, STORE_NEWER, STORE_NOT_OURS. */
  open(): Promise<void>;
  close(): Promise<void>;

  /**
   * Writes all steps in one durable transaction, in order. A step whose instance is not at `expectedSeq` (or whose
   * idempotency key is taken) is left out, wholly, and reported; the others are kept. When the promise resolves, what was kept
   * survives a crash. Reasons are looked for in the order of `StepOutcome`. Throws EngineError STORE_WRITE, and then nothing was kept; STORE_LOST when that cannot be known: the connection
   * broke in the middle, and the server did not come back.
   */
  commit(steps: readonly StepWrite[]): Promise<readonly StepOutcome[]>;
  /** How many commits of one engine may be on their way at once, each of other instances. Default 1. */
  readonly commitsAtOnce?: number;

  /**
   * Writes one change of the definitions of a process in one durable transaction: the entry of its history, new versions, what has
   * changed of those that are there, and its start rows. Left out, wholly, and reported when its idempotency key is taken, or the history
   * is not at `expectedSeq`.
   */
  commitDefinition(write: DefinitionWrite): Promise<StepOutcome>;
  /** Oldest version first. */
  definitions(query?: { readonly process?: string }): Promise<readonly DefinitionRow[]>;

  instance(instanceId: string): Promise<InstanceRow | null>;
  // What is asked for by its id and can't be read is EngineError STORE_CORRUPT. A list gives the others all the same.
  // The lists refuse unknown names of their query, and limits and cursors that are none: EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID.
  instances(query: InstanceQuery): Promise<Page<InstanceRow>>;
  tasks(query: TaskQuery): Promise<Page<TaskRow>>;
  task(instanceId: string, taskId: string): Promise<TaskRow | null>;
  jobs(query: JobQuery): Promise<Page<JobRow>>;
  job(instanceId: string, jobId: string): Promise<JobRow | null>;
  incidents(query: IncidentQuery): Promise<Page<IncidentRow>>;
  subscriptions(query: SubscriptionQuery): Promise<Page<SubscriptionRow>>;
  /** `dueAt`: due then or before; one that was put off is due when it may be tried again. */
  starts(query: {
    readonly process?: string;
    readonly kind?: StartRow['kind'];
    readonly name?: string;
    readonly dueAt?: Instant;
  }): Promise<readonly StartRow[]>;
  timers(query: TimerQuery): Promise<Page<TimerRow>>;
  /** How many rows of a list the filter finds. */
  count<L extends CountedList>(list: L, filter: ListFilters[L]): Promise<number>;
  /**
   * Timers due at or before `now`, the earliest first, at the same instant in the order of their ids; one that was put off is due when it
   * may be tried again, one of a suspended instance when that goes on.
   */
  dueTimers(now: Instant, limit: number): Promise<readonly TimerRow[]>;
  /** The earliest due instant of all timers (but those of suspended instances) and timed starts; null when there is none. */
  nextDueAt(): Promise<Instant | null>;
  /**
   * Oldest first. With `now`: only those that may be tried at that instant, those put off last; the notices alone, or all but them. With
   * `after`: in the order of their ids, those after this one.
   */
  outbox(limit: number, which?: DueOutbox | { readonly after: string }): Promise<readonly ListedOutboxRow[]>;
  /** What steps of the instance have put there, also what was put off; oldest first. */
  outboxOf(instanceId: string, limit: number): Promise<readonly ListedOutboxRow[]>;
  /** The order (`callStart`) of a call that has not been carried out so far. */
  orderOf(call: string): Promise<ListedOutboxRow | null>;
  /**
   * Puts off what could not be done (null: it may be tried at once). False when it has gone or moved in the meantime. A `put` of
   * the row, or a move of the start, makes it new.
   */
  postpone(which: PostponedRow, to: Postponed | null): Promise<boolean>;
  /**
   * Frees what a clock has put off or leased that was wrong and is set back, and gives how many rows that were: put-offs and leases that end
   * later than any can, by `limits.putOffMs` and `limits.leaseMs`, and waits of jobs whose instance has a step of an instant that is still to
   * come; each beyond what clocks may differ by (`limits.clockSkewMs`). They may be tried at `now`, or when they are due.
   */
  reclaim(now: Instant): Promise<number>;
  /** What was put off after so many attempts or more, those with most attempts first. */
  postponed(query: { readonly attempts: number; readonly limit: number }): Promise<readonly Stuck[]>;
  /** What a health check asks for. */
  vitals(query: { readonly attempts: number }): Promise<Vitals>;
  dropOutbox(id: string): Promise<void>;
  /** Keeps a message that nobody waits for yet. The same id again changes nothing: what is kept under it is given. */
  bufferMessage(message: BufferedMessage): Promise<Pick<BufferedMessage, 'name' | 'key'>>;
  /**
   * Buffered messages that have not expired at `now`, the oldest first: of the name and key, or (no name) up to 1,000 of all. `after`: in the
   * order of their ids, those after this one.
   */
  bufferedMessages(query: {
    readonly name?: string;
    readonly key?: string | null;
    readonly after?: string;
    readonly now: Instant;
  }): Promise<readonly ListedMessage[]>;
  /** One by its id, or all that have expired at the instant. */
  dropBuffered(which: { readonly id: string } | { readonly expiredAt: Instant }): Promise<void>;
  /** The step that used an idempotency key, and what its entry says: one look-up, however long its instance has run. */
  usedKey(key: string): Promise<UsedKey | null>;
  // What nobody asks for but `verifyStore`: whole tables, page after page.
  /** In the order of the keys, those after this one. */
  usedKeys(page: { readonly after: string; readonly limit: number }): Promise<readonly KeyRow[]>;
  /** In the order of the names, those after this one. */
  holds(page: { readonly after: string; readonly limit: number }): Promise<readonly HoldRow[]>;
  /** In the order of candidate, instant, instance and task, those after this one. */
  offers(page: { readonly after: OfferRow | null; readonly limit: number }): Promise<readonly OfferRow[]>;

  /**
   * Leases up to `limit` jobs of the types that are free at `now`, those free longest first, since the same instant in the order of their
   * ids; gives them with their lease, in that order. Free: available, retries left, no lease that runs, its instance not suspended.
   */
  leaseJobs(request: LeaseRequest): Promise<readonly ListedJob[]>;
  /** Moves the end of a lease that is still the holder's, also when it has run out. False when it is not. */
  extendLease(lease: {
    readonly instanceId: string;
    readonly jobId: string;
    readonly fence: number;
    readonly untilAt: Instant;
  }): Promise<boolean>;
  /** Frees a lease early (graceful stop); an old fence changes nothing. */
  releaseJob(instanceId: string, jobId: string, fence: number): Promise<void>;
  /** Moves a timed start to its next firing, or drops it (`dueAt` null). False when somebody else did. */
  moveStart(start: StartRow, next: { readonly dueAt: Instant | null; readonly left: number }): Promise<boolean>;

  /**
   * Removes an ended instance in one transaction: its row and those of its lists go, the texts of its entries become empty, and one entry
   * more says so. Hashes and positions stay, and so do idempotency keys. False: it is not at `expectedSeq`, or has not ended.
   */
  archive(write: ArchiveWrite): Promise<boolean>;

  /** Journal in order of position. */
  journal(query: JournalQuery): Promise<readonly JournalRow[]>;
  journalSize(): Promise<number>;
  checkpoints(): Promise<readonly CheckpointRow[]>;
  /** Refused (false) when a checkpoint of that size or a larger one is there. */
  putCheckpoint(checkpoint: CheckpointRow): Promise<boolean>;

  /**
   * Calls the listener when a commit of any engine on this store has made work that is due at once (jobs, messages on their way),
   * so that nobody has to wait for the next poll. A hint: calls may be lost or come in vain. Gives the act that ends it.
   */
  onWake?(listener: () => void): () => void;
}

export interface LeaseRequest {
  readonly types: readonly string[] | null;
  readonly owner: string;
  readonly now: Instant;
  readonly untilAt: Instant;
  readonly limit: number;
}
