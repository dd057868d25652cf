// Arithmetic with dates, times and durations (DMN 1.5, tables 57 to 60). `undefined`: the operator does not take these kinds;
// `null`: it does, but there is no such value.
import { divide, multiply } from './decimal.ts';
import { KIND } from './kinds.ts';
import type { FeelDate, FeelDateTime, FeelTagged, FeelTime } from './kinds.ts';
import {
  DAY_SECONDS,
  MIDNIGHT_UTC,
  addMonths,
  createDateTime,
  createDaysDuration,
  createMonthsDuration,
  createTime,
  dateDays,
  dateOfDays,
  dateTimeAt,
  epochOf,
  splitSeconds,
} from './temporal.ts';
import { utcSeconds } from './ordering.ts';

export function addValues(a: unknown, b: unknown): unknown {
  const result = sum(tagged(a), tagged(b), 1);
  return result === undefined ? sum(tagged(b), tagged(a), 1) : result;
}

export function subtractValues(a: unknown, b: unknown): unknown {
  const left = tagged(a);
  const right = tagged(b);
  const moved = sum(left, right, -1);
  return moved === undefined ? difference(left, right) : moved;
}

/** left ± right, where right is a duration. */
function sum(left: FeelTagged | undefined, right: FeelTagged | undefined, sign: 1 | -1): unknown {
  if (left === undefined || right === undefined) return undefined;
  if (right[KIND] === 'years and months duration') {
    const months = sign * right.months;
    switch (left[KIND]) {
      case 'years and months duration':
        return createMonthsDuration(left.months + months);
      case 'date':
        return addMonths(left, months);
      case 'date and time': {
        const date = addMonths(left.date, months);
        return date && createDateTime(date, left.time);
      }
      default:
        return undefined;
    }
  }
  if (right[KIND] !== 'days and time duration') return undefined;
  const seconds = sign * right.seconds;
  switch (left[KIND]) {
    case 'days and time duration':
      return createDaysDuration(left.seconds + seconds);
    case 'date':
      return dateOfDays(Math.floor(dateDays(left) + seconds / DAY_SECONDS));
    case 'date and time':
      return moveDateTime(left, seconds);
    case 'time':
      return moveTime(left, seconds);
    default:
      return undefined;
  }
}

function moveDateTime(value: FeelDateTime, seconds: number): FeelDateTime | null {
  const { whole, nanos } = splitSeconds(seconds);
  const total = value.time.nanos + nanos;
  const carry = total >= 1e9 ? 1 : 0;
  return dateTimeAt(epochOf(value) + whole + carry, total - carry * 1e9, value.time);
}

function moveTime(time: FeelTime, seconds: number): FeelTime {
  const { whole, nanos } = splitSeconds(seconds);
  const total = time.nanos + nanos;
  const carry = total >= 1e9 ? 1 : 0;
  const clock = (((time.seconds + whole + carry) % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
  return createTime(clock, total - carry * 1e9, time.offset, time.zone);
}

function difference(left: FeelTagged | undefined, right: FeelTagged | undefined): unknown {
  if (left === undefined || right === undefined) return undefined;
  if (left[KIND] === 'time' && right[KIND] === 'time') {
    return createDaysDuration(utcSeconds(left) - utcSeconds(right) + (left.nanos - right.nanos) / 1e9);
  }
  if (left[KIND] === 'date' && right[KIND] === 'date') {
    return createDaysDuration((dateDays(left) - dateDays(right)) * DAY_SECONDS);
  }
  const from = asDateTime(left);
  const to = asDateTime(right);
  if (from === undefined || to === undefined) return undefined;
  // A local reading and one with an offset have no known distance.
  if (isLocal(from.time) !== isLocal(to.time)) return null;
  return createDaysDuration(epochOf(from) - epochOf(to) + (from.time.nanos - to.time.nanos) / 1e9);
}

function asDateTime(value: FeelDate | FeelDateTime | FeelTagged): FeelDateTime | undefined {
  if (value[KIND] === 'date') return createDateTime(value, MIDNIGHT_UTC);
  return value[KIND] === 'date and time' ? value : undefined;
}

const isLocal = (time: FeelTime): boolean => time.offset === undefined && time.zone === undefined;

export function multiplyValues(a: unknown, b: unknown): unknown {
  if (typeof b !== 'number') return typeof a === 'number' && typeof b === 'object' ? multiplyValues(b, a) : undefined;
  const value = tagged(a);
  if (value?.[KIND] === 'days and time duration') return createDaysDuration(multiply(value.seconds, b));
  return value?.[KIND] === 'years and months duration'
    ? createMonthsDuration(Math.trunc(multiply(value.months, b)))
    : undefined;
}

export function divideValues(a: unknown, b: unknown): unknown {
  const left = tagged(a);
  const right = tagged(b);
  if (left?.[KIND] === 'days and time duration') {
    if (typeof b === 'number') return b === 0 ? null : createDaysDuration(divide(left.seconds, b));
    if (right?.[KIND] !== 'days and time duration') return undefined;
    return right.seconds === 0 ? null : divide(left.seconds, right.seconds);
  }
  if (left?.[KIND] === 'years and months duration') {
    if (typeof b === 'number') return b === 0 ? null : createMonthsDuration(Math.trunc(divide(left.months, b)));
    if (right?.[KIND] !== 'years and months duration') return undefined;
    return right.months === 0 ? null : divide(left.months, right.months);
  }
  return undefined;
}

function tagged(value: unknown): FeelTagged | undefined {
  return typeof value === 'object' && value !== null && KIND in value ? (value as FeelTagged) : undefined;
}
