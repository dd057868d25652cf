// Timer durations counted in working time: P15D is fifteen working days, PT8H eight working hours.
import type { Instant } from '../model/json.ts';
import type { Run } from './run.ts';
import { trouble } from './trouble.ts';

export function addWorkingDuration(run: Run, from: Instant, plan: string): Instant {
  const { calendar } = run.context;
  if (calendar === undefined) throw trouble('TIMER_INVALID', { value: plan, reason: 'no calendar' });
  throw trouble('TIMER_INVALID', { value: plan, reason: String(from) });
}
