// When the office opens and closes next, or did last.
import type { Calendar, CalendarTable } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import type { Instant } from '../../model/json.ts';
import { formatInstant } from '../iso/zone.ts';
import { dayOfDate, dayOfInstant, outOfRange } from './guards.ts';
import { intervalsOf } from './table-access.ts';

/** First opening (also after a lunch break) at or after a moment. Throws `CALENDAR_RANGE` when there is none. */
export function nextOpening(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, 1, (i) => openingsOf(calendar.table, i).find((edge) => edge >= at));
}

/** Last opening at or before a moment. */
export function previousOpening(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, -1, (i) => openingsOf(calendar.table, i).findLast((edge) => edge <= at));
}

/** First closing at or after a moment. */
export function nextClosing(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, 1, (i) => closingsOf(calendar.table, i).find((edge) => edge >= at));
}

/** Last closing at or before a moment. */
export function previousClosing(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, -1, (i) => closingsOf(calendar.table, i).findLast((edge) => edge <= at));
}

/** The moment itself in working time, else the next opening. */
export function nextWorkingTime(calendar: Calendar, at: Instant): Instant {
  return search(calendar, at, 1, (i) => {
    const intervals = intervalsOf(calendar.table, i);
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

/** Midnight inside a night shift is neither an opening nor a closing. */
function openingsOf(table: CalendarTable, i: number): readonly Instant[] {
  const before = i > 0 ? intervalsOf(table, i - 1).at(-1) : undefined;
  return intervalsOf(table, i).filter((edge, r) => r % 2 === 0 && edge !== before);
}

function closingsOf(table: CalendarTable, i: number): readonly Instant[] {
  const after = i + 1 < table.days ? intervalsOf(table, i + 1)[0] : undefined;
  return intervalsOf(table, i).filter((edge, r) => r % 2 === 1 && edge !== after);
}

/** Looks day by day and passes over days without work; bounded by the span of the calendar. */
function search(calendar: Calendar, at: Instant, step: 1 | -1, pick: (i: number) => Instant | undefined): Instant {
  const { table } = calendar;
  // a closing at the very end of a day belongs to the day before the moment
  const first = dayOfInstant(calendar, at) - (step === 1 ? 1 : 0);
  for (let i = Math.max(0, first); i >= 0 && i < table.days; i += step) {
    const found = table.workedMs[i] === table.workedMs[i + 1] ? undefined : pick(i);
    if (found !== undefined) return found;
  }
  throw outOfRange(calendar, formatInstant(at, calendar.zone));
}
