// What a clock that was wrong has put off or leased, free again.
import type { JobRow, Postponed, PostponedRow } from '../port.ts';
import { reclaimBounds } from '../reclaim-bounds.ts';
import type { MemoryData } from './data.ts';
import { postpone } from './postpone.ts';
import { putJob } from './put-job.ts';

export function reclaim(data: MemoryData, now: number): number {
  const { putOff, lease, step } = reclaimBounds(now);
  let freed = 0;
  const tryNow = (which: PostponedRow, postponed: Postponed | undefined, dueAt: number | null): void => {
    if (postponed === undefined || postponed.untilAt <= putOff) return;
    // Never before it is due.
    postpone(data, which, { ...postponed, untilAt: Math.max(now, dueAt ?? now) });
    freed += 1;
  };
  for (const timer of [...data.timers.all()]) tryNow({ timer }, timer.postponed, timer.dueAt);
  for (const start of [...data.starts.values()].flat()) tryNow({ start }, start.postponed, start.dueAt);
  for (const { id, postponed } of [...data.outbox.values()]) tryNow({ outbox: id }, postponed, null);

  const isOfTheFuture = ({ instanceId, availableAt }: JobRow): boolean =>
    availableAt > step && data.journalOf.get(instanceId)?.some(({ at }) => at > step) === true;
  const change = (job: JobRow): void => {
    putJob(data, job);
    freed += 1;
  };
  for (const job of [...data.jobs.all()]) {
    if (job.retries > 0 && job.lease !== null && job.lease.untilAt > lease) change({ ...job, lease: null });
  }
  for (const job of [...data.jobs.all()]) {
    if (job.retries > 0 && isOfTheFuture(job)) change({ ...job, availableAt: now });
  }
  return freed;
}
