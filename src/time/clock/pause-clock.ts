// Stops a clock for a cause on the list of its policy, and only for such a cause.
import type { LegalBasis } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockResult, SlaClock } from '../../model/sla.ts';
import { unfit, type ClockContext } from './clock-context.ts';
import { nextState, notPossible, refuse } from './transition.ts';

export interface PauseInput {
  readonly cause: string;
  readonly at: Instant;
  /** What the end of the pause does, when the procedure says otherwise than the policy. */
  readonly effect?: 'exclude' | 'restart';
  /** Legal basis of the procedure itself; kept beside the policy's. */
  readonly basis?: readonly LegalBasis[];
  readonly by?: string;
}

export function pauseClock(clock: SlaClock, input: PauseInput, context: ClockContext): ClockResult {
  const state = nextState(clock.state, 'pause');
  if (state === undefined) return notPossible(clock, 'pause');
  const problem = unfit(clock, input.at, context);
  if (problem) return problem;
  const rule = context.policy.pauses.find((pause) => pause.cause === input.cause);
  if (rule === undefined) {
    const allowed = context.policy.pauses.map((pause) => pause.cause).join(', ');
    return refuse('CLOCK_CAUSE_UNKNOWN', { clockId: clock.id, cause: input.cause, allowed });
  }
  const used = clock.pauses.filter((pause) => pause.cause === input.cause).length;
  if (rule.max !== undefined && used >= rule.max) {
    return refuse('CLOCK_CAUSE_USED_UP', { clockId: clock.id, cause: input.cause, max: rule.max }, rule.basis);
  }
  const pause = {
    cause: input.cause,
    fromAt: input.at,
    effect: input.effect ?? rule.effect,
    basis: [...(input.basis ?? []), ...rule.basis],
    ...(input.by === undefined ? {} : { by: input.by }),
  };
  return { ok: true, clock: { ...clock, state, pauses: [...clock.pauses, pause] } };
}
