// A clock that stands still until it is moved, and the act of moving time past due timers, each at its own moment.
import type { Clock, Engine } from '../engine/index.ts';
import type { Instant } from '../model/json.ts';

export interface ManualClock extends Clock {
  /** Moves the clock; never backward on its own account, but a test may ask for it. */
  set(now: Instant): void;
}

export function manualClock(now: Instant): ManualClock {
  let current = now;
  return {
    now: () => current,
    set: (to) => {
      current = to;
    },
  };
}

/**
 * Moves time to `to`: whatever is due on the way happens at its own moment, in order. Gives the moments that had something.
 * `limit` bounds the number of stops (an endless short cycle).
 */
export async function advanceTo(engine: Engine, clock: ManualClock, to: Instant, limit = 10_000): Promise<Instant[]> {
  const stops: Instant[] = [];
  await engine.runDue();
  for (let stop = 0; stop < limit; stop += 1) {
    const dueAt = await engine.nextDueAt();
    if (dueAt === null || dueAt > to) break;
    clock.set(Math.max(dueAt, clock.now()));
    stops.push(clock.now());
    await engine.runDue();
    // Something due that can't be done now (its instance is poisoned) must not hold up time.
    if ((await engine.nextDueAt()) === dueAt) break;
  }
  clock.set(Math.max(to, clock.now()));
  await engine.runDue();
  return stops;
}
