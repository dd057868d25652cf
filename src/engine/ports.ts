// The store port: what the engine needs of a store. Adapters are in `stores/`; one contract suite (testing/) runs on all.
// All rows are plain data. Instants are epoch milliseconds. A store never interprets snapshots, entries or facts.
import type { DefinitionState } from '../lifecycle/index.ts';
import type { DefinitionApproval } from '../model/definition.ts';
import type { DossierStanding } from '../model/dossier.ts';
import type { IncidentCode, TaskFacts, TaskState } from '../model/events.ts';
import type { InstanceStatus } from '../model/instance-state.ts';
import type { Instant, Variables } from '../model/json.ts';
import type { ClockLight } from '../model/sla.ts';
import type { StoredEntry } from '../model/journal.ts';

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
   * changed of those that are there, and its start rows. Left out, wholly, and reported when the history is not at `expectedSeq`.
   */
  commitDefinition(write: DefinitionWrite): Promise<StepOutcome>;
  /** Oldest version first. */
  definitions(query?: { readonly process?: string }): Promise<readonly DefinitionRow[]>;

  instance(instanceId: string): Promise<InstanceRow | null>;
  // The lists refuse unknown names of their query, and limits and cursors that are none: EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID.
  instances(query: InstanceQuery): Promise<Page<InstanceRow>>;
  tasks(query: TaskQuery): Promise<Page<TaskRow>>;
  task(instanceId: string, taskId: string): Promise<TaskRow | null>;
  jobs(query: JobQuery): Promise<Page<JobRow>>;
  job(instanceId: string, jobId: string): Promise<JobRow | null>;
  incidents(query: IncidentQuery): Promise<Page<IncidentRow>>;
  subscriptions(query: SubscriptionQuery): Promise<Page<SubscriptionRow>>;
  starts(query: {
    readonly process?: string;
    readonly kind?: StartRow['kind'];
    readonly name?: string;
    readonly dueAt?: Instant;
  }): Promise<readonly StartRow[]>;
  timers(query: TimerQuery): Promise<Page<TimerRow>>;
  /** How many rows of a list the filter finds. */
  count<L extends CountedList>(list: L, filter: ListFilters[L]): Promise<number>;
  /** Timers due at or before `now`, the earliest first; one that was put off is due when it may be tried again. */
  dueTimers(now: Instant, limit: number): Promise<readonly TimerRow[]>;
  /** The earliest due instant of all timers and timed starts; null when there is none. */
  nextDueAt(): Promise<Instant | null>;
  /** Oldest first. With `now`: only those that may be tried at that instant, those put off last. */
  outbox(limit: number, now?: Instant): Promise<readonly OutboxRow[]>;
  /** The order (`callStart`) of a call that has not been carried out so far. */
  orderOf(call: string): Promise<OutboxRow | null>;
  /**
   * Puts off what could not be done (null: it may be tried at once). False when it has gone or moved in the meantime. A `put` of
   * the row makes it new.
   */
  postpone(which: PostponedRow, to: Postponed | null): Promise<boolean>;
  /** What was put off after so many attempts or more, those with most attempts first. */
  postponed(query: { readonly attempts: number; readonly limit: number }): Promise<readonly Stuck[]>;
  /** What a health check asks for. */
  vitals(query: { readonly attempts: number }): Promise<Vitals>;
  dropOutbox(id: string): Promise<void>;
  /** Keeps a message that nobody waits for yet. The same id again changes nothing. */
  bufferMessage(message: BufferedMessage): Promise<void>;
  /** Buffered messages that have not expired at `now`, the oldest first: of the name and key, or (no name) up to 1,000 of all. */
  bufferedMessages(query: {
    readonly name?: string;
    readonly key?: string | null;
    readonly now: Instant;
  }): Promise<readonly BufferedMessage[]>;
  /** One by its id, or all that have expired at the instant. */
  dropBuffered(which: { readonly id: string } | { readonly expiredAt: Instant }): Promise<void>;
  /** The step that used an idempotency key. */
  usedKey(key: string): Promise<{ readonly instanceId: string; readonly seq: number; readonly result: string } | null>;

  /**
   * Leases up to `limit` jobs of the types that are free at `now`, those free longest first; gives them with their lease. Free:
   * available, retries left, no lease that runs, its instance not suspended.
   */
  leaseJobs(request: LeaseRequest): Promise<readonly JobRow[]>;
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

