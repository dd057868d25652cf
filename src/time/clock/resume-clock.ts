// Ends a pause: the time of the pause does not count, or the count begins anew, as the pause says.
import type { Instant } from '../../model/json.ts';
import type { ClockPause, ClockResult, TimeReason, SlaClock } from '../../model/sla.ts';
import { formatInstant } from '../iso/zone.ts';
import { causeParams, unfit, type ClockContext } from './clock-context.ts';
import { restartClock } from './restart-clock.ts';
import { moveDue } from './settle.ts';
import { pauseLength, shiftDue } from './shift-due.ts';
import { nextState, notPossible, unreadablePlan } from './transition.ts';

export function resumeClock(clock: SlaClock, input: { readonly at: Instant }, context: ClockContext): ClockResult {
  const state = nextState(clock.state, 'resume');
  const pause = clock.pauses.at(-1);
  if (state === undefined || pause === undefined) return notPossible(clock, 'resume');
  if (pause.effect === 'restart') return restartClock(clock, { at: input.at, cause: pause.cause }, context);
  const problem = unfit(clock, input.at, context);
  if (problem) return problem;
  const length = pauseLength(clock, pause.fromAt, input.at, context.calendar);
  const due = shiftDue(clock, length, context.calendar);
  if (due === undefined) {
    return unreadablePlan({
      code: 'PLAN_OUT_OF_RANGE',
      text: clock.plan,
      offset: 0,
      params: { to: context.calendar.toOn },
    });
  }
  const ended: SlaClock = { ...clock, state, pauses: [...clock.pauses.slice(0, -1), { ...pause, toAt: input.at }] };
  return {
    ok: true,
    clock: moveDue(ended, due, input.at, [excluded(clock, pause, input.at, length, context)]),
  };
}

/** Why a pause moved the deadline. */
export function excluded(
  clock: SlaClock,
  pause: ClockPause,
  at: Instant,
  length: number,
  { policy, calendar }: ClockContext,
): TimeReason {
  const params = {
    ...causeParams(policy, pause.cause),
    fromAt: formatInstant(pause.fromAt, calendar.zone),
    toAt: formatInstant(at, calendar.zone),
  };
  return clock.mode === 'workingHours'
    ? { code: 'PAUSE_EXCLUDED_MINUTES', params: { ...params, minutes: length / 60_000 }, basis: pause.basis }
    : { code: 'PAUSE_EXCLUDED_DAYS', params: { ...params, days: length }, basis: pause.basis };
}
