// An ended instance goes; the hashes of its entries stay.
import { checkArchive } from '../check-steps.ts';
import type { ArchiveWrite } from '../port.ts';
import { addEntry } from './add-entry.ts';
import { BEGIN, type Connection } from './connection.ts';

export async function archive(db: Connection, write: ArchiveWrite): Promise<boolean> {
  checkArchive(write);
  const { instanceId, expectedSeq, entry } = write;
  const { schema } = db;
  return db.withClient('write', async (ask, attempt) => {
    await ask(BEGIN);
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
    for (const table of ['tasks', 'further_candidates', 'timers', 'jobs', 'subscriptions', 'incidents']) {
      await ask(`DELETE FROM ${schema}.${table} WHERE instance_id = ?`, instanceId);
    }
    await ask(`UPDATE ${schema}.journal SET text = '' WHERE instance_id = ?`, instanceId);
    await addEntry(ask, schema, instanceId, expectedSeq + 1, entry);
    await ask('COMMIT');
    return true;
  });
}