/** One step of one instance and all rows that follow from it. */
export interface StepWrite {
  readonly instance: InstanceRow;
  /** `seq` of the instance before this step; 0 for a new one. */
  readonly expectedSeq: number;
  /** The journal entry: canonical JSON and its chained hash (lower-case hex). Its seq is `instance.seq`, which is `expectedSeq + 1`. */
  readonly entry: { readonly at: Instant; readonly text: string; readonly hash: string };
  readonly changes: readonly RowChange[];
  readonly idempotencyKey?: string;
  /** What to answer when the key comes again; JSON. */
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
  | { readonly table: 'tasks'; readonly put: TaskRow }
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

/** `drop` names the row within the step's instance; outbox rows are named by their whole id. */
export type RowTable = RowChange['table'];

/** One change of the definitions of a process. Its history stands in the journal beside those of the instances. */
export interface DefinitionWrite {
  readonly process: string;
  /** Steps of the history before this one. Its entry gets the number `expectedSeq + 1`, under `definition:<process>`. */
  readonly expectedSeq: number;
  readonly entry: StepWrite['entry'];
  /** Versions that are new, and versions of which the life has changed; what is immutable of a known one stays as it is. */
  readonly rows: readonly DefinitionRow[];
  /** All start rows of the process from now on; absent: they stay as they are. */
  readonly starts?: readonly StartRow[];
}

export interface DefinitionRow extends DefinitionLife {
  /** SHA-256 of the source, lower-case hex: the source of a version is immutable. */
  readonly hash: string;
  readonly process: string;
  /** 1, 2, 3 … for each process id. */
  readonly version: number;
  readonly name: string;
  readonly versionTag: string | null;
  readonly deployedAt: Instant;
  readonly file: string;
  /** The BPMN text as deployed, for people and for reading again. */
  readonly source: string;
  /** The neutral model as JSON. */
  readonly model: string;
}

/** Where a version is in its life: the only columns of a definition that change. */
export interface DefinitionLife {
  readonly state: DefinitionState;
  /** Null: not approved, or deployed without a decision. */
  readonly approval: DefinitionApproval | null;
  /** In force from this instant on; null: no instant is known yet. */
  readonly effectiveFromAt: Instant | null;
  /** In force until just before this instant. */
  readonly effectiveToAt: Instant | null;
  /** No new instances. */
  readonly suspended: boolean;
}

/**
 * A start event at the top of a process that something outside fires. The rows of a process belong to its version in force; a row of
 * kind `version` says when an approved version takes effect.
 */
export interface StartRow {
  readonly definition: string;
  readonly process: string;
  readonly element: string;
  readonly kind: 'timer' | 'message' | 'signal' | 'conditional' | 'version';
  /** Name of the message or signal, text of the time or of the condition (FEEL), number of the version. */
  readonly name: string;
  readonly dueAt: Instant | null;
  /** Firings left of a cycle after this one; 0: none; -1: without end. */
  readonly left: number;
}

export interface InstanceRow {
  readonly instanceId: string;
  readonly process: string;
  /** Hash of the definition it keeps for life. */
  readonly definition: string;
  readonly status: InstanceStatus;
  readonly suspended: boolean;
  readonly businessKey: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Steps so far. */
  readonly seq: number;
  /** Hash of the last entry. */
  readonly hash: string;
  /** The state as JSON. */
  readonly snapshot: string;
  /** Where its dossier stands, for searching. */
  readonly dossier: DossierStanding;
}

export interface TaskRow {
  readonly instanceId: string;
  readonly taskId: string;
  readonly process: string;
  readonly businessKey: string | null;
  readonly element: string;
  readonly state: TaskState;
  readonly assignee: string | null;
  readonly createdAt: Instant;
  /** As it holds now (`task.dueAt`: when the task was created); null: none, or its clock stands still. */
  readonly dueAt: Instant | null;
  readonly task: TaskFacts;
}
export interface TimerRow {
  readonly instanceId: string;
  readonly timerId: string;
  readonly element: string;
  readonly dueAt: Instant;
  /** Absent unless it was tried in vain. */
  readonly postponed?: Postponed;
}
/** What was tried in vain, and when it is tried again. */
export interface Postponed {
  readonly attempts: number;
  /** Not before this instant. */
  readonly untilAt: Instant;
  /** What went wrong the last time. */
  readonly trouble: string;
}
export type PostponedRow =
  | { readonly timer: Pick<TimerRow, 'instanceId' | 'timerId' | 'dueAt'> }
  /** Id of a row of the outbox. */
  | { readonly outbox: string };
export type Stuck =
  | { readonly timer: TimerRow & { readonly postponed: Postponed } }
  | { readonly outbox: OutboxRow & { readonly postponed: Postponed } };
export interface Vitals {
  /** As `nextDueAt()`. */
  readonly nextDueAt: Instant | null;
  /** Since when the job is free that has been free longest (later than now: it will be). */
  readonly oldestJobAt: Instant | null;
  readonly incidents: number;
  /** Rows put off after so many attempts or more. */
  readonly stuck: number;
}
export interface JobRow {
  readonly instanceId: string;
  readonly jobId: string;
  readonly process: string;
  readonly element: string;
  readonly jobType: string;
  readonly retries: number;
  /** Not before this instant. */
  readonly availableAt: Instant;
  readonly headers: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  readonly lease: { readonly owner: string; readonly untilAt: Instant } | null;
  /** Grows with every lease, and no `put` makes it smaller; a late holder is known by an old one. */
  readonly fence: number;
}
export interface SubscriptionRow {
  readonly instanceId: string;
  readonly subscriptionId: string;
  readonly element: string;
  readonly kind: 'message' | 'signal' | 'conditional';
  readonly name: string;
  readonly key: string | null;
}
export interface IncidentRow {
  readonly instanceId: string;
  readonly incidentId: string;
  readonly process: string;
  readonly element: string;
  readonly code: IncidentCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly raisedAt: Instant;
}
/**
 * Something that must still reach others. `id`: `<instanceId>:<seq>:<n>`. For calls `name` is the called process and `key` the
 * call (`<instanceId>:<callId>`), `variables` the order or the result as one object (calls.ts); for notices `name` is their kind, `key`
 * their id, `variables` what they say (clocks/notices.ts).
 */
export interface OutboxRow {
  readonly id: string;
  readonly kind:
    'message' | 'signal' | 'callStart' | 'callCompensate' | 'callEscalation' | 'callEnd' | 'callCancel' | 'notice';
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  readonly createdAt: Instant;
  /** Absent unless it was tried in vain. */
  readonly postponed?: Postponed;
}

/** A message with time to live: delivered to the first who waits for it before it expires. */
export interface BufferedMessage {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  readonly expiresAt: Instant;
}

/**
 * A journal entry with its instant. `position` is 1, 2, 3 … over the whole store without gaps (NOT from 0: the audit trail
 * counts a checkpoint of size n over positions 1…n).
 */
export interface JournalRow extends StoredEntry {
  readonly at: Instant;
}
/** A signed tree head over the first `size` entries; `frontier` lets the next one be made without reading them again. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: string;
  readonly at: Instant;
  /** JSON of the Merkle frontier. */
  readonly frontier: string;
  /** The signed note; empty when no key was given. */
  readonly note: string;
}

