// One more entry of the journal.
import type { StepWrite } from '../port.ts';
import type { Connection } from './connection.ts';
import { toBlob } from './rows.ts';

/** Gives its position. `hash`: where the caller has made the bytes already. */
export function addEntry(
  db: Connection,
  instanceId: string,
  seq: number,
  { at, text, hash: digits }: StepWrite['entry'],
  hash = toBlob(digits),
): number {
  return Number(db.prepare(insert).run(instanceId, seq, at, hash, text).lastInsertRowid);
}

/** SQLite gives one more than the largest position; entries are never deleted, so there is no gap. */
const insert = `INSERT INTO journal (instance_id, seq, at, hash, text) VALUES (?, ?, ?, ?, ?)`;
