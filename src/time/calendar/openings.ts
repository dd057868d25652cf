// When the office opens and closes next, or did last.
import type { Calendar } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { formatInstant } from '../iso/zone.ts';
import { dayOfDate, dayOfInstant, outOfRange } from './guards.ts';
import { intervalsOf } from './table-access.ts';

/** First opening (also after a lunch break) at or after a moment. Throws `CALENDAR_RANGE` when there is none. */
export function nextOpening(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, 1, (intervals) => intervals.find((edge, r) => r % 2 === 0 && edge >= at));
}

/** Last opening at or before a moment. */
export function previousOpening(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, -1, (intervals) => intervals.findLast((edge, r) => r % 2 === 0 && edge <= at));
}

/** First closing at or after a moment. */
export function nextClosing(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, 1, (intervals) => intervals.find((edge, r) => r % 2 === 1 && edge >= at));
}

/** Last closing at or before a moment. */
export function previousClosing(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, -1, (intervals) => intervals.findLast((edge, r) => r % 2 === 1 && edge <= at));
}

/** The moment itself in working time, else the next opening. */
export function nextWorkingTime(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, 1, (intervals) => {
    const closes = intervals.findIndex((edge, r) => r % 2 === 1 && edge > at);
    return closes < 0 ? undefined : Math.max(at, intervals[closes - 1] as number);
  });
}

/** First opening and last closing of a date; undefined when the office stays closed. */
export function openingHours(
  calendar: Calendar,
  on: LocalDate,
): { readonly openAt: Instant; readonly closeAt: Instant } | undefined {
  const intervals = intervalsOf(calendar.table, dayOfDate(calendar, on));
  const [openAt, closeAt] = [intervals[0], intervals.at(-1)];
  return openAt === undefined || closeAt === undefined ? undefined : { openAt, closeAt };
}

/** Looks day by day but leaps over days off through the sums. */
function search(
  calendar: Calendar,
  at: Instant,
  step: 1 | -1,
  pick: (intervals: readonly Instant[]) => Instant | undefined,
): Instant {
  const { table } = calendar;
  for (let i = dayOfInstant(calendar, at); i >= 0 && i < table.days; i += step) {
    const found = table.workedMs[i] === table.workedMs[i + 1] ? undefined : pick(intervalsOf(table, i));
    if (found !== undefined) return found;
  }
  throw outOfRange(calendar, formatInstant(at, calendar.zone));
}
