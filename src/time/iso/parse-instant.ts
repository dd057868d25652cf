// Reads a moment: `2026-02-26T16:30:00+07:00`, `…Z`, or without an offset when a zone is given.
import type { Instant } from '../../model/json.ts';
import type { Parsed } from '../../model/duration.ts';
import { bad, good, shifted, unreadable } from './parsed.ts';
import { DAY_MS, epochDay, fromEpochDay, parseDate } from './local-date.ts';
import { instantOfLocal, isZone } from './zone.ts';

/**
 * ISO 8601 extended format. Seconds and fractions may be left out; `24:00` is the end of the day.
 * Without an offset the text is local time of `options.zone`; without a zone that is a problem, never a guess.
 */
export function parseInstant(text: string, options: { readonly zone?: string } = {}): Parsed<Instant> {
  const refused = unreadable<Instant>(text);
  if (refused) return refused;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text);
  if (!match) return bad('INSTANT_FORMAT', text, 0, proposal(text));
  const [, on = '', hour, minute, second = '0', fraction = '', offset] = match;
  const date = parseDate(on);
  if (!date.ok) return shifted(date, text, 0);
  if (hour === undefined || minute === undefined) {
    return bad('INSTANT_FORMAT', text, 10, `${on}T00:00:00${options.zone === undefined ? 'Z' : ''}`);
  }
  const seconds = Number(second) + Number(`0.${fraction === '' ? '0' : fraction}`);
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(minute) > 59 || minutes + seconds / 60 > 24 * 60) return bad('INSTANT_FORMAT', text, 11);
  if (seconds >= 60) return bad('INSTANT_FORMAT', text, 17); // leap seconds do not exist in epoch milliseconds
  const inDayMs = minutes * 60_000 + Math.floor(seconds * 1000 + 1e-6);
  if (offset === undefined) return inZone(text, on, inDayMs, options.zone);
  const offsetMinutes = readOffset(offset);
  if (offsetMinutes === undefined) return bad('INSTANT_FORMAT', text, text.length - offset.length);
  return good(epochDay(on) * DAY_MS + inDayMs - offsetMinutes * 60_000);
}

function inZone(text: string, on: string, inDayMs: number, zone: string | undefined): Parsed<Instant> {
  if (zone === undefined) return bad('INSTANT_NO_OFFSET', text, text.length, `${text}+07:00`);
  if (!isZone(zone)) return bad('ZONE_UNKNOWN', text, 0, 'Asia/Ho_Chi_Minh', { zone });
  if (inDayMs === DAY_MS) return good(instantOfLocal(zone, fromEpochDay(epochDay(on) + 1), 0));
  const wholeMinutes = Math.floor(inDayMs / 60_000);
  return good(instantOfLocal(zone, on, wholeMinutes) + (inDayMs - wholeMinutes * 60_000));
}

function readOffset(offset: string): number | undefined {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return undefined;
  return (offset[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function proposal(text: string): string | undefined {
  const spaced = text.trim().replace(/^(\d{4}-\d{2}-\d{2})\s+/, '$1T');
  return spaced !== text && parseInstant(spaced, { zone: 'UTC' }).ok ? spaced : undefined;
}
