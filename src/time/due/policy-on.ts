// The version of a policy that holds on a day: a running dossier keeps the rules of the day it was received.
import type { LocalDate } from '../../model/duration.ts';
import type { CountingPolicy, SlaClock } from '../../model/sla.ts';

/** Undefined when no version of that id holds on the day. */
export function policyOn<P extends CountingPolicy>(policies: readonly P[], id: string, on: LocalDate): P | undefined {
  return policies
    .filter(
      (policy) =>
        policy.id === id &&
        policy.effectiveFrom <= on &&
        (policy.effectiveTo === undefined || on <= policy.effectiveTo),
    )
    .reduce<P | undefined>(
      (best, policy) => (best && best.effectiveFrom >= policy.effectiveFrom ? best : policy),
      undefined,
    );
}

/** The version a clock was started under. */
export function policyOfClock<P extends CountingPolicy>(policies: readonly P[], clock: SlaClock): P | undefined {
  return policies.find((policy) => policy.id === clock.policyId && policy.effectiveFrom === clock.policyFrom);
}
