// What was put off, and the figures of a health check.
import type { Instant } from '../../model/json.ts';
import type { StartRow } from './definitions.ts';
import type { ListedOutboxRow } from './outbox.ts';
import type { Postponed, TimerRow } from './rows.ts';

export type PostponedRow =
  | { readonly timer: Pick<TimerRow, 'instanceId' | 'timerId' | 'dueAt'> }
  | { readonly start: StartRow }
  /** Id of a row of the outbox. */
  | { readonly outbox: string };

export type Stuck =
  | { readonly timer: TimerRow & { readonly postponed: Postponed } }
  | { readonly start: StartRow & { readonly postponed: Postponed } }
  | { readonly outbox: ListedOutboxRow & { readonly postponed: Postponed } };

export interface Vitals {
  /** As `nextDueAt()`. */
  readonly nextDueAt: Instant | null;
  /** Since when the job is free that has been free longest (later than now: it will be). */
  readonly oldestJobAt: Instant | null;
  readonly incidents: number;
  /** Rows put off after so many attempts or more. */
  readonly stuck: number;
}
