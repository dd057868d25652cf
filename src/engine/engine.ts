// What an engine offers. Ids of tasks, jobs and incidents are those of the lists; instants are epoch milliseconds.
import type { InstanceStatus } from '../model/instance-state.ts';
import type { Instant, Variables } from '../model/json.ts';
import type { Checkpoint, JournalEntry } from '../model/journal.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { BpmnModel } from '../model/process-model.ts';
import type { MigrationProblem } from '../machine/index.ts';
import type { Prediction } from '../time/index.ts';
import type { Act } from './act.ts';
import type { NoticeHandler } from './clocks/notices.ts';
import type { RecomputedClock, RecomputeRequest } from './clocks/recompute-clocks.ts';
import type { Definition } from './definitions.ts';
import type { JobHandler } from './jobs.ts';
import type { IncidentQuery, InstanceQuery, JobQuery, Page, TaskQuery } from './ports.ts';
import type { DueCounts } from './run-due.ts';
import type { Incident, Instance, Job, Task } from './views.ts';

export interface Engine {
  /** Keeps every executable process of the file under the hash of its source. EngineError DEFINITION_INVALID. */
  deploy(model: BpmnModel, source: string): Promise<readonly Definition[]>;
  /** Keeps every decision of a DMN file, for business rule tasks. EngineError DEFINITION_INVALID. */
  deployDecisions(
    source: string,
    options?: { readonly file?: string; readonly versionTag?: string },
  ): Promise<readonly Definition[]>;
  /** Every deployed version, the oldest first; decisions are left out. */
  definitions(process?: string): Promise<readonly Definition[]>;

  /** Starts the newest version of the process. EngineErrors DEFINITION_UNKNOWN, START_NOT_POSSIBLE, VARIABLES_INVALID. */
  start(process: string, options?: StartOptions): Promise<Receipt>;
  /** EngineError INSTANCE_UNKNOWN. */
  instance(instanceId: string): Promise<Instance>;
  /** Running and ended, page by page. EngineError ARGUMENT_INVALID for a limit or cursor that is none. */
  instances(query?: InstanceQuery): Promise<Page<Instance>>;
  /** Every committed step in order: command, actor, authority, events. EngineError INSTANCE_UNKNOWN. */
  history(instanceId: string): Promise<readonly JournalEntry[]>;

  /**
   * Open tasks, the oldest first. `forPerson`: only those the person may do now, by own right or by a grant; a page may then
   * hold fewer than were asked for, and `next` alone tells the end. Without a directory: those that nobody else has claimed.
   */
  tasks(query?: TaskQuery & { readonly forPerson?: string }): Promise<Page<Task>>;
  /** Takes the task on oneself. EngineErrors TASK_UNKNOWN, TASK_STATE, NOT_AUTHORISED. */
  claim(taskId: string, act: PersonAct): Promise<Receipt>;
  /** Gives it back to all who may do it. EngineErrors as for `claim`. */
  release(taskId: string, act: PersonAct): Promise<Receipt>;
  /** Gives the task to the person `to`. EngineErrors as for `claim`; they are about `act.actor`, not about `to`. */
  assign(taskId: string, to: string, act: PersonAct): Promise<Receipt>;
  /** Says that work on it has begun. EngineErrors as for `claim`. */
  begin(taskId: string, act: PersonAct): Promise<Receipt>;
  /** EngineErrors TASK_UNKNOWN, TASK_STATE, NOT_AUTHORISED, CONFLICT, VARIABLES_INVALID. */
  complete(taskId: string, act: PersonAct & { readonly variables?: Variables }): Promise<Receipt>;

