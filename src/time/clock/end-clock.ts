// The two ends of a clock: met, or cancelled.
import type { Instant } from '../../model/json.ts';
import type { ClockEventType, ClockResult, SlaClock } from '../../model/sla.ts';
import { nextState, notPossible, refuse } from './transition.ts';

/** The work is done. At the deadline is in time; later is a breach even when no timer has said so yet. */
export function meetClock(clock: SlaClock, input: { readonly at: Instant }): ClockResult {
  return ended(clock, input.at, 'meet');
}

/** The work is given up: withdrawn, stopped, the step was left by another way. */
export function cancelClock(clock: SlaClock, input: { readonly at: Instant; readonly reason?: string }): ClockResult {
  const result = ended(clock, input.at, 'cancel');
  return result.ok && input.reason !== undefined
    ? { ok: true, clock: { ...result.clock, cancelReason: input.reason } }
    : result;
}

function ended(clock: SlaClock, at: Instant, event: Extract<ClockEventType, 'meet' | 'cancel'>): ClockResult {
  const state = nextState(clock.state, event);
  if (state === undefined) return notPossible(clock, event);
  if (at < clock.receivedAt) return refuse('CLOCK_TIME_BACKWARDS', { clockId: clock.id, at, latest: clock.receivedAt });
  // a clock that ends in a pause keeps the pause open: its time stopped when the pause began
  const open = clock.state === 'paused' ? clock.pauses.at(-1) : undefined;
  const late = (open?.fromAt ?? at) > clock.dueAt && clock.breaches.every((breach) => breach.dueAt !== clock.dueAt);
  const breaches = late ? [...clock.breaches, { at, dueAt: clock.dueAt }] : clock.breaches;
  return { ok: true, clock: { ...clock, state, breaches, endedAt: at } };
}
