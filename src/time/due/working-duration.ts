// When a length that begins at this very moment is over, in working time: P15D is fifteen working days, PT8H eight working hours.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { CountingPolicy } from '../../model/sla.ts';
import { localDateAt } from '../iso/zone.ts';
import { defaultStepPolicyId } from '../vietnam/policies.ts';
import { computeDue, type DueResult } from './compute-due.ts';
import { policyOn } from './policy-on.ts';

export interface WorkingDuration {
  readonly fromAt: Instant;
  /** ISO 8601, as of a plan. */
  readonly plan: string;
}

/** Counted as a step is, by the rules of its first day, without the cut-off times of receipts. Undefined: no policy is given. */
export function workingDurationDue(
  { fromAt, plan }: WorkingDuration,
  policies: readonly CountingPolicy[],
  calendar: Calendar,
): DueResult | undefined {
  const policy =
    policyOn(policies, defaultStepPolicyId, localDateAt(calendar.zone, fromAt)) ??
    policies.find(({ id }) => id === defaultStepPolicyId) ??
    policies[0];
  if (policy === undefined) return undefined;
  const { cutOff: _cutOff, ...rules } = policy;
  return computeDue({ receivedAt: fromAt, plan, counting: 'working', policy: rules, calendar });
}
