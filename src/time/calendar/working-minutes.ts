// Working minutes: add, take away, measure. Exact to the millisecond; constant cost but for one binary search.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import { formatInstant } from '../iso/zone.ts';
import { dayOfInstant, lengthMs, outOfRange } from './guards.ts';
import { workedInDay } from './table-access.ts';
import { addWorkMs, subtractWorkMs } from './work-measure.ts';

/**
 * First moment, not before `at`, by which `minutes` of working time have passed: 8 hours from the opening end at the
 * closing of the same day, not at the next opening. 0 gives `at` itself. Throws `CALENDAR_RANGE`, `ARGUMENT_INVALID`.
 */
export function addWorkingMinutes(calendar: Calendar, at: Instant, minutes: number): Instant {
  dayOfInstant(calendar, at);
  const result = addWorkMs(calendar.table, at, lengthMs('minutes', minutes));
  if (result === undefined) throw outOfRange(calendar, `${formatInstant(at, calendar.zone)} + ${minutes} min`);
  return result;
}

/** Last moment, not after `at`, from which `minutes` of working time pass until `at`. Throws as above. */
export function subtractWorkingMinutes(calendar: Calendar, at: Instant, minutes: number): Instant {
  dayOfInstant(calendar, at);
  const result = subtractWorkMs(calendar.table, at, lengthMs('minutes', minutes));
  if (result === undefined) throw outOfRange(calendar, `${formatInstant(at, calendar.zone)} - ${minutes} min`);
  return result;
}

/** Working minutes between two moments; negative when the second is earlier. Throws `CALENDAR_RANGE`. */
export function workingMinutesBetween(calendar: Calendar, fromAt: Instant, toAt: Instant): number {
  return (worked(calendar, toAt) - worked(calendar, fromAt)) / 60_000;
}

function worked(calendar: Calendar, at: Instant): number {
  const i = dayOfInstant(calendar, at);
  return (calendar.table.workedMs[i] as number) + workedInDay(calendar.table, i, at);
}
