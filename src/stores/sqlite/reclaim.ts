// What a clock that was wrong has put off or leased, free again.
import { reclaimBounds } from '../reclaim-bounds.ts';
import type { Connection } from './connection.ts';
import { leaps } from './lease-jobs.ts';

export function reclaim(db: Connection, now: number): number {
  const { putOff, lease, step } = reclaimBounds(now);
  const changes = [
    { table: 'timers', where: `attempts > 0 AND try_at > ?`, given: [putOff], set: tryAt, to: [now] },
    { table: 'starts', where: `attempts > 0 AND try_at > ?`, given: [putOff], set: tryAt, to: [now] },
    { table: 'outbox', where: `attempts > 0 AND try_at > ?`, given: [putOff], set: `try_at = ?`, to: [now] },
    {
      table: 'jobs',
      where: `${freeAfter} AND lease_until_at > ?`,
      given: [lease, lease],
      set: `lease_owner = NULL, lease_until_at = NULL`,
      to: [],
    },
    {
      table: 'jobs',
      where: `${freeAfter} AND available_at > ? AND EXISTS (
        SELECT 1 FROM journal WHERE journal.instance_id = jobs.instance_id AND journal.at > ?)`,
      given: [step, step, step],
      set: `available_at = ?`,
      to: [now],
    },
  ];
  // Asked every minute and nearly always in vain: that must not take the lock of those who write.
  const found = changes.filter(
    ({ table, where, given }) =>
      db.read(() => db.prepare(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`).get(...given)) !== undefined,
  );
  if (found.length === 0) return 0;
  return db.write(() =>
    found.reduce((sum, { table, where, given, set, to }) => {
      const { changes } = db.prepare(`UPDATE ${table} SET ${set} WHERE ${where}`).run(...to, ...given);
      return sum + Number(changes);
    }, 0),
  );
}

/** Never before it is due. */
const tryAt = `try_at = max(?, ifnull(due_at, 0))`;
/** By the index of free jobs. */
const freeAfter = `job_type IN (${leaps} SELECT job_type FROM types) AND free_at > ?`;
