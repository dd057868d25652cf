// Is the office at work at this moment?
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import { dayOfInstant } from './guards.ts';
import { dayStartAt, intervalsOf, shapeAt } from './table-access.ts';
import { MINUTE_MS } from '../iso/local-date.ts';

/** True from the opening (included) to the closing (not included). Throws `CALENDAR_RANGE`. */
export function isWorkingTime(calendar: Calendar, at: Instant): boolean {
  const intervals = intervalsOf(calendar.table, dayOfInstant(calendar, at));
  return inside(intervals, at);
}

/** True in working time and in the extra hours in which dossiers are received. Throws `CALENDAR_RANGE`. */
export function isReceptionTime(calendar: Calendar, at: Instant): boolean {
  const i = dayOfInstant(calendar, at);
  if (inside(intervalsOf(calendar.table, i), at)) return true;
  const start = dayStartAt(calendar.table, i);
  return inside(
    shapeAt(calendar.table, i).reception.map((minutes) => start + minutes * MINUTE_MS),
    at,
  );
}

function inside(intervals: readonly Instant[], at: Instant): boolean {
  for (let r = 0; r < intervals.length; r += 2) {
    if (at >= (intervals[r] as number) && at < (intervals[r + 1] as number)) return true;
  }
  return false;
}
