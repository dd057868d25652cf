// Instances, and the rows of what each of them waits for.
import type { DossierStanding } from '../../model/dossier.ts';
import type { IncidentCode, TaskFacts, TaskState } from '../../model/events.ts';
import type { InstanceStatus } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';
import type { Listed } from './unreadable.ts';

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

export type ListedTask = Listed<TaskRow, 'task'>;

/** By what a task is found for a person, as `verifyStore` reads it. */
export interface OfferRow {
  readonly candidate: string;
  readonly createdAt: Instant;
  readonly instanceId: string;
  readonly taskId: string;
}

/** The instance that holds a name, as `verifyStore` reads it. */
export interface HoldRow {
  readonly name: string;
  readonly instanceId: string;
}

export interface TimerRow {
  readonly instanceId: string;
  readonly timerId: string;
  readonly element: string;
  readonly dueAt: Instant;
  /** Absent unless it was tried in vain. */
  readonly postponed?: Postponed;
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

export type ListedJob = Listed<JobRow, 'headers'>;

export interface SubscriptionRow {
  readonly instanceId: string;
  readonly subscriptionId: string;
  readonly element: string;
  /**
   * `call`: it waits for a process it called (`name`), to end or to be compensated. `timer`: the instance is suspended, the timer comes back to
   * the due list with it.
   */
  readonly kind: 'message' | 'signal' | 'conditional' | 'call' | 'timer';
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

export type ListedIncident = Listed<IncidentRow, 'params'>;

/** What was tried in vain, and when it is tried again. */
export interface Postponed {
  readonly attempts: number;
  /** Not before this instant. */
  readonly untilAt: Instant;
  /** What went wrong the last time. */
  readonly trouble: string;
}
