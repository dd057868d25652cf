// A slow second implementation, written apart from src/: walks minute by minute, asks Intl for the local time of each
// quarter of an hour, and reads the calendar data directly. Only for calendars whose years have schedules.
import type { CalendarData } from 'quytrinh/model';

export interface Naive {
  readonly fromAt: number;
  readonly minutes: number;
  /** 1 for a minute that is worked. */
  readonly works: Uint8Array;
  /** Local date of each minute. */
  readonly dates: readonly string[];
  /** Share of a working day that each minute is worth. */
  readonly shares: Float64Array;
}

const MINUTE = 60_000;
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** `layers` root first. */
export function naive(layers: readonly CalendarData[], fromAt: number, days: number): Naive {
  const zone = layers.findLast((layer) => layer.zone !== undefined)?.zone ?? 'UTC';
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const minutes = days * 1440;
  const works = new Uint8Array(minutes);
  const dates: string[] = [];
  let local = '';
  for (let m = 0; m < minutes; m += 1) {
    if (m % 15 === 0) local = format.format(fromAt + m * MINUTE); // 2026-03-29 03:00
    const date = local.slice(0, 10);
    const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)) + (m % 15);
    dates.push(date);
    works[m] = hoursOn(layers, date).some(([start, end]) => minute >= start && minute < end) ? 1 : 0;
  }
  const totals = new Map<string, number>();
  for (let m = 0; m < minutes; m += 1)
    totals.set(dates[m] as string, (totals.get(dates[m] as string) ?? 0) + (works[m] as number));
  const shares = Float64Array.from({ length: minutes }, (_, m) =>
    works[m] ? weightOn(layers, dates[m] as string) / (totals.get(dates[m] as string) ?? 1) : 0,
  );
  return { fromAt, minutes, works, dates, shares };
}

type Range = readonly [number, number];
const cache = new WeakMap<readonly CalendarData[], Map<string, readonly Range[]>>();

function hoursOn(layers: readonly CalendarData[], date: string): readonly Range[] {
  const known = cache.get(layers) ?? new Map<string, readonly Range[]>();
  cache.set(layers, known);
  const found = known.get(date);
  if (found) return found;
  const hours = textsOn(layers, date).map((text): Range => {
    const [h1, m1, h2, m2] = text.split(/[:-]/).map(Number) as [number, number, number, number];
    return [h1 * 60 + m1, h2 * 60 + m2];
  });
  known.set(date, hours);
  return hours;
}

function textsOn(layers: readonly CalendarData[], date: string): readonly string[] {
  const exception = layers
    .flatMap((layer) => layer.days ?? [])
    .findLast((day) => day.fromOn <= date && date <= (day.toOn ?? day.fromOn));
  if (exception) return exception.hours;
  const schedule = layers
    .flatMap((layer) => layer.schedules ?? [])
    .findLast((entry) => String(entry.year) === date.slice(0, 4));
  const makeUp = schedule?.makeUp.find((day) => day.on === date);
  if (makeUp) return weekHours(layers, makeUp.forOn);
  if (schedule?.off.some((day) => day.on === date)) return [];
  return weekHours(layers, date);
}

function patternOn(layers: readonly CalendarData[], date: string) {
  const weeks = layers.findLast((layer) => layer.weeks !== undefined)?.weeks ?? [];
  return (
    weeks
      .filter((week) => week.effectiveFrom <= date)
      .sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
      .at(-1) ?? weeks[0]
  );
}

function weekHours(layers: readonly CalendarData[], date: string): readonly string[] {
  return patternOn(layers, date)?.hours[names[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? 'mon'] ?? [];
}

export function weightOn(layers: readonly CalendarData[], date: string): number {
  if (textsOn(layers, date).length === 0) return 0;
  const exception = layers
    .flatMap((layer) => layer.days ?? [])
    .findLast((day) => day.fromOn <= date && date <= (day.toOn ?? day.fromOn));
  if (exception) return exception.dayWeight ?? 1;
  const schedule = layers
    .flatMap((layer) => layer.schedules ?? [])
    .findLast((entry) => String(entry.year) === date.slice(0, 4));
  const pattern = schedule?.makeUp.find((day) => day.on === date)?.forOn ?? date;
  return patternOn(layers, pattern)?.dayWeight?.[names[new Date(`${pattern}T12:00:00Z`).getUTCDay()] ?? 'mon'] ?? 1;
}

/** Minute index at which `minutes` of work have passed since minute `from`. */
export function naiveAdd(n: Naive, from: number, minutes: number): number | undefined {
  if (minutes === 0) return from;
  let left = minutes;
  for (let m = from; m < n.minutes; m += 1) {
    left -= n.works[m] as number;
    if (left === 0) return m + 1;
  }
  return undefined;
}

/** Latest minute index from which `minutes` of work pass until minute `to`. */
export function naiveSubtract(n: Naive, to: number, minutes: number): number | undefined {
  if (minutes === 0) return to;
  let left = minutes;
  for (let m = to - 1; m >= 0; m -= 1) {
    left -= n.works[m] as number;
    if (left === 0) return m;
  }
  return undefined;
}

export function naiveBetween(n: Naive, from: number, to: number): number {
  let sum = 0;
  for (let m = from; m < to; m += 1) sum += n.works[m] as number;
  return sum;
}
