// Between instants, days and working time inside a compiled table. Everything here is exact in milliseconds.
import type { Calendar, CalendarTable, DayShape } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import { DAY_MS, MINUTE_MS } from '../iso/local-date.ts';
import { formatWithOffset } from '../iso/zone.ts';
import { periodAt } from './zone-offsets.ts';

/** The widest offset from UTC in use is 14 hours. */
const WIDEST_OFFSET_MS = 15 * 3_600_000;

/** First instant whose local date is day i or later. */
export function dayStartAt(table: Pick<CalendarTable, 'firstDay' | 'offsetFromAt' | 'offsetMs'>, i: number): Instant {
  const local = (table.firstDay + i) * DAY_MS;
  const periods = table.offsetMs.length;
  if (periods === 1) return local - (table.offsetMs[0] as number);
  for (let k = periodAt(table.offsetFromAt, local - WIDEST_OFFSET_MS); k < periods; k += 1) {
    const at = Math.max(local - (table.offsetMs[k] as number), table.offsetFromAt[k] as number);
    if (k + 1 === periods || at < (table.offsetFromAt[k + 1] as number)) return at;
  }
  return local;
}

/** Day on which an instant falls; may lie outside 0 … days-1. */
export function dayIndexAt(table: CalendarTable, at: Instant): number {
  const offset = table.offsetMs[periodAt(table.offsetFromAt, at)] as number;
  const i = Math.floor((at + offset) / DAY_MS) - table.firstDay;
  // Clocks set back over midnight repeat the end of a day that is over already: time goes on in the new day.
  return table.irregular.has(i) && at >= dayStartAt(table, i + 1) ? i + 1 : i;
}

/** Text of an instant within the calendar, without asking the runtime about the zone. */
export function shownAt({ table }: Calendar, at: Instant): string {
  return formatWithOffset(at, table.offsetMs[periodAt(table.offsetFromAt, at)] as number);
}

export function shapeAt(table: CalendarTable, i: number): DayShape {
  return table.shapes[table.shapeOf[i] as number] as DayShape;
}

/** Working intervals of day i as instants: start, end, start, end … */
export function intervalsOf(table: CalendarTable, i: number): readonly Instant[] {
  const irregular = table.irregular.get(i);
  if (irregular) return irregular;
  const start = dayStartAt(table, i);
  return shapeAt(table, i).ranges.map((minutes) => start + minutes * MINUTE_MS);
}

/** Milliseconds worked on day i before an instant. */
export function workedInDay(table: CalendarTable, i: number, at: Instant): number {
  const irregular = table.irregular.get(i);
  const ranges = irregular ?? shapeAt(table, i).ranges;
  const base = irregular ? 0 : dayStartAt(table, i);
  const unit = irregular ? 1 : MINUTE_MS;
  let worked = 0;
  for (let r = 0; r < ranges.length; r += 2) {
    const start = base + (ranges[r] as number) * unit;
    if (at <= start) break;
    worked += Math.min(at, base + (ranges[r + 1] as number) * unit) - start;
  }
  return worked;
}

/** First instant of day i by which `ms` (above 0) have been worked on it. */
export function instantAfterWork(table: CalendarTable, i: number, ms: number): Instant {
  const intervals = intervalsOf(table, i);
  let left = ms;
  for (let r = 0; r < intervals.length; r += 2) {
    const start = intervals[r] as number;
    const length = (intervals[r + 1] as number) - start;
    if (left <= length) return start + left;
    left -= length;
  }
  return intervals.at(-1) ?? dayStartAt(table, i + 1);
}

/** Last instant of day i up to which no more than `ms` (below the day's total) have been worked on it. */
export function instantUpToWork(table: CalendarTable, i: number, ms: number): Instant {
  const intervals = intervalsOf(table, i);
  let left = ms;
  for (let r = 0; r < intervals.length; r += 2) {
    const start = intervals[r] as number;
    const length = (intervals[r + 1] as number) - start;
    if (left < length) return start + left;
    left -= length;
  }
  return intervals.at(-1) ?? dayStartAt(table, i + 1);
}

/** Total milliseconds worked on day i. */
export function dayTotalMs(table: CalendarTable, i: number): number {
  return (table.workedMs[i + 1] as number) - (table.workedMs[i] as number);
}

/** Smallest i with sums[i + 1] >= value: the day on which a running sum reaches a value. */
export function dayReaching(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle + 1] as number) >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Largest i with sums[i] <= value: the day on which a running sum goes beyond a value. */
export function dayLeaving(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sums[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
