// One date for people: what it is, why, and which hours.
import type { Calendar, DayInfo } from '../../model/calendar.ts';
import type { LocalDate } from '../../model/duration.ts';
import { yearOf } from '../iso/local-date.ts';
import { dayOfDate } from './guards.ts';
import { formatRanges } from './hour-ranges.ts';
import { dayTotalMs, shapeAt } from './table-access.ts';

/** Throws `CALENDAR_RANGE`. */
export function dayInfo(calendar: Calendar, on: LocalDate): DayInfo {
  const { table } = calendar;
  const i = dayOfDate(calendar, on);
  const shape = shapeAt(table, i);
  const weight = (table.weightWorked[i + 1] as number) - (table.weightWorked[i] as number);
  const note = table.notes.get(i) ?? { kind: weight > 0 ? ('working' as const) : ('weeklyRest' as const), basis: [] };
  return {
    ...note,
    on,
    isWorkingDay: weight > 0,
    weight,
    minutes: dayTotalMs(table, i) / 60_000,
    hours: formatRanges(shape.ranges),
    reception: formatRanges(shape.reception),
    provisional: table.provisionalYears.has(yearOf(on)),
  };
}
