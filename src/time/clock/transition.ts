// Asks the lifecycle table whether something may happen to a clock, and says so when not.
import { slaClockTransitions } from '../../lifecycle/index.ts';
import type {
  ClockEventType,
  ClockProblem,
  ClockProblemCode,
  ClockResult,
  ClockState,
  SlaClock,
} from '../../model/sla.ts';
import type { LegalBasis } from '../../model/calendar.ts';
import type { TimeProblem } from '../../model/duration.ts';

/** Next state, or undefined when the event is not legal in the state. */
export function nextState(state: ClockState, event: ClockEventType): ClockState | undefined {
  return slaClockTransitions[state][event];
}

/** True when the event is legal now. Says nothing about causes, counts and lead times: those are the policy's. */
export function clockCan(clock: SlaClock, event: ClockEventType): boolean {
  return nextState(clock.state, event) !== undefined;
}

export function notPossible(clock: SlaClock, event: ClockEventType): ClockResult {
  return refuse('CLOCK_TRANSITION', { clockId: clock.id, state: clock.state, event });
}

export function refuse(
  code: ClockProblemCode,
  params: ClockProblem['params'],
  basis?: readonly LegalBasis[],
): ClockResult {
  return { ok: false, problem: { code, params, ...(basis ? { basis } : {}) } };
}

export function unreadablePlan(problem: TimeProblem): ClockResult {
  const { code, text, offset, params, mend } = problem;
  return { ok: false, problem: { code, params: { ...params, text, offset, ...(mend === undefined ? {} : { mend }) } } };
}
