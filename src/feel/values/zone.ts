// Offsets of named time zones, from the host's zone data.
import { feelTextLimits } from '../limits.ts';
import { daysOf } from './calendar.ts';

/** Seconds east of UTC at an instant (seconds since the epoch) in a known zone. */
export function offsetAt(zone: string, epochSeconds: number): number {
  const format = formatOf(zone);
  if (format === undefined) return 0;
  // The host's Date covers ±8.64e12 s; beyond it the offset of the edge stands.
  const clamped = Math.max(-8.64e12, Math.min(8.64e12, epochSeconds));
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(clamped * 1000)) {
    part[type] = type === 'era' ? (value.startsWith('B') ? 1 : 0) : Number(value);
  }
  const year = part['era'] === 1 ? 1 - (part['year'] ?? 0) : (part['year'] ?? 0);
  const days = daysOf(year, part['month'] ?? 1, part['day'] ?? 1);
  const local = days * 86400 + (part['hour'] ?? 0) * 3600 + (part['minute'] ?? 0) * 60 + (part['second'] ?? 0);
  return local - Math.floor(clamped);
}

/** Seconds east of UTC for a local clock reading; in a gap or an overlap the offset before the change. */
export function offsetOfLocal(zone: string, localSeconds: number): number {
  const before = offsetAt(zone, localSeconds - 86400);
  const after = offsetAt(zone, localSeconds + 86400);
  if (before === after) return before;
  if (offsetAt(zone, localSeconds - before) === before) return before;
  return offsetAt(zone, localSeconds - after) === after ? after : before;
}

export function isZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  if (formats.size >= feelTextLimits.cached) formats.clear();
  const format = /^[A-Za-z][\w+\-/]*$/.test(zone) ? createFormat(zone) : undefined;
  formats.set(zone, format);
  return format;
}

function createFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}
