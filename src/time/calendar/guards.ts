// Arguments of the operations: trouble is the caller's, so it is thrown.
import type { Calendar } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { engineError } from '../../model/engine-error.ts';
import { epochDay, parseDate } from '../iso/local-date.ts';
import { formatInstant } from '../iso/zone.ts';
import { dayIndexAt } from './table-access.ts';
import { invalidArgument } from '../../model/invalid.ts';

/** Day index of an instant inside the calendar. Throws `CALENDAR_RANGE`, `ARGUMENT_INVALID`. */
export function dayOfInstant(calendar: Calendar, at: Instant): number {
  if (!Number.isFinite(at)) throw invalidArgument('at', 'NOT_INSTANT', { value: at });
  const i = dayIndexAt(calendar.table, at);
  if (i < 0 || i >= calendar.table.days) throw outOfRange(calendar, instantText(at, calendar.zone));
  return i;
}

/** Day index of a date inside the calendar. Throws `CALENDAR_RANGE`, `ARGUMENT_INVALID`. */
export function dayOfDate(calendar: Calendar, on: LocalDate): number {
  if (!parseDate(on).ok) throw invalidArgument('on', 'NOT_DATE', { value: on });
  const i = epochDay(on) - calendar.table.firstDay;
  if (i < 0 || i >= calendar.table.days) throw outOfRange(calendar, on);
  return i;
}

export function wholeCount(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 0) throw invalidArgument(name, 'NOT_WHOLE', { value, least: 0 });
  return value;
}

/** A length in milliseconds; fractions of a millisecond are rounded. */
export function lengthMs(name: string, minutes: number): number {
  if (!Number.isFinite(minutes) || minutes < 0) throw invalidArgument(name, 'NOT_NUMBER', { value: minutes });
  return Math.round(minutes * 60_000);
}

export function outOfRange(calendar: Calendar, at: string): Error {
  return engineError('CALENDAR_RANGE', { from: calendar.fromOn, to: calendar.toOn, at });
}

function instantText(at: Instant, zone: string): string {
  return Math.abs(at) > 8.64e15 ? String(at) : formatInstant(at, zone);
}