  /** Delivers to the one who waits, or starts the process that waits for it. EngineError MESSAGE_NOT_EXPECTED. */
  correlate(message: MessageInput): Promise<Receipt>;
  /** The same, but when nobody waits the message is kept for the first who will within its time to live; null is given then. */
  publish(message: MessageInput & { readonly timeToLiveMs: number }): Promise<Receipt | null>;
  /** Starts every process with a conditional start event whose condition is true of these variables. */
  startByCondition(input: { readonly variables: Variables } & Act): Promise<readonly Receipt[]>;
  /** Delivers to all who wait, in every instance, and starts every process that waits for it; one receipt for each. */
  broadcast(signal: { readonly name: string; readonly variables?: Variables } & Act): Promise<readonly Receipt[]>;

  /** One handler for each job type. EngineError HANDLER_INVALID. */
  handle(jobType: string, handler: JobHandler): void;
  /** Open service work, leased or not. */
  jobs(query?: JobQuery): Promise<Page<Job>>;
  /** For workers outside: leases free jobs; a job whose lease has run out goes to the next who asks. */
  leaseJobs(request: {
    readonly types?: readonly string[];
    readonly owner: string;
    readonly forMs: number;
    readonly limit: number;
  }): Promise<readonly Job[]>;
  /** Takes the result, once. EngineErrors JOB_UNKNOWN (done, or gone with its instance), VARIABLES_INVALID. */
  completeJob(jobId: string, act?: Act & { readonly variables?: Variables }): Promise<Receipt>;
  /** `retries`: attempts left; 0 raises an incident. `retryAt`: not before. EngineError JOB_UNKNOWN. */
  failJob(
    jobId: string,
    act: Act & { readonly message: string; readonly retries: number; readonly retryAt?: Instant },
  ): Promise<Receipt>;

  /** The work ended with a BPMN error: caught by an error event of the process, or the instance fails. EngineError JOB_UNKNOWN. */
  throwJobError(jobId: string, act: Act & ThrownError): Promise<Receipt>;
  /** The same of a human task, reported by a person. EngineErrors as for `complete`. */
  throwTaskError(taskId: string, act: PersonAct & ThrownError): Promise<Receipt>;
  /** Starts one more activity of an ad-hoc subprocess that is running. EngineError ARGUMENT_INVALID when none can. */
  activate(instanceId: string, act: Act & { readonly element: string }): Promise<Receipt>;

