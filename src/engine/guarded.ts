// One attempt at what is due: what fails is told, put off, and never stops the others.
import type { Instant } from '../model/json.ts';
import { isEngineError } from '../model/engine-error.ts';
import type { Postponed } from './ports.ts';
import { putOff as nextAttempt } from './put-off.ts';

export interface Attempt {
  readonly name: string;
  readonly before: Postponed | undefined;
  readonly putOff: (to: Postponed) => Promise<unknown>;
}

/** What one call knows of its earlier passes, by name. */
export interface Past {
  /** Not tried again in this call. */
  readonly failed: Set<string>;
  /** Somebody else was faster. */
  readonly lost: Set<string>;
}

export interface GuardParts {
  readonly now: () => Instant;
  readonly onTrouble: (trouble: unknown, what: string) => void;
  readonly random: () => number;
}

/** False when it failed, now or earlier in this call. What fails is told once for each attempt. */
export async function guarded(
  { name, before, putOff }: Attempt,
  { failed, lost }: Past,
  { now, onTrouble, random }: GuardParts,
  act: () => Promise<boolean>,
): Promise<boolean> {
  if (failed.has(name)) return false;
  try {
    return await act();
  } catch (error) {
    if (isEngineError(error) && goneCodes.has(error.code)) {
      // Its row has gone as well; what is seen a second time has one that stays.
      if (lost.has(name)) failed.add(name);
      lost.add(name);
      return false;
    }
    failed.add(name);
    if (isEngineError(error) && notNow.has(error.code)) return false;
    onTrouble(error, name);
    const to = nextAttempt(before, error, now(), random);
    if (to === null) return false;
    try {
      await putOff(to);
    } catch (trouble) {
      onTrouble(trouble, name);
    }
    return false;
  }
}

/** No fault of anybody: its time comes. A timer is not due any more when the clock was set back after the list was read. */
const notNow: ReadonlySet<string> = new Set(['INSTANCE_SUSPENDED', 'TIMER_NOT_DUE']);
/** Somebody else fired it in the meantime, or its instance ended. */
const goneCodes: ReadonlySet<string> = new Set(['TIMER_UNKNOWN', 'INSTANCE_ENDED', 'SUBSCRIPTION_UNKNOWN']);
