// When a clock needs attention: the timer rows of the engine.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockResult, ClockTimer, SlaClock } from '../../model/sla.ts';
import { escalationAt } from './escalation.ts';
import { warningAt } from './lead-time.ts';
import { nextState, notPossible, refuse } from './transition.ts';

/**
 * Warnings still to give, the breach still to come and who is still to be told, in order of time. While the clock stands still only
 * the end of the time to answer; nothing once it has ended.
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
  if (nextState(clock.state, 'extend') !== undefined) {
    for (const rule of clock.escalations ?? []) {
      if (clock.escalated?.some(({ id }) => id === rule.id) === true) continue;
      const dueAt = escalationAt(clock, rule, calendar);
      if (dueAt !== undefined)
        timers.push({ key: key(`escalate:${rule.id}`), kind: 'escalate', escalationId: rule.id, dueAt });
    }
  }
  const pause = clock.state === 'paused' ? clock.pauses.at(-1) : undefined;
  if (pause?.answerBy !== undefined && pause.unansweredAt === undefined)
    timers.push({ key: key(`answer:${clock.pauses.length}`), kind: 'answer', dueAt: pause.answerBy + 1 });
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

/** What a due timer does to the clock. */
export function fireTimer(clock: SlaClock, timer: ClockTimer, calendar: Calendar, at: Instant): ClockResult {
  switch (timer.kind) {
    case 'warn':
      return warnClock(clock, { at, warningId: timer.warningId ?? '' }, calendar);
    case 'breach':
      return breachClock(clock, { at });
    case 'escalate':
      return escalated(clock, timer.escalationId ?? '', at);
    case 'answer':
      return unanswered(clock, at);
  }
}

function escalated(clock: SlaClock, id: string, at: Instant): ClockResult {
  return { ok: true, clock: { ...clock, escalated: [...(clock.escalated ?? []), { id, at }] } };
}

/** No answer has come in the time that the other side has; the pause goes on. */
function unanswered(clock: SlaClock, at: Instant): ClockResult {
  const last = clock.pauses.at(-1);
  if (last === undefined) return { ok: true, clock };
  return { ok: true, clock: { ...clock, pauses: [...clock.pauses.slice(0, -1), { ...last, unansweredAt: at }] } };
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
    const result = fireTimer(ticked, timer, calendar, now);
    if (result.ok) ticked = result.clock;
  }
  return ticked;
}
