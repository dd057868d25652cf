// Working days by date: add, take away, count, roll.
import type { Calendar } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import { dayOfDate, outOfRange, wholeCount } from './guards.ts';
import { addDays, daysBetween, rollDay } from './work-measure.ts';
import { dateOfDay } from './compile-calendar.ts';

export function isWorkingDay(calendar: Calendar, on: LocalDate): boolean {
  const i = dayOfDate(calendar, on);
  return (calendar.table.daysWorked[i + 1] as number) > (calendar.table.daysWorked[i] as number);
}

/** The `days`-th working day after a date; the date itself is not counted (BLDS 2015 art. 147.2). 0 gives the date itself. */
export function addWorkingDays(calendar: Calendar, on: LocalDate, days: number): LocalDate {
  return moved(calendar, on, wholeCount('days', days));
}

/** The `days`-th working day before a date; the date itself is not counted. */
export function subtractWorkingDays(calendar: Calendar, on: LocalDate, days: number): LocalDate {
  return moved(calendar, on, -wholeCount('days', days));
}

/** Working days from one date to another, both included; 0 when the second is earlier. */
export function countWorkingDays(calendar: Calendar, fromOn: LocalDate, toOn: LocalDate): number {
  const [i, j] = [dayOfDate(calendar, fromOn), dayOfDate(calendar, toOn)];
  return j < i ? 0 : (calendar.table.daysWorked[j + 1] as number) - (calendar.table.daysWorked[i] as number);
}

/** Working days after the first date up to and with the second; negative when it is earlier. Inverse of `addWorkingDays`. */
export function workingDaysBetween(calendar: Calendar, fromOn: LocalDate, toOn: LocalDate): number {
  return daysBetween(calendar.table, dayOfDate(calendar, fromOn), dayOfDate(calendar, toOn));
}

/** The date itself when it is a working day, else the next or previous one; `none` leaves it (BLDS 2015 art. 148.5). */
export function rollToWorkingDay(calendar: Calendar, on: LocalDate, roll: 'next' | 'previous' | 'none'): LocalDate {
  const i = dayOfDate(calendar, on);
  if (roll === 'none') return on;
  const rolled = rollDay(calendar.table, i, roll === 'next' ? 1 : -1);
  if (rolled === undefined) throw outOfRange(calendar, on);
  return dateOfDay(calendar.table, rolled);
}

/** Calendar days after (before, when negative) a date, then rolled. */
export function addCalendarDays(
  calendar: Calendar,
  on: LocalDate,
  days: number,
  roll: 'next' | 'previous' | 'none',
): LocalDate {
  wholeCount('days', Math.abs(days));
  const i = dayOfDate(calendar, on) + days;
  if (i < 0 || i >= calendar.table.days) throw outOfRange(calendar, `${on} + ${days} d`);
  return rollToWorkingDay(calendar, dateOfDay(calendar.table, i), roll);
}

function moved(calendar: Calendar, on: LocalDate, days: number): LocalDate {
  const i = addDays(calendar.table, dayOfDate(calendar, on), days);
  if (i === undefined) throw outOfRange(calendar, `${on} ${days < 0 ? '-' : '+'} ${Math.abs(days)} working days`);
  return dateOfDay(calendar.table, i);
}
