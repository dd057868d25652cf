// Reading and writing temporal values in the forms of XML Schema and ISO 8601 (DMN 1.5, table 78), with `@Zone` for named zones.
import { KIND } from './kinds.ts';
import type { FeelDate, FeelDateTime, FeelDaysDuration, FeelDuration, FeelMonthsDuration, FeelTime } from './kinds.ts';
import { numberText } from './rounding.ts';
import {
  DAY_SECONDS,
  MIDNIGHT,
  createDate,
  createDateTime,
  createDaysDuration,
  createMonthsDuration,
  createTime,
} from './temporal.ts';
import { isZone } from './zone.ts';

export function parseDate(text: string): FeelDate | null {
  const match = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/.exec(text);
  return match && createDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function parseTime(text: string): FeelTime | null {
  if (text.length > 200) return null;
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@[\w+\-/]+)?$/.exec(text);
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3]);
  const nanos = Number((match[4] ?? '').padEnd(9, '0').slice(0, 9));
  const endOfDay = hour === 24 && minute === 0 && second === 0 && nanos === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return null;
  const place = parsePlace(match[5]);
  return place && createTime(((hour * 60 + minute) * 60 + second) % DAY_SECONDS, nanos, place.offset, place.zone);
}

export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  if (at < 0) {
    const day = parseDate(text);
    return day && createDateTime(day, MIDNIGHT);
  }
  const date = parseDate(text.slice(0, at));
  const time = parseTime(text.slice(at + 1));
  return date && time && createDateTime(date, time);
}

function parsePlace(text: string | undefined): { offset?: number; zone?: string } | null {
  if (text === undefined) return {};
  if (text === 'Z') return { offset: 0 };
  if (text.startsWith('@')) return isZone(text.slice(1)) ? { zone: text.slice(1) } : null;
  const [hours = 0, minutes = 0, seconds = 0] = text.slice(1).split(':').map(Number);
  if (hours > 18 || minutes > 59 || seconds > 59) return null;
  const offset = hours * 3600 + minutes * 60 + seconds;
  return { offset: text.startsWith('-') && offset !== 0 ? -offset : offset };
}

export function parseDuration(text: string): FeelDuration | null {
  if (text.length > 200) return null;
  const months = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text);
  if (months) return createMonthsDuration(sign(months[1]) * (Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)));
  const days = /^(-)?P(?=.)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?$/.exec(text);
  if (days === null) return null;
  const whole = (Number(days[2] ?? 0) * 24 + Number(days[3] ?? 0)) * 3600 + Number(days[4] ?? 0) * 60;
  return createDaysDuration(sign(days[1]) * (whole + Number(days[5] ?? 0)));
}

const sign = (text: string | undefined): number => (text === undefined ? 1 : -1);

/** A text after `@`: whichever temporal value it is. */
export function parseTemporal(text: string): FeelDate | FeelTime | FeelDateTime | FeelDuration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (/^\d\d:/.test(text)) return parseTime(text);
  return text.includes('T') ? parseDateTime(text) : parseDate(text);
}

export function temporalText(value: FeelDate | FeelTime | FeelDateTime | FeelDuration): string {
  switch (value[KIND]) {
    case 'date':
      return dateText(value);
    case 'time':
      return timeText(value);
    case 'date and time':
      return `${dateText(value.date)}T${timeText(value.time)}`;
    case 'days and time duration':
      return daysText(value);
    case 'years and months duration':
      return monthsText(value);
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

function dateText({ year, month, day }: FeelDate): string {
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${digits}-${two(month)}-${two(day)}`;
}

function timeText({ seconds, nanos, offset, zone }: FeelTime): string {
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
  if (zone !== undefined) return `${clock}@${zone}`;
  if (offset === undefined) return clock;
  if (offset === 0) return `${clock}Z`;
  const size = Math.abs(offset);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest}`;
}

function daysText({ seconds }: FeelDaysDuration): string {
  if (seconds === 0) return 'PT0S';
  const { days, hours, minutes, seconds: rest } = durationParts(Math.abs(seconds));
  const clock = `${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}${rest === 0 ? '' : `${numberText(rest)}S`}`;
  return `${seconds < 0 ? '-' : ''}P${days === 0 ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`;
}

function monthsText({ months }: FeelMonthsDuration): string {
  if (months === 0) return 'P0M';
  const years = Math.floor(Math.abs(months) / 12);
  const rest = Math.abs(months) % 12;
  return `${months < 0 ? '-' : ''}P${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`;
}

/** Days, hours, minutes and seconds of a length in seconds, each with the sign of the whole. */
export function durationParts(seconds: number): { days: number; hours: number; minutes: number; seconds: number } {
  const direction = seconds < 0 ? -1 : 1;
  const size = Math.abs(seconds);
  const whole = Math.floor(size);
  const part = (value: number): number => (value === 0 ? 0 : direction * value);
  return {
    days: part(Math.floor(whole / DAY_SECONDS)),
    hours: part(Math.floor(whole / 3600) % 24),
    minutes: part(Math.floor(whole / 60) % 60),
    seconds: part((whole % 60) + Math.round((size - whole) * 1e9) / 1e9),
  };
}
