// Date and time functions (DMN 1.5, §10.3.4.7 and §10.3.4.8), now() and today().
import { civilOf, daysOf, weekdayOf } from '../values/calendar.ts';
import { isTagged } from '../values/kinds.ts';
import type { FeelDate, FeelDateTime, FeelTime } from '../values/kinds.ts';
import { createTime, dateDays, dateTimeAt } from '../values/temporal.ts';
import { isZone } from '../values/zone.ts';
import { parseTime } from '../values/temporal-text.ts';
import type { FeelOptions } from '../../model/feel.ts';
import { signature } from './define.ts';
import type { Signature } from './define.ts';

export const calendarFunctions: Readonly<Record<string, readonly Signature[]>> = {
  'day of year': [ofDay((date) => dateDays(date) - daysOf(date.year, 1, 1) + 1)],
  'day of week': [ofDay((date) => weekdays[weekdayOf(dateDays(date)) - 1])],
  'month of year': [ofDay((date) => months[date.month - 1])],
  'week of year': [ofDay(isoWeek)],
};

/** Those that depend on the moment of asking. */
export const clockFunctions: Readonly<Record<string, readonly Signature[]>> = {
  now: [signature([], (env) => moment(env.options))],
  today: [signature([], (env) => moment(env.options)?.date)],
};

function moment({ now, zone = 'UTC' }: FeelOptions): FeelDateTime | null {
  const seconds = Math.floor(now / 1000);
  return dateTimeAt(seconds, Math.round((now - seconds * 1000) * 1e6), placeOf(zone));
}

function placeOf(zone: string): FeelTime {
  if (zone === 'UTC') return createTime(0, 0, 0);
  if (isZone(zone)) return createTime(0, 0, undefined, zone);
  return parseTime(`00:00:00${zone}`) ?? createTime(0, 0, 0);
}

function ofDay(run: (date: FeelDate) => unknown): Signature {
  return signature([['date', 'day']], (_env, day) => run(isTagged(day, 'date') ? day : day.date));
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** ISO 8601: the week belongs to the year of its Thursday. */
function isoWeek(date: FeelDate): number {
  const days = dateDays(date);
  const thursday = days - weekdayOf(days) + 4;
  return Math.floor((thursday - daysOf(civilOf(thursday).year, 1, 1)) / 7) + 1;
}
