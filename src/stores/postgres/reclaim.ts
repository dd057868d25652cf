// What a clock that was wrong has put off or leased, free again.
import { reclaimBounds } from '../reclaim-bounds.ts';
import type { Connection } from './connection.ts';
import { jobTypes } from './lease-jobs.ts';

export async function reclaim(db: Connection, now: number): Promise<number> {
  const { schema: s } = db;
  const { putOff, lease, step } = reclaimBounds(now);
  /** By the index of free jobs. */
  const freeAfter = `job_type IN (${jobTypes(s)}) AND free_at > ?`;
  // Never before it is due.
  const tryAt = `try_at = greatest(?, due_at)`;
  let freed = 0;
  const update = async (sql: string, ...given: readonly number[]): Promise<void> => {
    freed += (await db.write(`UPDATE ${s}.${sql} RETURNING 1`, ...given)).length;
  };
  await update(`timers SET ${tryAt} WHERE attempts > 0 AND try_at > ?`, now, putOff);
  await update(`starts SET ${tryAt} WHERE attempts > 0 AND try_at > ?`, now, putOff);
  await update(`outbox SET try_at = ? WHERE attempts > 0 AND try_at > ?`, now, putOff);
  await update(
    `jobs SET lease_owner = NULL, lease_until_at = NULL WHERE ${freeAfter} AND lease_until_at > ?`,
    ...[lease, lease],
  );
  await update(
    `jobs SET available_at = ? WHERE ${freeAfter} AND available_at > ? AND EXISTS (
      SELECT 1 FROM ${s}.journal WHERE journal.instance_id = jobs.instance_id AND journal.at > ?)`,
    ...[now, step, step, step],
  );
  return freed;
}
