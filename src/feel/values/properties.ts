// The named parts of temporal values and ranges (DMN 1.5, tables 65 and 66).
import { KIND } from './kinds.ts';
import type { FeelDate, FeelTagged, FeelTime } from './kinds.ts';
import { DAY_SECONDS, createDaysDuration, dateDays, offsetOf } from './temporal.ts';
import { durationParts } from './temporal-text.ts';
import { weekdayOf } from './calendar.ts';

/** `undefined` when a value of that kind has no such part. */
export function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const tagged = value as FeelTagged;
  switch (tagged[KIND]) {
    case 'date':
      return datePart(tagged, name);
    case 'date and time':
      return datePart(tagged.date, name) ?? timePart(tagged.time, name, dateDays(tagged.date));
    case 'time':
      return timePart(tagged, name, 0);
    case 'years and months duration':
      if (name === 'years') return Math.trunc(tagged.months / 12) + 0;
      return name === 'months' ? (tagged.months % 12) + 0 : undefined;
    case 'days and time duration':
      return name === 'days' || name === 'hours' || name === 'minutes' || name === 'seconds'
        ? durationParts(tagged.seconds)[name]
        : undefined;
    case 'range':
      if (name === 'start') return tagged.start ?? null;
      if (name === 'end') return tagged.end ?? null;
      if (name === 'start included') return tagged.startIncluded;
      return name === 'end included' ? tagged.endIncluded : undefined;
    default:
      return undefined;
  }
}

/** By word and not from a table: an object always has `constructor` and `__proto__` too. */
function datePart(date: FeelDate, name: string): number | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekdayOf(dateDays(date));
    default:
      return undefined;
  }
}

function timePart(time: FeelTime, name: string, days: number): unknown {
  switch (name) {
    case 'hour':
      return Math.floor(time.seconds / 3600);
    case 'minute':
      return Math.floor(time.seconds / 60) % 60;
    case 'second':
      return time.seconds % 60;
    case 'time offset': {
      const offset = offsetOf(time, days);
      return offset === undefined ? null : createDaysDuration(offset % DAY_SECONDS);
    }
    case 'timezone':
      return time.zone ?? null;
    default:
      return undefined;
  }
}
