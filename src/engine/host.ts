// The only reader of the clock, of randomness and of timers: what the engine needs of the world, in one place.
import { v7 as uuidv7 } from 'uuid';
import type { Instant } from '../model/json.ts';

/** Gives the time. `manualClock` of `quytrinh/testing` stands still until it is moved. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

/** RFC 9562 version 7: ordered by time, so that rows of new instances lie together. */
export function instanceIds(now: () => Instant): () => string {
  // Asked for by the page: one call for sixteen bytes takes as long as the rest of an id. No byte is used twice.
  const pool = new Uint8Array(4096);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    return uuidv7({ msecs: now(), random: pool.subarray(used, (used += 16)) });
  };
}

/** Runs `act` when what is waiting at this moment has been taken in. */
export function afterThisTurn(act: () => void): void {
  setImmediate(act);
}

export interface Repetition {
  /** Calls at once, or once more when a call is under way. */
  soon(): void;
  /** Ends it, and waits for the call that is under way. */
  stop(): Promise<void>;
}

/** Calls `act` again and again, `everyMs` after the last call has ended. `act` never throws. */
export function repeat(everyMs: number, act: () => Promise<void>): Repetition {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const call = async (): Promise<void> => {
    await act();
    running = null;
    if (!stopped) next(again ? 0 : everyMs);
  };
  const next = (inMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      again = false;
      running = call();
    }, inMs);
  };
  next(everyMs);
  return {
    soon: () => {
      if (running !== null) again = true;
      else if (!stopped) next(0);
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

/** Calls `act` every so often until it is ended; that alone keeps no process alive. Gives the act that ends it. */
export function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

/** Calls `act` once, later, unless it is ended before. Gives the act that ends it. */
export function after(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => {
    clearTimeout(timer);
  };
}

/** Milliseconds since this call, whatever happens to the clock. */
export function stopwatch(): () => number {
  const began = performance.now();
  return () => performance.now() - began;
}

/** A number from 0 on, less than 1. */
export const chance = (): number => Math.random();

/** The result of the promise; rejects with what `late` gives when it takes longer. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  let end = (): void => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    end = after(ms, () => {
      reject(late());
    });
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    end();
  }
}

/** Waits for the promise, but not longer. */
export async function atMost(ms: number, promise: Promise<void>): Promise<void> {
  let end = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    end = after(ms, resolve);
  });
  await Promise.race([promise, late]);
  end();
}
