// The offsets of a zone over a span, as a table: after this nothing asks the runtime about the zone again.
import type { Instant } from '../../model/json.ts';
import { MINUTE_MS, DAY_MS } from '../iso/local-date.ts';
import { offsetMsAt } from '../iso/zone.ts';

/** Sampled so often, no pair of changes hides between two samples (the shortest known pause of summer time is a month). */
const SAMPLE_MS = 7 * DAY_MS;

export interface ZoneOffsets {
  readonly offsetFromAt: Float64Array;
  readonly offsetMs: Float64Array;
}

export function zoneOffsets(zone: string, fromAt: Instant, toAt: Instant): ZoneOffsets {
  const starts: number[] = [Number.NEGATIVE_INFINITY];
  const offsets: number[] = [offsetMsAt(zone, fromAt)];
  let before = fromAt;
  let offset = offsets[0] ?? 0;
  while (before < toAt) {
    const after = Math.min(before + SAMPLE_MS, toAt);
    const changed = offsetMsAt(zone, after);
    if (changed !== offset) {
      starts.push(changeBetween(zone, before, after, offset));
      offsets.push(changed);
      offset = changed;
    }
    before = after;
  }
  return { offsetFromAt: Float64Array.from(starts), offsetMs: Float64Array.from(offsets) };
}

/** First minute with the new offset: halving, about 14 steps for a week. */
function changeBetween(zone: string, from: Instant, to: Instant, offset: number): Instant {
  let low = Math.floor(from / MINUTE_MS);
  let high = Math.ceil(to / MINUTE_MS);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(zone, middle * MINUTE_MS) === offset) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}

/** Place in the table of the offset that holds at an instant: binary search, and at once for a zone without changes. */
export function periodAt(offsetFromAt: Float64Array, at: Instant): number {
  let low = 0;
  let high = offsetFromAt.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsetFromAt[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
