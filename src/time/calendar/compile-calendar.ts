// Calendar data → compiled calendar: one pass over the days, prefix sums of time, days and weights.
import type {
  Calendar,
  CalendarData,
  CalendarTable,
  Checked,
  DataProblem,
  DayNote,
  DayShape,
} from '../../model/calendar.ts';
import { calendarLimits } from '../../model/calendar.ts';
import { DAY_MS, MINUTE_MS, epochDay, epochDayOf, fromEpochDay, weekdayOf, yearOf } from '../iso/local-date.ts';
import { isZone } from '../iso/zone.ts';
import { deriveOffDays } from './derive-schedule.ts';
import { flattenRanges } from './hour-ranges.ts';
import { mergeLayers, type MergedCalendar } from './merge-layers.ts';
import { dayStartAt } from './table-access.ts';
import { weekAt, weekShapes, type WeekShapes } from './week-shapes.ts';
import { zoneOffsets, type ZoneOffsets } from './zone-offsets.ts';

export interface CompileOptions {
  /** First and last year covered; within `calendarLimits`. */
  readonly fromYear?: number;
  readonly toYear?: number;
}

/**
 * Compiles the first calendar of `data`; the others serve as layers it extends. The data should have passed
 * `checkCalendarData`; what only shows when layers meet (unknown parent, no zone) is found here.
 * Costs some 30 ms for a century; keep the result.
 */
export function compileCalendar(data: readonly CalendarData[], options: CompileOptions = {}): Checked<Calendar> {
  const fromYear = options.fromYear ?? calendarLimits.defaultFirstYear;
  const toYear = options.toYear ?? calendarLimits.defaultLastYear;
  const merged = mergeLayers(data);
  if (!merged.ok) return merged;
  const problem = refuse(merged.value, fromYear, toYear);
  if (problem) return { ok: false, problems: [problem] };
  const { id, title, zone, layers } = merged.value;
  const table = buildTable(merged.value, fromYear, toYear);
  return { ok: true, value: { id, title, zone, layers, fromOn: `${fromYear}-01-01`, toOn: `${toYear}-12-31`, table } };
}

function refuse(merged: MergedCalendar, fromYear: number, toYear: number): DataProblem | undefined {
  const { firstYear, lastYear } = calendarLimits;
  const whole = Number.isInteger(fromYear) && Number.isInteger(toYear);
  if (!whole || fromYear < firstYear || toYear > lastYear || fromYear > toYear) {
    return { code: 'DATA_SPAN', path: '', params: { fromYear, toYear, firstYear, lastYear } };
  }
  return isZone(merged.zone) ? undefined : { code: 'DATA_ZONE', path: '/zone', params: { zone: merged.zone } };
}

function buildTable(merged: MergedCalendar, fromYear: number, toYear: number): CalendarTable {
  const firstDay = epochDayOf(fromYear, 1, 1);
  const days = epochDayOf(toYear + 1, 1, 1) - firstDay;
  const zone = zoneOffsets(merged.zone, (firstDay - 2) * DAY_MS, (firstDay + days + 2) * DAY_MS);
  const shapes = shapeList();
  const weeks = weekShapes(merged.weeks, shapes.add);
  const { notes, special, provisionalYears } = specialDays(merged, weeks, shapes.add, fromYear, toYear);
  const shapeOf = new Uint16Array(days);
  const workedMs = new Float64Array(days + 1);
  const daysWorked = new Int32Array(days + 1);
  const weightWorked = new Float64Array(days + 1);
  const workingDays: number[] = [];
  const irregular = irregularDays(zone, firstDay, days);
  for (let i = 0; i < days; i += 1) {
    const day = firstDay + i;
    const index = special.get(i) ?? weekAt(weeks, day).byWeekday[weekdayOf(day)];
    const shape = shapes.list[index] as DayShape;
    shapeOf[i] = index;
    const clip = irregular.get(i);
    const ms = clip ? cut(clip, shape, zone, firstDay, i) : shape.minutes * MINUTE_MS;
    if (clip) irregular.set(i, clip);
    // a date that the zone skipped has no time to work in
    const weight = shape.minutes > 0 && ms === 0 ? 0 : shape.weight;
    workedMs[i + 1] = (workedMs[i] as number) + ms;
    weightWorked[i + 1] = (weightWorked[i] as number) + weight;
    daysWorked[i + 1] = (daysWorked[i] as number) + (weight > 0 ? 1 : 0);
    if (weight > 0) workingDays.push(i);
  }
  return {
    firstDay,
    days,
    shapes: shapes.list,
    shapeOf,
    workedMs,
    daysWorked,
    weightWorked,
    workingDays: Int32Array.from(workingDays),
    ...zone,
    irregular,
    notes,
    provisionalYears,
  };
}

type Add = (shape: DayShape) => number;