/** A page of rows in a stable order; `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}
export interface PageQuery {
  /** Default 100, at most 1,000. */
  readonly limit?: number;
  readonly cursor?: string;
}
/** Everything that is given must hold. `…From`: at or after the instant; `…Before`: before it. */
export interface InstanceFilter {
  readonly process?: string;
  /** Hash of the definition it runs under. */
  readonly definition?: string;
  readonly status?: InstanceStatus | readonly InstanceStatus[];
  readonly businessKey?: string;
  readonly businessKeyPrefix?: string;
  /** Waits there: an open task, job, timer, subscription or incident is of this element. */
  readonly element?: string;
  readonly startedFrom?: Instant;
  readonly startedBefore?: Instant;
  readonly endedFrom?: Instant;
  readonly endedBefore?: Instant;
  readonly hasIncident?: boolean;
  readonly suspended?: boolean;
  /** The national status of its dossier, 1–10. */
  readonly dossierStatus?: number | readonly number[];
  /** How it stands against its deadline at an instant, from now on: what will be overdue on Friday, if nothing is done. */
  readonly light?: { readonly is: ClockLight | readonly ClockLight[]; readonly at: Instant };
}
/** In the order of their first steps. */
export interface InstanceQuery extends InstanceFilter, PageQuery {}

export interface TaskFilter {
  readonly instanceId?: string;
  readonly process?: string;
  readonly businessKey?: string;
  readonly element?: string;
  readonly state?: TaskState | readonly TaskState[];
  /** null: tasks that nobody has. */
  readonly assignee?: string | null;
  /** Nobody has it, or one of these persons. */
  readonly availableTo?: readonly string[];
  /** Tasks offered to any of these roles or groups, with or without an assignee. */
  readonly roles?: readonly string[];
  readonly candidateUser?: string;
  readonly candidateGroup?: string;
  /** Offered to any of these, in the words of model/task-candidates.ts. */
  readonly candidates?: readonly string[];
  readonly createdFrom?: Instant;
  readonly createdBefore?: Instant;
  readonly dueFrom?: Instant;
  readonly dueBefore?: Instant;
}
/** Oldest task first. */
export interface TaskQuery extends TaskFilter, PageQuery {}

