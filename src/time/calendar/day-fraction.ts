// Shares of working days: half a day is half of the hours of that day, whatever they are.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import { invalidArgument } from '../../model/invalid.ts';
import { formatInstant } from '../iso/zone.ts';
import { dayOfInstant, outOfRange } from './guards.ts';
import { addWeight, weightBefore } from './work-measure.ts';

/** Working days between two moments, with the shares of the first and last day; negative when the second is earlier. */
export function workingDayFractionsBetween(calendar: Calendar, fromAt: Instant, toAt: Instant): number {
  dayOfInstant(calendar, fromAt);
  dayOfInstant(calendar, toAt);
  return (weightBefore(calendar.table, toAt) ?? 0) - (weightBefore(calendar.table, fromAt) ?? 0);
}

/** First moment, not before `at`, by which `days` working days (0.25, 2.5 …) have passed; negative goes back. */
export function addWorkingDayFractions(calendar: Calendar, at: Instant, days: number): Instant {
  dayOfInstant(calendar, at);
  if (!Number.isFinite(days)) throw invalidArgument('days', 'NOT_NUMBER', { value: days });
  const result = addWeight(calendar.table, at, days);
  if (result === undefined) throw outOfRange(calendar, `${formatInstant(at, calendar.zone)} + ${days} working days`);
  return result;
}
