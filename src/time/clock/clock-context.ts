// What every change of a clock is given besides the clock: the rules it runs under and the working time.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockResult, SlaClock, SlaPolicy } from '../../model/sla.ts';
import { formatInstant } from '../iso/zone.ts';
import { refuse } from './transition.ts';

export interface ClockContext {
  readonly policy: SlaPolicy;
  readonly calendar: Calendar;
}

/** Refuses another policy than the clock's own version, and moments before what has happened already. */
export function unfit(clock: SlaClock, at: Instant, { policy, calendar }: ClockContext): ClockResult | undefined {
  if (policy.id !== clock.policyId || policy.effectiveFrom !== clock.policyFrom) {
    return refuse('CLOCK_POLICY_MISMATCH', {
      clockId: clock.id,
      expected: `${clock.policyId} ${clock.policyFrom}`,
      found: `${policy.id} ${policy.effectiveFrom}`,
    });
  }
  const last = clock.pauses.at(-1);
  const latest = Math.max(
    clock.receivedAt,
    last?.toAt ?? last?.fromAt ?? clock.receivedAt,
    clock.restarts.at(-1)?.at ?? clock.receivedAt,
  );
  if (at >= latest) return undefined;
  return refuse('CLOCK_TIME_BACKWARDS', {
    clockId: clock.id,
    at: formatInstant(at, calendar.zone),
    latest: formatInstant(latest, calendar.zone),
  });
}

/** A cause as the explanations name it: its id and its title in both languages. */
export function causeParams(
  policy: SlaPolicy,
  cause: string,
): { readonly cause: string; readonly causeVi: string; readonly causeEn: string } {
  const title = policy.pauses.find((pause) => pause.cause === cause)?.title;
  return { cause, causeVi: title?.vi ?? cause, causeEn: title?.en ?? cause };
}