export interface JobFilter {
  readonly instanceId?: string;
  readonly process?: string;
  readonly element?: string;
  readonly jobType?: string;
  /** No retries are left. */
  readonly exhausted?: boolean;
  /** Somebody leased it; the lease may have run out. */
  readonly leased?: boolean;
}
export interface JobQuery extends JobFilter, PageQuery {}

export interface TimerFilter {
  readonly instanceId?: string;
  readonly process?: string;
  readonly element?: string;
  readonly dueFrom?: Instant;
  readonly dueBefore?: Instant;
}
/** Earliest due first. */
export interface TimerQuery extends TimerFilter, PageQuery {}

export interface IncidentFilter {
  readonly instanceId?: string;
  readonly process?: string;
  readonly element?: string;
  readonly code?: IncidentCode | readonly IncidentCode[];
  readonly raisedFrom?: Instant;
  readonly raisedBefore?: Instant;
}
/** Oldest first. */
export interface IncidentQuery extends IncidentFilter, PageQuery {}

export interface SubscriptionQuery extends PageQuery {
  readonly instanceId?: string;
  readonly kind?: SubscriptionRow['kind'];
  readonly name?: string;
  /** Rows with this key; null: rows without one. */
  readonly key?: string | null;
}

/** The lists that are counted, and what each is filtered by. */
export interface ListFilters {
  readonly instances: InstanceFilter;
  readonly tasks: TaskFilter;
  readonly jobs: JobFilter;
  readonly timers: TimerFilter;
  readonly incidents: IncidentFilter;
}
export type CountedList = keyof ListFilters;

export interface LeaseRequest {
  readonly types: readonly string[] | null;
  readonly owner: string;
  readonly now: Instant;
  readonly untilAt: Instant;
  readonly limit: number;
}
export interface JournalQuery {
  readonly instanceId?: string;
  /** First position wanted. Default 1. */
  readonly from?: number;
  /** Default: all of them. */
  readonly limit?: number;
}
