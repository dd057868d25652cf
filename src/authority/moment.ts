// Moments of data files → instants. A plain date means whole days in the file's offset: Vietnam has one zone and no summer time,
// so an offset is exact here and no time-zone data are needed.
import type { Moment, MomentWindow } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';

const day = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** `undefined` when the text is no real date. As `to`, a plain date means the end of that day. */
export function instantOf(moment: Moment, utcOffset: string, edge: 'from' | 'to'): Instant | undefined {
  const found = pattern.exec(moment);
  if (!found) return undefined;
  const [, y, m, d, hour, minute, second, fraction, offset] = found;
  const midnight = Date.UTC(Number(y), Number(m) - 1, Number(d));
  if (new Date(midnight).toISOString().slice(0, 10) !== `${y}-${m}-${d}`) return undefined;
  if (hour === undefined) return midnight - offsetMs(utcOffset) + (edge === 'to' ? day : 0);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const time =
    (Number(hour) * 60 + Number(minute)) * 60_000 +
    Number(second ?? 0) * 1000 +
    Number((fraction ?? '0').padEnd(3, '0'));
  return midnight + time - offsetMs(offset ?? 'Z');
}

export interface Span {
  readonly fromAt: Instant;
  /** Exclusive. */
  readonly toAt: Instant;
}

/** A window of a checked file as instants; open ends are infinite. */
export function spanOf(window: MomentWindow, utcOffset: string): Span {
  return {
    fromAt: window.from === undefined ? -Infinity : (instantOf(window.from, utcOffset, 'from') ?? Infinity),
    toAt: window.to === undefined ? Infinity : (instantOf(window.to, utcOffset, 'to') ?? -Infinity),
  };
}

export function inSpan(span: Span, at: Instant): boolean {
  return span.fromAt <= at && at < span.toAt;
}

/** The local date of an instant, YYYY-MM-DD. */
export function dateOf(at: Instant, utcOffset: string): string {
  return new Date(at + offsetMs(utcOffset)).toISOString().slice(0, 10);
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}
