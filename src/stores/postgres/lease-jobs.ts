// Takes free jobs for a worker, those that have been free longest first. Jobs that another worker is taking at this very moment
// are passed over, so workers never wait for each other.
import { compareFreeJobs } from '../compare.ts';
import type { LeaseRequest, ListedJob } from '../port.ts';
import type { Connection } from './connection.ts';
import { readRow } from '../row-readers.ts';
import { read } from './rows.ts';

export async function leaseJobs(db: Connection, request: LeaseRequest): Promise<readonly ListedJob[]> {
  const { types, owner, now, untilAt, limit } = request;
  if (limit < 1) return [];
  const { schema } = db;
  const wanted = types === null ? jobTypes(schema) : `SELECT DISTINCT unnest(?::text[]) AS job_type`;
  const rows = await db.write(
    `WITH wanted AS (${wanted}), free AS (
      SELECT job.* FROM wanted CROSS JOIN LATERAL (
        SELECT instance_id, job_id, free_at FROM ${schema}.jobs
        WHERE jobs.job_type = wanted.job_type AND free_at <= ? AND NOT EXISTS (
          SELECT 1 FROM ${schema}.instances WHERE instances.instance_id = jobs.instance_id AND instances.suspended)
        ORDER BY free_at, instance_id, job_id LIMIT ? FOR UPDATE SKIP LOCKED
      ) AS job ORDER BY free_at, instance_id, job_id LIMIT ?
    )
    UPDATE ${schema}.jobs SET lease_owner = ?, lease_until_at = ?, fence = fence + 1 FROM free
    WHERE jobs.instance_id = free.instance_id AND jobs.job_id = free.job_id
    RETURNING jobs.*, free.free_at AS free_since`,
    ...(types === null ? [] : [types]),
    ...[now, limit, limit, owner, untilAt],
  );
  // The database gives changed rows in any order.
  return rows
    .map((row) => ({ freeAt: Number(row.free_since), job: readRow(db.context.name, 'jobs', read.jobOf, row) }))
    .sort(compareFreeJobs)
    .map(({ job }) => job);
}

/** Leaps from one type to the next in the index, instead of reading every row for a handful of words. */
export function jobTypes(schema: string): string {
  return `WITH RECURSIVE types (job_type) AS (
      SELECT min(job_type) FROM ${schema}.jobs WHERE free_at IS NOT NULL
      UNION ALL
      SELECT (SELECT min(job_type) FROM ${schema}.jobs WHERE free_at IS NOT NULL AND job_type > types.job_type) FROM types
      WHERE types.job_type IS NOT NULL
    ) SELECT job_type FROM types WHERE job_type IS NOT NULL`;
}
