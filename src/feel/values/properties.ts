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
      return dateParts[name]?.(tagged);
    case 'date and time':
      return dateParts[name]?.(tagged.date) ?? timePart(tagged.time, name, dateDays(tagged.date));
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

const dateParts: Readonly<Record<string, ((date: FeelDate) => number) | undefined>> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
  weekday: (date) => weekdayOf(dateDays(date)),
};

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
