// The firing of a cycle that comes after another.
import type { Instant } from '../../model/json.ts';
import type { Cycle } from '../../model/duration.ts';
import { addDuration } from './add-duration.ts';

/** Doublings in search of the firing: more than any calendar has seconds. */
const DOUBLINGS = 48;

/**
 * The first moment of the cycle after `firedAt`, counted from the cycle's own start when it has one, so that a monthly cycle
 * from the 31st comes back to the 31st; else one interval after `firedAt`. How often it repeats is the caller's to count.
 * Undefined when the cycle has ended by then.
 */
export function cycleAfter({ interval, startAt, endAt }: Cycle, firedAt: Instant, zone: string): Instant | undefined {
  const next = startAt === undefined ? addDuration(firedAt, interval, zone) : search(startAt);
  return next === undefined || (endAt !== undefined && next > endAt) ? undefined : next;

  function search(from: Instant): Instant | undefined {
    const at = (index: number): Instant => addDuration(from, interval, zone, index);
    if (at(0) > firedAt) return at(0);
    let before = 0;
    let after = 1;
    for (let doubling = 0; at(after) <= firedAt; doubling += 1) {
      if (doubling === DOUBLINGS) return undefined;
      before = after;
      after *= 2;
    }
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (at(middle) <= firedAt) before = middle;
      else after = middle;
    }
    return at(after);
  }
}
