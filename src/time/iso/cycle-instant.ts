// When a cycle fires for the n-th time.
import type { Instant } from '../../model/json.ts';
import type { Cycle } from '../../model/duration.ts';
import { addDuration } from './add-duration.ts';

/**
 * Moment of firing number `index` (from 0). A cycle with its own start fires at the start and then after each interval;
 * one without fires for the first time one interval after `startedAt`. Undefined when the cycle is over by then.
 */
export function cycleInstant(cycle: Cycle, index: number, startedAt: Instant, zone: string): Instant | undefined {
  if (cycle.repetitions !== null && index >= cycle.repetitions) return undefined;
  const at =
    cycle.startAt === undefined
      ? addDuration(startedAt, cycle.interval, zone, index + 1)
      : addDuration(cycle.startAt, cycle.interval, zone, index);
  return cycle.endAt !== undefined && at > cycle.endAt ? undefined : at;
}
