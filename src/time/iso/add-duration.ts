// Adds an ISO 8601 duration to an instant in a zone: months and days by the calendar, hours by the stopwatch.
import { TZDate } from '@date-fns/tz';
import { addDays, addMonths } from 'date-fns';
import type { Instant } from '../../model/json.ts';
import type { Duration } from '../../model/duration.ts';
import { DAY_MS } from './local-date.ts';

/**
 * 31 January plus one month is the last day of February (BLDS 2015 art. 148.3); one day over a clock change keeps the
 * time of day, 24 hours do not. A fraction of a day or week is plain time. `times` repeats the duration from the same
 * start, so that monthly cycles do not drift (31/1, 28/2, 31/3).
 */
export function addDuration(at: Instant, duration: Duration, zone: string, times = 1): Instant {
  const months = (duration.years * 12 + duration.months) * times;
  const days = (duration.weeks * 7 + duration.days) * times;
  const wholeDays = Math.trunc(days);
  const plainMs = ((duration.hours * 60 + duration.minutes) * 60 + duration.seconds) * 1000 * times;
  let date = new TZDate(at, zone);
  if (months !== 0) date = addMonths(date, months);
  if (wholeDays !== 0) date = addDays(date, wholeDays);
  return Math.round(date.getTime() + (days - wholeDays) * DAY_MS + plainMs);
}

export function isZeroDuration(duration: Duration): boolean {
  return Object.values(duration).every((value) => value === 0);
}
