// Between instants and local time in an IANA zone, through @date-fns/tz.
import { tzOffset } from '@date-fns/tz';
import type { Instant } from '../../model/json.ts';
import type { LocalDate } from '../../model/duration.ts';
import { DAY_MS, MINUTE_MS, epochDay } from './local-date.ts';

/** True when the runtime knows the zone. */
export function isZone(zone: string): boolean {
  return zone !== '' && Number.isFinite(tzOffset(zone, new Date(0)));
}

/** Milliseconds to add to UTC to get local time. */
export function offsetMsAt(zone: string, at: Instant): number {
  return Math.round(tzOffset(zone, new Date(at)) * MINUTE_MS);
}

/** Local date of an instant. */
export function localDateAt(zone: string, at: Instant): LocalDate {
  return new Date(at + offsetMsAt(zone, at)).toISOString().slice(0, 10);
}

/**
 * Instant of a local time, `minutes` after the midnight that begins the date. A time that a clock change skips is moved
 * forward by the length of the gap; of a time that occurs twice the first is taken.
 */
export function instantOfLocal(zone: string, on: LocalDate, minutes: number): Instant {
  const local = epochDay(on) * DAY_MS + minutes * MINUTE_MS;
  const before = offsetMsAt(zone, local - DAY_MS);
  const after = offsetMsAt(zone, local + DAY_MS);
  for (const offset of before === after ? [before] : [before, after]) {
    if (offsetMsAt(zone, local - offset) === offset) return local - offset;
  }
  return local - before;
}

/** ISO 8601 text of an instant in a zone, for people and logs: `2026-02-26T17:00:00+07:00`. */
export function formatInstant(at: Instant, zone: string): string {
  return formatWithOffset(at, offsetMsAt(zone, at));
}

/** The same where the offset is known. */
export function formatWithOffset(at: Instant, offsetMs: number): string {
  // old offsets had seconds, which ISO 8601 can't write: the text then shows the nearest minute of offset, same instant
  const offset = Math.round(offsetMs / MINUTE_MS);
  const local = new Date(at + offset * MINUTE_MS).toISOString().replace('.000', '').slice(0, -1);
  const size = Math.abs(offset);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
