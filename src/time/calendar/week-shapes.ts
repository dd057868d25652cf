// Weekly hours, effective-dated, as shapes by weekday.
import type { DayShape, WeekPattern, Weekday } from '../../model/calendar.ts';
import { weekdays } from '../../model/calendar.ts';
import { epochDay } from '../iso/local-date.ts';
import { flattenRanges } from './hour-ranges.ts';

export interface WeekShape {
  readonly fromDay: number;
  /** Index of the shape of each weekday. */
  readonly byWeekday: Readonly<Record<Weekday, number>>;
  /** Weekly days of rest: no working hours, or hours that do not make a working day. */
  readonly rest: Readonly<Record<Weekday, boolean>>;
}
export type WeekShapes = readonly WeekShape[];

/** `weeks` in order of `effectiveFrom`. */
export function weekShapes(weeks: readonly WeekPattern[], add: (shape: DayShape) => number): WeekShapes {
  return weeks.map((week) => {
    const shapes = weekdays.map((weekday) => [weekday, shapeOf(week, weekday)] as const);
    return {
      fromDay: epochDay(week.effectiveFrom),
      byWeekday: Object.fromEntries(shapes.map(([weekday, shape]) => [weekday, add(shape)])) as Record<Weekday, number>,
      rest: Object.fromEntries(shapes.map(([weekday, shape]) => [weekday, shape.weight === 0])) as Record<
        Weekday,
        boolean
      >,
    };
  });
}

/** The pattern that holds on a day; the first one also holds before its own date. */
export function weekAt(weeks: WeekShapes, day: number): WeekShape {
  for (let k = weeks.length - 1; k > 0; k -= 1)
    if ((weeks[k] as WeekShape).fromDay <= day) return weeks[k] as WeekShape;
  return weeks[0] as WeekShape;
}

function shapeOf(week: WeekPattern, weekday: Weekday): DayShape {
  const ranges = flattenRanges(week.hours[weekday] ?? []);
  const minutes = ranges.reduce((sum, at, i) => sum + (i % 2 === 0 ? -at : at), 0);
  const weight = minutes === 0 ? 0 : (week.dayWeight?.[weekday] ?? 1);
  return { ranges, reception: flattenRanges(week.reception?.[weekday] ?? []), minutes, weight };
}
