// The moment a counted day is over.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { CountingPolicy } from '../../model/sla.ts';
import { dayStartAt, intervalsOf } from '../calendar/table-access.ts';

/** Closing of the office, or 24:00 (BLDS 2015 art. 148.6); a day without hours is over at 24:00. */
export function closeOfDay(calendar: Calendar, day: number, dueTime: CountingPolicy['dueTime']): Instant {
  const closeAt = dueTime === 'closeOfBusiness' ? intervalsOf(calendar.table, day).at(-1) : undefined;
  return closeAt ?? dayStartAt(calendar.table, day + 1);
}
