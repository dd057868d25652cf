// When a clock needs attention: the timer rows of the engine.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockResult, ClockTimer, SlaClock } from '../../model/sla.ts';
import { warningAt } from './lead-time.ts';
import { nextState, notPossible, refuse } from './transition.ts';

/**
 * Warnings still to give and the breach still to come, in order of time. Empty while the clock stands still or has ended.
 * The keys change when the deadline moves, so rows of an older deadline are recognised as stale.
 */
export function dueInstants(clock: SlaClock, calendar: Calendar): readonly ClockTimer[] {
  const timers: ClockTimer[] = [];
  const key = (kind: string): string => `${clock.id}:${clock.revision}:${kind}`;
  if (nextState(clock.state, 'warn') !== undefined) {
    for (const rule of clock.warnings) {
      if (clock.warned.some((warning) => warning.id === rule.id)) continue;
      timers.push({
        key: key(`warn:${rule.id}`),
        kind: 'warn',
        warningId: rule.id,
        dueAt: warningAt(clock, rule, calendar),
      });
    }
  }
  if (nextState(clock.state, 'breach') !== undefined)
    timers.push({ key: key('breach'), kind: 'breach', dueAt: clock.dueAt + 1 });
  return timers.sort((a, b) => a.dueAt - b.dueAt);
}

/** A warning is given. Only when it is due: a stale timer is refused with `CLOCK_NOT_DUE`. */
export function warnClock(
  clock: SlaClock,
  input: { readonly at: Instant; readonly warningId: string },
  calendar: Calendar,
): ClockResult {
  const state = nextState(clock.state, 'warn');
  if (state === undefined) return notPossible(clock, 'warn');
  const rule = clock.warnings.find((warning) => warning.id === input.warningId);
  if (rule === undefined) return refuse('CLOCK_WARNING_UNKNOWN', { clockId: clock.id, warningId: input.warningId });
  const dueAt = warningAt(clock, rule, calendar);
  if (input.at < dueAt) return refuse('CLOCK_NOT_DUE', { clockId: clock.id, at: input.at, dueAt });
  if (clock.warned.some((warning) => warning.id === rule.id)) return { ok: true, clock };
  return { ok: true, clock: { ...clock, state, warned: [...clock.warned, { id: rule.id, at: input.at }] } };
}

/** The deadline has passed. */
export function breachClock(clock: SlaClock, input: { readonly at: Instant }): ClockResult {
  const state = nextState(clock.state, 'breach');
  if (state === undefined) return notPossible(clock, 'breach');
  if (input.at <= clock.dueAt) return refuse('CLOCK_NOT_DUE', { clockId: clock.id, at: input.at, dueAt: clock.dueAt });
  return { ok: true, clock: { ...clock, state, breaches: [...clock.breaches, { at: input.at, dueAt: clock.dueAt }] } };
}

/** Gives every warning and the breach that are due by now; the clock itself when nothing is. */
export function tickClock(clock: SlaClock, calendar: Calendar, now: Instant): SlaClock {
  let ticked = clock;
  for (const timer of dueInstants(clock, calendar)) {
    if (timer.dueAt > now) break;
    const result =
      timer.warningId === undefined
        ? breachClock(ticked, { at: now })
        : warnClock(ticked, { at: now, warningId: timer.warningId }, calendar);
    if (result.ok) ticked = result.clock;
  }
  return ticked;
}
