// Calendar dates as text and as days since 1970-01-01: plain arithmetic, no zone.
import type { LocalDate, Parsed } from '../../model/duration.ts';
import { weekdays, type Weekday } from '../../model/calendar.ts';
import { bad, good, unreadable } from './parsed.ts';

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** Reads `YYYY-MM-DD` and refuses dates that do not exist. */
export function parseDate(text: string): Parsed<LocalDate> {
  const refused = unreadable<LocalDate>(text);
  if (refused) return refused;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return bad('DATE_FORMAT', text, 0, dateProposal(text));
  const day = epochDay(text);
  if (fromEpochDay(day) !== text) return bad('DATE_NOT_REAL', text, Number(match[2]) > 12 || match[2] === '00' ? 5 : 8);
  return good(text);
}

/** Days since 1970-01-01 of a date that is known to be well formed. */
export function epochDay(on: LocalDate): number {
  return epochDayOf(Number(on.slice(0, 4)), Number(on.slice(5, 7)), Number(on.slice(8, 10)));
}

export function epochDayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export function fromEpochDay(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function yearOf(on: LocalDate): number {
  return Number(on.slice(0, 4));
}

/** 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return weekdays[(((day + 3) % 7) + 7) % 7] as Weekday;
}

/** Vietnamese order (`26/02/2026`) is what people type. */
function dateProposal(text: string): string | undefined {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text);
  if (!match) return undefined;
  const proposal = `${match[3]}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`;
  return parseDate(proposal).ok ? proposal : undefined;
}