/** Equal days share one shape. */
function shapeList(): { readonly list: DayShape[]; readonly add: Add } {
  const list: DayShape[] = [];
  const known = new Map<string, number>();
  const add: Add = (shape) => {
    const key = `${shape.ranges.join()} ${shape.reception.join()} ${shape.weight}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, list.push(shape) - 1);
    return list.length - 1;
  };
  return { list, add };
}

interface Special {
  readonly notes: Map<number, DayNote>;
  readonly special: Map<number, number>;
  readonly provisionalYears: Set<number>;
}

function specialDays(merged: MergedCalendar, weeks: WeekShapes, add: Add, fromYear: number, toYear: number): Special {
  const firstDay = epochDayOf(fromYear, 1, 1);
  const result: Special = { notes: new Map(), special: new Map(), provisionalYears: new Set() };
  const closed = add({ ranges: [], reception: [], minutes: 0, weight: 0 });
  const rules = new Map(merged.holidays.map((rule) => [rule.id, rule]));
  const official = new Map(merged.schedules.map((schedule) => [schedule.year, schedule]));
  const isRest = (day: number): boolean => weekAt(weeks, day).rest[weekdayOf(day)];
  for (let year = fromYear; year <= toYear; year += 1) {
    const schedule = official.get(year);
    if (schedule?.status !== 'official') result.provisionalYears.add(year);
    for (const off of schedule?.off ?? deriveOffDays(year, merged.holidays, isRest)) {
      const rule = off.rule === undefined ? undefined : rules.get(off.rule);
      const i = epochDay(off.on) - firstDay;
      result.special.set(i, closed);
      result.notes.set(i, {
        kind: off.kind,
        ...(rule ? { title: rule.title, rule: rule.id } : {}),
        ...(off.forOn === undefined ? {} : { forOn: off.forOn }),
        basis: [...(rule?.basis ?? []), ...(schedule?.basis ?? [])],
      });
    }
    for (const { on, forOn } of schedule?.makeUp ?? []) {
      const i = epochDay(on) - firstDay;
      const replaced = epochDay(forOn);
      result.special.set(i, weekAt(weeks, replaced).byWeekday[weekdayOf(replaced)]);
      result.notes.set(i, { kind: 'makeUp', forOn, basis: schedule?.basis ?? [] });
    }
  }
  for (const exception of merged.days) {
    const ranges = flattenRanges(exception.hours);
    const minutes = ranges.reduce((sum, at, i) => sum + (i % 2 === 0 ? -at : at), 0);
    const weight = exception.dayWeight ?? (minutes > 0 ? 1 : 0);
    const index = add({ ranges, reception: flattenRanges(exception.reception ?? []), minutes, weight });
    for (let day = epochDay(exception.fromOn); day <= epochDay(exception.toOn ?? exception.fromOn); day += 1) {
      result.special.set(day - firstDay, index);
      result.notes.set(day - firstDay, { kind: 'exception', title: exception.title, basis: exception.basis ?? [] });
    }
  }
  return result;
}

/** Days that a clock change touches, still without their intervals. */
function irregularDays(zone: ZoneOffsets, firstDay: number, days: number): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let k = 1; k < zone.offsetMs.length; k += 1) {
    const at = zone.offsetFromAt[k] as number;
    for (const offset of [zone.offsetMs[k - 1] as number, zone.offsetMs[k] as number]) {
      const day = Math.floor((at + offset) / DAY_MS) - firstDay;
      for (const i of [day - 1, day, day + 1]) if (i >= 0 && i < days) found.set(i, []);
    }
  }
  return found;
}

/**
 * Working intervals of a day with a clock change: all instants whose local time lies in the working hours. A skipped
 * hour is not worked, a repeated one is worked twice. Fills `into` and gives the total in milliseconds.
 */
function cut(into: number[], shape: DayShape, zone: ZoneOffsets, firstDay: number, i: number): number {
  const [dayFrom, dayTo] = [dayStartAt({ firstDay, ...zone }, i), dayStartAt({ firstDay, ...zone }, i + 1)];
  const local = (firstDay + i) * DAY_MS;
  let total = 0;
  for (let k = 0; k < zone.offsetMs.length; k += 1) {
    const from = Math.max(dayFrom, zone.offsetFromAt[k] as number);
    const to = Math.min(dayTo, zone.offsetFromAt[k + 1] ?? Number.POSITIVE_INFINITY);
    if (from >= to) continue;
    for (let r = 0; r < shape.ranges.length; r += 2) {
      const start = Math.max(from, local + (shape.ranges[r] as number) * MINUTE_MS - (zone.offsetMs[k] as number));
      const end = Math.min(to, local + (shape.ranges[r + 1] as number) * MINUTE_MS - (zone.offsetMs[k] as number));
      if (start >= end) continue;
      if (into.at(-1) === start) into[into.length - 1] = end;
      else into.push(start, end);
      total += end - start;
    }
  }
  return total;
}

/** Years a span of dates touches without an official schedule. */
export function provisionalYearsBetween(calendar: Calendar, fromOn: string, toOn: string): readonly number[] {
  const years: number[] = [];
  for (let year = yearOf(fromOn); year <= yearOf(toOn); year += 1) {
    if (calendar.table.provisionalYears.has(year)) years.push(year);
  }
  return years;
}

/** Date of day i of a table. */
export function dateOfDay(table: CalendarTable, i: number): string {
  return fromEpochDay(table.firstDay + i);
}
