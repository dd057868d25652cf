// A clock whose deadline was moved: new revision, warnings armed anew, and breached again at once when it is still late.
import type { Instant } from '../../model/json.ts';
import type { TimeReason, SlaClock } from '../../model/sla.ts';
import type { Shifted } from './shift-due.ts';
import { nextState } from './transition.ts';

export function moveDue(clock: SlaClock, due: Shifted, at: Instant, reasons: readonly TimeReason[]): SlaClock {
  const moved: SlaClock = { ...clock, ...due, reasons: [...clock.reasons, ...reasons] };
  return settle(due.dueAt === clock.dueAt ? moved : anew(moved), at);
}

/** The deadline has moved: timers of the old one are stale, warnings and escalations begin again. */
export function anew(clock: SlaClock): SlaClock {
  const { escalated: _escalated, ...rest } = clock;
  return { ...rest, revision: clock.revision + 1, warned: [] };
}

/** `clock` is running again; facts that still hold for its deadline decide whether it is warned or breached. */
export function settle(clock: SlaClock, at: Instant): SlaClock {
  if (clock.breaches.length > 0 && at > clock.dueAt) {
    const known = clock.breaches.some((breach) => breach.dueAt === clock.dueAt);
    const breaches = known ? clock.breaches : [...clock.breaches, { at, dueAt: clock.dueAt }];
    return { ...clock, breaches, state: nextState(clock.state, 'breach') ?? clock.state };
  }
  return clock.warned.length > 0 ? { ...clock, state: nextState(clock.state, 'warn') ?? clock.state } : clock;
}
