// Making dates, times, dates with times and durations: from numbers, never from text (see temporal-text.ts).
import { MAX_YEAR, civilOf, daysInMonth, daysOf } from './calendar.ts';
import { KIND } from './kinds.ts';
import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelMonthsDuration, FeelTime } from './kinds.ts';
import { offsetAt, offsetOfLocal } from './zone.ts';

export const DAY_SECONDS = 86400;

/** `null` when there is no such day. */
export function createDate(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (Math.abs(year) > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { [KIND]: 'date', year, month, day };
}

export function dateOfDays(days: number): FeelDate | null {
  const { year, month, day } = civilOf(days);
  return Math.abs(year) > MAX_YEAR ? null : { [KIND]: 'date', year, month, day };
}

export function dateDays(date: FeelDate): number {
  return daysOf(date.year, date.month, date.day);
}

export function createTime(seconds: number, nanos: number, offset?: number, zone?: string): FeelTime {
  return { [KIND]: 'time', seconds, nanos, offset, zone };
}

export function createDateTime(date: FeelDate, time: FeelTime): FeelDateTime {
  return { [KIND]: 'date and time', date, time };
}

/** Seconds are kept to the nanosecond; `null` when they are no number. */
export function createDaysDuration(seconds: number): FeelDaysDuration | null {
  if (!Number.isFinite(seconds)) return null;
  const scaled = seconds * 1e9;
  const rounded = Math.abs(scaled) < 2 ** 53 ? Math.round(scaled) / 1e9 : seconds;
  return { [KIND]: 'days and time duration', seconds: rounded === 0 ? 0 : rounded };
}

export function createMonthsDuration(months: number): FeelMonthsDuration | null {
  if (!Number.isSafeInteger(months)) return null;
  return { [KIND]: 'years and months duration', months: months === 0 ? 0 : months };
}

export const MIDNIGHT: FeelTime = createTime(0, 0);
export const MIDNIGHT_UTC: FeelTime = createTime(0, 0, 0);

/** Seconds east of UTC, `undefined` for a local reading. `days`: the day on which a named zone is asked. */
export function offsetOf(time: FeelTime, days: number): number | undefined {
  if (time.offset !== undefined) return time.offset;
  if (time.zone === undefined) return undefined;
  return offsetOfLocal(time.zone, days * DAY_SECONDS + time.seconds);
}

/** Whole seconds since the epoch; a local reading counts as UTC. */
export function epochOf(value: FeelDateTime): number {
  const days = dateDays(value.date);
  return days * DAY_SECONDS + value.time.seconds - (offsetOf(value.time, days) ?? 0);
}

/** A date and time in the same offset or zone as `like`, at `epoch` whole seconds and `nanos`. */
export function dateTimeAt(epoch: number, nanos: number, like: FeelTime): FeelDateTime | null {
  const offset = like.offset ?? (like.zone === undefined ? 0 : offsetAt(like.zone, epoch));
  const local = epoch + offset;
  const days = Math.floor(local / DAY_SECONDS);
  const date = Number.isSafeInteger(local) ? dateOfDays(days) : null;
  return date && createDateTime(date, createTime(local - days * DAY_SECONDS, nanos, like.offset, like.zone));
}

/** Splits seconds with decimals into whole seconds (floored) and nanoseconds. */
export function splitSeconds(seconds: number): { whole: number; nanos: number } {
  const whole = Math.floor(seconds);
  const nanos = Math.round((seconds - whole) * 1e9);
  return nanos >= 1e9 ? { whole: whole + 1, nanos: 0 } : { whole, nanos };
}

/** The date moved by months; the day is cut to the length of the new month. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const index = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(index / 12);
  if (!Number.isSafeInteger(index) || Math.abs(year) > MAX_YEAR) return null;
  const month = index - year * 12 + 1;
  return { [KIND]: 'date', year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}
