// Pages, and what each list is filtered by.
import type { IncidentCode, TaskState } from '../../model/events.ts';
import type { InstanceStatus } from '../../model/instance-state.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockLight } from '../../model/sla.ts';
import type { SubscriptionRow } from './rows.ts';
import type { PassedOver } from './unreadable.ts';

/** A page of rows in a stable order; `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
  /** Rows that belong to the page and can't be read; absent: none. */
  readonly unreadable?: readonly PassedOver[];
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
  /** Waits there, also while it is suspended: an open task, job, timer, subscription, call or incident is of this element. */
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
export interface InstanceQuery extends InstanceFilter, PageQuery {
  readonly order?: ListOrder;
}
/**
 * Default `age`. `due`: by the deadline as it holds now, the soonest first; what has none, or stands still, comes last. A row whose
 * deadline moves while pages are read may come twice or not at all; the others come once.
 */
export type ListOrder = 'age' | 'due';

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
export interface TaskQuery extends TaskFilter, PageQuery {
  readonly order?: ListOrder;
}

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
