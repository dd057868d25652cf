// Is this JSON a calendar? Shape by the JSON Schema, then what a schema cannot say.
import type { CalendarData, Checked, DataProblem } from '../../model/calendar.ts';
import { calendarLimits } from '../../model/calendar.ts';
import { epochDay, parseDate, yearOf } from '../iso/local-date.ts';
import { isZone } from '../iso/zone.ts';
import { checkShape } from '../iso/check-shape.ts';
import { parseHourRange } from './hour-ranges.ts';
import schema from '../../../schemas/calendar.schema.json' with { type: 'json' };

/** Gives the same value back, typed; or every problem with its place (a JSON pointer). */
export function checkCalendarData(value: unknown): Checked<CalendarData> {
  const shape = checkShape(schema, value);
  if (shape.length > 0) return { ok: false, problems: shape };
  const data = value as CalendarData;
  const problems = [
    ...checkZone(data),
    ...checkRanges(data, ''),
    ...checkDates(data, ''),
    ...checkSchedules(data),
    ...checkExceptions(data),
  ];
  return problems.length === 0 ? { ok: true, value: data } : { ok: false, problems };
}

function checkZone(data: CalendarData): readonly DataProblem[] {
  if (data.zone === undefined || isZone(data.zone)) return [];
  return [{ code: 'DATA_ZONE', path: '/zone', params: { zone: data.zone } }];
}

/** Every list of hours, wherever it stands: real times, in order, without overlap. */
function checkRanges(node: unknown, path: string): readonly DataProblem[] {
  if (Array.isArray(node) && node.length > 0 && node.every((item) => typeof item === 'string'))
    return rangeProblems(node, path);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => checkRanges(child, `${path}/${key}`));
}

function rangeProblems(ranges: readonly string[], path: string): readonly DataProblem[] {
  let end = -1;
  for (const [i, range] of ranges.entries()) {
    const parsed = parseHourRange(range);
    if (!parsed) return [{ code: 'DATA_RANGE', path: `${path}/${i}`, params: { range } }];
    if (parsed[0] < end) return [{ code: 'DATA_ORDER', path: `${path}/${i}`, params: { range } }];
    end = parsed[1];
  }
  return [];
}

const dateKeys = new Set(['on', 'forOn', 'fromOn', 'toOn', 'effectiveFrom', 'effectiveTo']);

function checkDates(node: unknown, path: string): readonly DataProblem[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]: [string, unknown]) => {
    if (!dateKeys.has(key)) return checkDates(child, `${path}/${key}`);
    const real = typeof child === 'string' && parseDate(child).ok;
    return real ? [] : [{ code: 'DATA_DATE' as const, path: `${path}/${key}`, params: { date: String(child) } }];
  });
}

/** Days belong to their year, and a year says each day once. */
function checkSchedules(data: CalendarData): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const years = new Set<number>();
  for (const [i, schedule] of (data.schedules ?? []).entries()) {
    const path = `/schedules/${i}`;
    if (years.has(schedule.year)) problems.push({ code: 'DATA_DUPLICATE', path, params: { id: schedule.year } });
    years.add(schedule.year);
    const seen = new Set<string>();
    for (const [list, days] of [
      ['off', schedule.off],
      ['makeUp', schedule.makeUp],
    ] as const) {
      for (const [k, { on }] of days.entries()) {
        if (yearOf(on) !== schedule.year)
          problems.push({ code: 'DATA_YEAR', path: `${path}/${list}/${k}`, params: { on, year: schedule.year } });
        if (seen.has(on)) problems.push({ code: 'DATA_DUPLICATE', path: `${path}/${list}/${k}`, params: { id: on } });
        seen.add(on);
      }
    }
  }
  return problems;
}

function checkExceptions(data: CalendarData): readonly DataProblem[] {
  return (data.days ?? []).flatMap((day, i) => {
    const length = epochDay(day.toOn ?? day.fromOn) - epochDay(day.fromOn) + 1;
    if (length >= 1 && length <= calendarLimits.exceptionDays) return [];
    return [
      {
        code: 'DATA_ORDER' as const,
        path: `/days/${i}`,
        params: { fromOn: day.fromOn, toOn: day.toOn ?? '', limit: calendarLimits.exceptionDays },
      },
    ];
  });
}
