// How long to wait before what failed is tried again: as the model says, else longer each time, spread a little by chance so that all
// that failed together does not come again together.
import { limits } from '../model/limits.ts';
import { retryBackoffHeader } from '../model/job-headers.ts';
import { addDuration, parseDurations } from '../time/index.ts';

const MINUTE = 60_000;
const jobWaits: readonly number[] = [1_000, 10_000, MINUTE, 10 * MINUTE];
const rowWaits: readonly number[] = [1_000, 5_000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 60 * MINUTE];
/** Never earlier than said, and later by up to this share. */
const SPREAD = 0.25;

/** After `failures` failed attempts (1, 2, 3 …) of a job. `problem`: the list that the model gives is none; then our own counts. */
export function jobBackOff(
  headers: Readonly<Record<string, string>>,
  failures: number,
  random: () => number,
): { readonly waitMs: number; readonly problem: string | null } {
  const given = headers[retryBackoffHeader];
  const waits = given === undefined ? jobWaits : readWaits(given);
  return { waitMs: spread(waits ?? jobWaits, failures, random), problem: waits === null ? (given ?? '') : null };
}

/** After `failures` failed attempts to fire a timer or to deliver a row of the outbox. */
export function rowBackOff(failures: number, random: () => number): number {
  return Math.min(spread(rowWaits, failures, random), limits.putOffMs);
}

function spread(waits: readonly number[], failures: number, random: () => number): number {
  const wait = waits[Math.min(Math.max(failures, 1), waits.length) - 1] ?? 0;
  return Math.round(wait * (1 + SPREAD * random()));
}

/** Lengths in milliseconds; null when the text is no list of durations. A month is as long as January. */
function readWaits(text: string): readonly number[] | null {
  const parsed = parseDurations(text);
  return parsed.ok ? parsed.value.map((duration) => addDuration(0, duration, 'UTC')) : null;
}