  /** What is stuck and waits for an operator, the oldest first. */
  incidents(query?: IncidentQuery): Promise<Page<Incident>>;
  /** Tries again, after setting the corrected variables. EngineError INCIDENT_UNKNOWN. */
  resolveIncident(incidentId: string, act?: Act & { readonly variables?: Variables }): Promise<Receipt>;
  /** Sets variables of the process; also while it is suspended. EngineErrors VARIABLES_INVALID, INSTANCE_ENDED. */
  setVariables(instanceId: string, act: Act & { readonly variables: Variables }): Promise<Receipt>;
  /** Nothing happens in it until it is resumed: tasks, messages and jobs are refused, timers wait. */
  suspend(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /** Goes on; timers that came due meanwhile fire. */
  resume(instanceId: string, act?: Act): Promise<Receipt>;
  /** Ends live elements and begins others by hand (ids as in `Instance.active`). EngineError ARGUMENT_INVALID. */
  modify(instanceId: string, act: Act & Modification): Promise<Receipt>;
  /** Whether the instance could go on under another version: every reason why not; empty when it could. */
  planMigration(instanceId: string, plan: MigrationPlan): Promise<readonly MigrationProblem[]>;
  /** Goes on under another version. EngineErrors MIGRATION_REFUSED (its cause lists the reasons), DEFINITION_UNKNOWN. */
  migrate(instanceId: string, act: Act & MigrationPlan & { readonly reason: string }): Promise<Receipt>;
  /** Ends the instance and everything in it, calls too. EngineErrors INSTANCE_UNKNOWN, INSTANCE_ENDED. */
  cancel(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /** Ends it at the wish of the applicant, as long as no decision exists. EngineErrors WITHDRAWAL_TOO_LATE, ARGUMENT_INVALID. */
  withdraw(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /** Ends it by the agency, with a reason (form 05 of TT 03/2025/TT-VPCP). */
  stop(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /**
   * Stops a clock for a cause on the list of its policy. `clock`: its id, the name of its phase, or its element (the process id for the
   * dossier's). EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED.
   */
  pauseClock(
    instanceId: string,
    act: Act & {
      readonly clock: string;
      readonly cause: string;
      readonly reason?: string;
      /** Everything that is missing, once and in full. */
      readonly documents?: readonly string[];
    },
  ): Promise<Receipt>;
  /** A clock stopped by hand runs again. EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED. */
  resumeClock(instanceId: string, act: Act & { readonly clock: string }): Promise<Receipt>;
  /** The calendar has changed: open deadlines follow it by the rule; or, tried dry, what would become of them. */
  recomputeClocks(request: RecomputeRequest): Promise<readonly RecomputedClock[]>;
  /** When it will be finished if every step that is left takes the time it is allowed. EngineError INSTANCE_UNKNOWN. */
  predict(instanceId: string): Promise<Prediction>;
  /** Told of every notice about a clock, at least once, under a stable key; throwing makes it come again. */
  onNotice(handler: NoticeHandler): void;
  /** Moves a deadline, once and in time, as its policy allows (`element`: as `clock` above). EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED. */
  extendClock(
    instanceId: string,
    act: Act & { readonly element: string; readonly plan: string; readonly reason: string },
  ): Promise<Receipt>;

  /** Does all that is due at this moment of the clock: timers, timed starts, messages on their way, jobs with a handler. */
  runDue(): Promise<DueCounts>;
  /** The earliest moment at which a timer is due; null when none is armed. */
  nextDueAt(): Promise<Instant | null>;
  /**
   * Does what is due in the background until `close`: every `everyMs` (default 500), and sooner when the store says that there
   * is something. Handlers run beside it, so that none holds up timers. EngineError ENGINE_CLOSED.
   */
  work(options?: { readonly everyMs?: number }): void;

  /** The head of the audit trail over all entries so far, kept in the store and signed when the engine has a key. */
  checkpoint(): Promise<Checkpoint>;
  /** Finishes the commands on their way, waits a while for handlers at work, makes a checkpoint, closes the store. */
  close(): Promise<void>;
}

export type { Act };
export interface Modification {
  /** Elements to begin, each in its live scope. */
  readonly start?: readonly string[];
  /** Live elements to end. */
  readonly cancel?: readonly string[];
  readonly variables?: Variables;
  readonly reason: string;
}
export interface MigrationPlan {
  /** Hash of the definition to go on under; default: the newest version. */
  readonly definition?: string;
  /** Another process id, when the new version has one. */
  readonly process?: string;
  /** Old ids of elements and flows → new ones, where they differ. */
  readonly elements?: Readonly<Record<string, string>>;
}
export interface ThrownError {
  readonly errorCode: string;
  readonly message?: string;
  readonly variables?: Variables;
}
export interface PersonAct extends Act {
  readonly actor: string;
  /** Only authority to act for this person counts. */
  readonly onBehalfOf?: string;
  /** Serial of the certificate about to be used for a signature; absent: the best one on file. */
  readonly certSerial?: string;
}
export interface StartOptions extends Act {
  readonly variables?: Variables;
  /** Mã hồ sơ, or whatever the agency knows the case by. */
  readonly businessKey?: string;
  /** One of several start events. */
  readonly startEvent?: string;
}
export interface MessageInput extends Act {
  readonly message: string;
  readonly key?: string | number;
  readonly variables?: Variables;
}

/** The answer to a command: it is durable, and this is what it caused. */
export interface Receipt {
  readonly instanceId: string;
  readonly seq: number;
  readonly status: InstanceStatus;
  readonly events: readonly ProcessEvent[];
  /** True when the idempotency key was used before. */
  readonly repeated: boolean;
}
