// Takes free jobs for a worker, those that have been free longest first.
import type { JobRow, LeaseRequest } from '../port.ts';
import type { MemoryData } from './data.ts';
import { compareJobs, putJob } from './put-job.ts';

export function leaseJobs(data: MemoryData, { types, owner, now, untilAt, limit }: LeaseRequest): readonly JobRow[] {
  const mayRun = (job: JobRow): boolean => data.instances.get(job.instanceId)?.suspended !== true;
  const free = [...new Set(types ?? data.jobQueues.keys())].flatMap(
    (type) => data.jobQueues.get(type)?.due(now, limit, mayRun) ?? [],
  );
  return free
    .sort(compareJobs)
    .slice(0, limit)
    .map((job) => {
      const leased = { ...job, lease: { owner, untilAt }, fence: job.fence + 1 };
      putJob(data, leased);
      return leased;
    });
}
