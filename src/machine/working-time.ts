// Timers counted in working time: armed by the calendar, and armed anew where it has changed.
import { engineError } from '../model/engine-error.ts';
import type { Instant } from '../model/json.ts';
import type { RecomputeRule } from '../model/sla.ts';
import { followsCalendar, workingDurationDue, type WorkingDuration } from '../time/index.ts';
import { emit, type Run } from './run.ts';
import { trouble } from './trouble.ts';

/** Throws trouble TIMER_INVALID. */
export function addWorkingDuration(run: Run, working: WorkingDuration): Instant {
  const { calendar, policies = [] } = run.context;
  const due = calendar === undefined ? undefined : workingDurationDue(working, policies, calendar);
  if (due === undefined) throw trouble('TIMER_INVALID', { value: working.plan, reason: 'CALENDAR_MISSING' });
  if (!due.ok) throw trouble('TIMER_INVALID', { value: working.plan, reason: due.problem.code });
  return due.dueAt;
}

/** Every timer in working time follows the step's calendar by the rule; one that can't be counted on it stays. */
export function recomputeTimers(run: Run, rule: RecomputeRule, reason: string): void {
  const { calendar, policies = [] } = run.context;
  if (calendar === undefined) throw engineError('DEFECT', { detail: 'a change of calendar without a calendar' });
  for (const [timerId, { element, dueAt, working }] of [...run.state.timers]) {
    if (working === undefined) continue;
    const due = workingDurationDue(working, policies, calendar);
    if (due?.ok !== true || !followsCalendar(rule, dueAt, due.dueAt)) continue;
    emit(run, { type: 'timer.recomputed', timerId, element, fromDueAt: dueAt, dueAt: due.dueAt, reason });
  }
}
