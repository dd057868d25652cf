// The local date of a moment in a calendar.
import type { Calendar } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { dateOfDay } from './compile-calendar.ts';
import { dayOfInstant } from './guards.ts';

/** Throws `CALENDAR_RANGE`. */
export function localDateOf(calendar: Calendar, at: Instant): LocalDate {
  return dateOfDay(calendar.table, dayOfInstant(calendar, at));
}
