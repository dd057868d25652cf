// Timer durations counted in working time: P15D is fifteen working days, PT8H eight working hours.
import type { Instant } from '../model/json.ts';
import { computeDue, defaultStepPolicyId } from '../time/index.ts';
import type { Run } from './run.ts';
import { trouble } from './trouble.ts';

/** Counted as a step is, from this very moment: cut-off times are for receipts. Throws trouble TIMER_INVALID. */
export function addWorkingDuration(run: Run, from: Instant, plan: string): Instant {
  const { calendar, policies } = run.context;
  const policy = policies?.find(({ id }) => id === defaultStepPolicyId) ?? policies?.[0];
  if (calendar === undefined || policy === undefined)
    throw trouble('TIMER_INVALID', { value: plan, reason: 'no calendar' });
  const { cutOff: _cutOff, ...rules } = policy;
  const due = computeDue({ receivedAt: from, plan, counting: 'working', policy: rules, calendar });
  if (!due.ok) throw trouble('TIMER_INVALID', { value: plan, reason: due.problem.code });
  return due.dueAt;
}
