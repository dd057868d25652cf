// An ended instance goes; the hashes of its entries stay.
import { checkArchive } from '../check-steps.ts';
import type { ArchiveWrite } from '../port.ts';
import type { Connection } from './connection.ts';
import { numberingLock } from './names.ts';

export async function archive(db: Connection, write: ArchiveWrite): Promise<boolean> {
  checkArchive(write);
  const { instanceId, expectedSeq, entry } = write;
  const { schema } = db;
  return db.withClient('write', async (ask, attempt) => {
    await ask('BEGIN');
    const gone = await ask(
      `DELETE FROM ${schema}.instances WHERE instance_id = ? AND seq = ? AND ended_at IS NOT NULL RETURNING 1`,
      ...[instanceId, expectedSeq],
    );
    if (gone.length === 0) {
      // After a connection broke in the middle of the commit, what stands in the way may be this very archiving.
      const own = `SELECT 1 FROM ${schema}.journal WHERE instance_id = ? AND seq = ? AND hash = decode(?, 'hex')`;
      const done = attempt > 1 && (await ask(own, instanceId, expectedSeq + 1, entry.hash)).length > 0;
      await ask('COMMIT');
      return done;
    }
    for (const table of ['tasks', 'task_candidates', 'timers', 'jobs', 'subscriptions', 'incidents']) {
      await ask(`DELETE FROM ${schema}.${table} WHERE instance_id = ?`, instanceId);
    }
    await ask(`UPDATE ${schema}.journal SET text = '' WHERE instance_id = ?`, instanceId);
    // Last, as with steps: from here to the end of the transaction nobody else can number his entries.
    await ask(`SELECT pg_advisory_xact_lock(${numberingLock(schema)})`);
    await ask(
      `INSERT INTO ${schema}.journal (position, instance_id, seq, at, hash, text)
        SELECT coalesce(max(position), 0) + 1, ?, ?::bigint, ?::bigint, decode(?, 'hex'), ? FROM ${schema}.journal`,
      ...[instanceId, expectedSeq + 1, entry.at, entry.hash, entry.text],
    );
    await ask('COMMIT');
    return true;
  });
}
