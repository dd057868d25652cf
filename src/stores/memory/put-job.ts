// Keeps a job row and shows it to those who lease: it waits in the queue of its type from the instant at which it is free.
import type { JobRow } from '../port.ts';
import { compareTexts } from '../compare.ts';
import type { MemoryData } from './data.ts';
import { dueQueue } from './due-queue.ts';

export function putJob({ jobs, jobQueues }: MemoryData, row: JobRow): void {
  jobs.put(row);
  if (row.retries <= 0) return;
  let queue = jobQueues.get(row.jobType);
  if (queue === undefined) {
    queue = dueQueue<JobRow>({
      dueAt: freeAt,
      compare,
      isLive: (job) => jobs.get(job.instanceId, job.jobId) === job,
      liveCount: () => jobs.size,
    });
    jobQueues.set(row.jobType, queue);
  }
  queue.add(row);
}

/** Not before it is available and not before its lease has run out. */
export function freeAt({ availableAt, lease }: JobRow): number {
  return lease === null ? availableAt : Math.max(availableAt, lease.untilAt);
}

export function compareJobs(a: JobRow, b: JobRow): number {
  return freeAt(a) - freeAt(b) || compare(a, b);
}

function compare(a: JobRow, b: JobRow): number {
  return compareTexts(a.instanceId, b.instanceId) || compareTexts(a.jobId, b.jobId);
}
