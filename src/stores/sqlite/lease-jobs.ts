// Takes free jobs for a worker, those that have been free longest first.
import { compareFreeJobs, type FreeJob } from '../compare.ts';
import type { LeaseRequest, ListedJob } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read, type Columns } from './rows.ts';

export function leaseJobs(db: Connection, request: LeaseRequest): readonly ListedJob[] {
  // Workers ask often and mostly in vain: that must not take the lock of those who write.
  if (request.limit < 1 || freeJobs(db, { ...request, limit: 1 }).length === 0) return [];
  return db.write(() =>
    freeJobs(db, request).map(({ job }) => {
      const fence = job.fence + 1;
      db.prepare(lease).run(request.owner, request.untilAt, fence, job.instanceId, job.jobId);
      return { ...job, lease: { owner: request.owner, untilAt: request.untilAt }, fence };
    }),
  );
}

function freeJobs(db: Connection, { types, now, limit }: LeaseRequest): readonly FreeJob[] {
  return [...new Set(types ?? allTypes(db))]
    .flatMap((type) => rowsOf(db, 'jobs', freeJobOf, freeOfType, type, now, limit))
    .sort(compareFreeJobs)
    .slice(0, limit);
}

function allTypes(db: Connection): readonly string[] {
  return rowsOf(db, 'jobs', (row) => row.job_type as string | null, jobTypes).filter((type) => type !== null);
}

function freeJobOf(columns: Columns): FreeJob {
  return { job: read.jobOf(columns), freeAt: columns.free_at as number };
}

const freeOfType = `SELECT * FROM jobs WHERE job_type = ? AND free_at IS NOT NULL AND free_at <= ?
    AND NOT EXISTS (SELECT 1 FROM instances WHERE instances.instance_id = jobs.instance_id AND instances.suspended = 1)
  ORDER BY free_at, instance_id, job_id LIMIT ?`;

/** Leaps from one type to the next in the index, instead of reading every row for a handful of words. */
export const leaps = `WITH RECURSIVE types (job_type) AS (
    SELECT min(job_type) FROM jobs WHERE free_at IS NOT NULL
    UNION ALL
    SELECT (SELECT min(job_type) FROM jobs WHERE free_at IS NOT NULL AND job_type > types.job_type) FROM types
    WHERE types.job_type IS NOT NULL
  )`;
const jobTypes = `${leaps} SELECT job_type FROM types`;

const lease = `UPDATE jobs SET lease_owner = ?, lease_until_at = ?, fence = ? WHERE instance_id = ? AND job_id = ?`;
