// Order of places in a list: part by part, numbers by size, texts by their bytes, as the databases have them. And of jobs that are free.
import type { Place } from './page.ts';
import type { ListedJob } from './port.ts';

export function comparePlaces(a: Place, b: Place): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]!;
    const order =
      typeof left === 'string' && typeof right === 'string' ? compareTexts(left, right) : Number(left) - Number(right);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * By their bytes in UTF-8, which is by their code points. JavaScript compares code units, of which those of surrogate pairs (characters from
 * U+10000 on) are smaller than U+E000 to U+FFFF.
 */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // A pair is a character after all that are no pair.
    return Number(isSurrogate(left)) - Number(isSurrogate(right)) || left - right;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

export interface FreeJob {
  readonly job: ListedJob;
  readonly freeAt: number;
}
/** Free longest first; at the same instant in the order of their ids. */
export function compareFreeJobs(a: FreeJob, b: FreeJob): number {
  return comparePlaces([a.freeAt, a.job.instanceId, a.job.jobId], [b.freeAt, b.job.instanceId, b.job.jobId]);
}
