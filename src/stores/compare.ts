// Order of places in a list: part by part, numbers by size, texts by their code units. And of jobs that are free.
import type { Place } from './page.ts';
import type { ListedJob } from './port.ts';

export function comparePlaces(a: Place, b: Place): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]!;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

export interface FreeJob {
  readonly job: ListedJob;
  readonly freeAt: number;
}
/** Free longest first; at the same instant in the order of their ids. */
export function compareFreeJobs(a: FreeJob, b: FreeJob): number {
  return comparePlaces([a.freeAt, a.job.instanceId, a.job.jobId], [b.freeAt, b.job.instanceId, b.job.jobId]);
}
