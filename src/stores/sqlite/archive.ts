// An ended instance goes; the hashes of its entries stay.
import { checkArchive } from '../check-steps.ts';
import type { ArchiveWrite } from '../port.ts';
import { addEntry } from './add-entry.ts';
import { changeRow } from './change-row.ts';
import type { Connection } from './connection.ts';

export function archive(db: Connection, write: ArchiveWrite): boolean {
  checkArchive(write);
  const { instanceId, expectedSeq, entry } = write;
  return db.write(() => {
    if (db.prepare(dropInstance).run(instanceId, expectedSeq).changes === 0) return false;
    for (const { task_id: taskId } of db.prepare(tasksOf).all(instanceId)) {
      changeRow(db, instanceId, { table: 'tasks', drop: String(taskId) });
    }
    for (const sql of dropLists) db.prepare(sql).run(instanceId);
    db.prepare(dropTexts).run(instanceId);
    addEntry(db, instanceId, expectedSeq + 1, entry);
    return true;
  });
}

const dropInstance = `DELETE FROM instances WHERE instance_id = ? AND seq = ? AND ended_at IS NOT NULL`;
const tasksOf = `SELECT task_id FROM tasks WHERE instance_id = ?`;
const dropLists = ['timers', 'jobs', 'subscriptions', 'incidents'].map(
  (table) => `DELETE FROM ${table} WHERE instance_id = ?`,
);
const dropTexts = `UPDATE journal SET text = '' WHERE instance_id = ?`;
