// The only reader of the clock, of randomness and of timers: what the engine needs of the world, in one place.
import { v7 as uuidv7 } from 'uuid';
import type { Instant } from '../model/json.ts';

/** Gives the time. `manualClock` of `quytrinh/testing` stands still until it is moved. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

/** RFC 9562 version 7: ordered by time, so that rows of new instances lie together. */
export function newInstanceId(now: Instant): string {
  return uuidv7({ msecs: now });
}

/** Runs `act` when what is waiting at this moment has been taken in. */
export function afterThisTurn(act: () => void): void {
  setImmediate(act);
}

/** Calls `act` again and again, `everyMs` after the last call has ended; gives the act that stops it and waits for it. */
export function repeat(everyMs: number, act: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const next = (): void => {
    timer = setTimeout(() => {
      running = act().finally(() => {
        if (!stopped) next();
      });
    }, everyMs);
  };
  next();
  return async () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    await running;
  };
}
