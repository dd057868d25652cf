// Conversion functions (DMN 1.5, §10.3.4.1): date, time, duration, number, string, range.
import { parseExpression } from '../syntax/parse.ts';
import { add } from '../values/decimal.ts';
import { isTagged } from '../values/kinds.ts';
import type { FeelDate, FeelDateTime } from '../values/kinds.ts';
import {
  DAY_SECONDS,
  MIDNIGHT_UTC,
  createDate,
  createDateTime,
  createMonthsDuration,
  createTime,
  splitSeconds,
} from '../values/temporal.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../values/temporal-text.ts';
import { isZone } from '../values/zone.ts';
import { textOf } from '../values/text.ts';
import { rangeOfText } from './range-text.ts';
import { noResult, signature } from './define.ts';
import type { Signature } from './define.ts';

const dateOf = (value: FeelDate | FeelDateTime): FeelDate => (isTagged(value, 'date') ? value : value.date);

export const conversionFunctions: Readonly<Record<string, readonly Signature[]>> = {
  date: [
    signature([['from', 'string']], (env, from) => parseDate(from) ?? noResult(env, 'date')),
    signature([['from', 'day']], (_env, from) => dateOf(from)),
    signature(
      [
        ['year', 'number'],
        ['month', 'number'],
        ['day', 'number'],
      ],
      (env, year, month, day) => createDate(year, month, day) ?? noResult(env, 'date'),
    ),
  ],
  'date and time': [
    signature([['from', 'string']], (env, from) => parseDateTime(from) ?? noResult(env, 'date and time')),
    signature([['from', 'day']], (_env, from) => (isTagged(from, 'date') ? createDateTime(from, MIDNIGHT_UTC) : from)),
    signature(
      [
        ['date', 'day'],
        ['time', 'time'],
      ],
      (_env, date, time) => createDateTime(dateOf(date), time),
    ),
    signature(
      [
        ['date', 'day'],
        ['timezone', 'string'],
      ],
      (env, date, zone) => {
        if (!isTagged(date, 'date and time') || !isZone(zone)) return noResult(env, 'date and time');
        return createDateTime(date.date, createTime(date.time.seconds, date.time.nanos, undefined, zone));
      },
    ),
    signature(
      [
        ['year', 'number'],
        ['month', 'number'],
        ['day', 'number'],
        ['hour', 'number'],
        ['minute', 'number'],
        ['second', 'number'],
        ['offset?', 'any'],
      ],
      (env, year, month, day, hour, minute, second, offset) => {
        const date = createDate(year, month, day);
        const time = timeOfParts(hour, minute, second, offset);
        return date === null || time === null ? noResult(env, 'date and time') : createDateTime(date, time);
      },
    ),
  ],
  time: [
    signature([['from', 'string']], (env, from) => parseTime(from) ?? noResult(env, 'time')),
    signature([['from', 'time']], (_env, from) => from),
    signature([['from', 'day']], (_env, from) => (isTagged(from, 'date') ? MIDNIGHT_UTC : from.time)),
    signature(
      [
        ['hour', 'number'],
        ['minute', 'number'],
        ['second', 'number'],
        ['offset?', 'any'],
      ],
      (env, hour, minute, second, offset) => timeOfParts(hour, minute, second, offset) ?? noResult(env, 'time'),
    ),
  ],
  duration: [
    signature([['from', 'string']], (env, from) => parseDuration(from) ?? noResult(env, 'duration')),
    signature([['from', 'duration']], (_env, from) => from),
  ],
  'years and months duration': [
    signature(
      [
        ['from', 'day'],
        ['to', 'day'],
      ],
      (_env, from, to) => monthsBetween(dateOf(from), dateOf(to)),
    ),
  ],
  number: [
    signature(
      [
        ['from', 'string'],
        ['grouping separator?', 'string or null'],
        ['decimal separator?', 'string or null'],
      ],
      (env, from, grouping, decimal) => parseNumber(from, grouping ?? null, decimal ?? null) ?? noResult(env, 'number'),
    ),
    signature([['from', 'number']], (_env, from) => from),
  ],
  string: [signature([['from', 'any']], (env, from) => (from === null ? null : textOf(from, env)))],
  range: [signature([['from', 'string']], (env, from) => rangeOfText(from, parseExpression) ?? noResult(env, 'range'))],
};

function timeOfParts(
  hour: number,
  minute: number,
  second: number,
  offset: unknown,
): ReturnType<typeof createTime> | null {
  const { whole, nanos } = splitSeconds(second);
  if (!inside(hour, 24) || !inside(minute, 60) || !inside(whole, 60)) return null;
  const seconds = (hour * 60 + minute) * 60 + whole;
  if (offset === null || offset === undefined) return createTime(seconds, nanos);
  if (!isTagged(offset, 'days and time duration') || Math.abs(offset.seconds) >= DAY_SECONDS) return null;
  return createTime(seconds, nanos, offset.seconds);
}

const inside = (value: number, limit: number): boolean => Number.isInteger(value) && value >= 0 && value < limit;

/** Whole months from one day to another; negative when the second is earlier. */
function monthsBetween(from: FeelDate, to: FeelDate): ReturnType<typeof createMonthsDuration> {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return createMonthsDuration(months - 1);
  if (months < 0 && to.day > from.day) return createMonthsDuration(months + 1);
  return createMonthsDuration(months);
}

function parseNumber(text: string, grouping: string | null, decimal: string | null): number | null {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping)) return null;
  if (decimal !== null && ![',', '.'].includes(decimal)) return null;
  if (grouping !== null && grouping === decimal) return null;
  let plain = text;
  if (grouping !== null) plain = plain.split(grouping).join('');
  if (decimal !== null) {
    if (decimal !== '.' && plain.includes('.')) return null;
    plain = plain.replace(decimal, '.');
  }
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? add(value, 0) : null;
}
