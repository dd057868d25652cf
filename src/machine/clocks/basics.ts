// What everything about clocks asks: the dossier, the working time, the rules a clock was started under.
import type { Calendar } from '../../model/calendar.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import type { ClockResult, SlaClock } from '../../model/sla.ts';
import type { ClockContext } from '../../time/index.ts';
import { isEmpty } from '../apply.ts';
import type { Run } from '../run.ts';
import { trouble } from '../trouble.ts';

/** The rules and the working time a running clock was started under. Throws trouble when they are not given any more. */
export function clockContext(run: Run, clock: SlaClock): ClockContext {
  const policy = run.context.policies?.find(
    ({ id, effectiveFrom }) => id === clock.policyId && effectiveFrom === clock.policyFrom,
  );
  if (policy === undefined)
    throw trouble('CLOCK_INVALID', { reason: 'POLICY_NOT_IN_FORCE', policy: clock.policyId, on: clock.policyFrom });
  return { policy, calendar: calendarOf(run) };
}

/** The clock that a live element holds. Asked of every element that begins or ends, and most processes have none. */
export function clockHeldBy({ state }: Run, id: string): InstanceState['clocks'][string] | undefined {
  return isEmpty(state.clocks) ? undefined : state.clocks[id];
}

export function isOpen(clock: SlaClock): boolean {
  return clock.state !== 'met' && clock.state !== 'cancelled';
}

/** Ending is possible from every open state; the table of the lifecycle says so. */
export function sure(result: ClockResult): SlaClock {
  if (!result.ok) throw trouble('CLOCK_INVALID', { reason: result.problem.code });
  return result.clock;
}

export function calendarOf(run: Run): Calendar {
  const { calendar } = run.context;
  if (calendar === undefined) throw trouble('CLOCK_INVALID', { reason: 'CALENDAR_MISSING' });
  return calendar;
}
