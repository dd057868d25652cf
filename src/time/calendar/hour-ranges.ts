// `07:00-11:30` as minutes of the day and back.
import type { HourRange } from '../../model/calendar.ts';

/** Start and end in local minutes; undefined when the text is no range. */
export function parseHourRange(range: HourRange): readonly [number, number] | undefined {
  const match = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(range);
  if (!match) return undefined;
  const [start, end] = [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  const real = Number(match[2]) < 60 && Number(match[4]) < 60 && start < end && end <= 1440;
  return real ? [start, end] : undefined;
}

/** Ranges as a flat list start, end, start, end …, in order; ranges that touch become one. */
export function flattenRanges(ranges: readonly HourRange[]): readonly number[] {
  const parsed = ranges.map(parseHourRange).filter((range) => range !== undefined);
  const flat: number[] = [];
  for (const [start, end] of parsed.sort((a, b) => a[0] - b[0])) {
    const last = flat.at(-1);
    if (last !== undefined && start <= last) flat[flat.length - 1] = Math.max(last, end);
    else flat.push(start, end);
  }
  return flat;
}

/** `07:00` for 420. */
export function formatMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function formatRanges(flat: readonly number[]): readonly HourRange[] {
  const ranges: HourRange[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2)
    ranges.push(`${formatMinutes(flat[i] ?? 0)}-${formatMinutes(flat[i + 1] ?? 0)}`);
  return ranges;
}
