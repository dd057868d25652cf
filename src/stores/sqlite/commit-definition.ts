// One change of the definitions of a process, in one transaction.
import { checkDefinition, historyOf, versionTaken } from '../check-definition.ts';
import type { DefinitionRow, DefinitionWrite, StepOutcome } from '../port.ts';
import { addEntry } from './add-entry.ts';
import { startTryAt } from '../stuck.ts';
import type { Connection } from './connection.ts';
import { toBlob } from './rows.ts';

export function commitDefinition(db: Connection, write: DefinitionWrite): StepOutcome {
  checkDefinition(write);
  const { process, expectedSeq, entry, idempotencyKey, rows, starts } = write;
  const instanceId = historyOf(process);
  return db.write((): StepOutcome => {
    if (idempotencyKey !== undefined && db.prepare(keyOf).get(idempotencyKey) !== undefined)
      return { ok: false, reason: 'keyTaken' };
    const found = Number(db.prepare(seqOf).get(instanceId)?.seq);
    if (found !== expectedSeq) return { ok: false, reason: 'conflict', found };
    const position = addEntry(db, instanceId, expectedSeq + 1, entry);
    if (idempotencyKey !== undefined) db.prepare(addKey).run(idempotencyKey, instanceId, expectedSeq + 1);
    for (const row of rows) putVersion(db, row, position);
    if (starts !== undefined) {
      db.prepare(dropStarts).run(process);
      for (const start of starts) {
        const { definition, element, kind, name, dueAt, left, postponed } = start;
        const tried = [startTryAt(start), postponed?.attempts ?? 0, postponed?.trouble ?? null] as const;
        db.prepare(addStart).run(process, toBlob(definition), element, kind, name, dueAt, left, ...tried);
      }
    }
    return { ok: true, position };
  });
}

function putVersion(db: Connection, row: DefinitionRow, position: number): void {
  const { process, version, name, versionTag, deployedAt, file, source, model } = row;
  const hash = toBlob(row.hash);
  const approval = row.approval === null ? null : JSON.stringify(row.approval);
  const life = [row.state, approval, row.effectiveFromAt, row.effectiveToAt, Number(row.suspended), position] as const;
  if (db.prepare(changeVersion).run(...life, process, hash, version).changes === 1) return;
  const added = db
    .prepare(addVersion)
    .run(process, version, hash, name, versionTag, deployedAt, file, source, model, ...life);
  if (added.changes === 0) throw versionTaken(row);
}

const keyOf = `SELECT 1 FROM used_keys WHERE key = ?`;
const addKey = `INSERT INTO used_keys (key, instance_id, seq, result) VALUES (?, ?, ?, '')`;
const seqOf = `SELECT ifnull(max(seq), 0) AS seq FROM journal WHERE instance_id = ?`;
const changeVersion = `UPDATE definitions SET state = ?, approval = ?, effective_from_at = ?, effective_to_at = ?, suspended = ?,
  changed = ? WHERE process = ? AND hash = ? AND version = ?`;
const addVersion = `INSERT INTO definitions (process, version, hash, name, version_tag, deployed_at, file, source, model, state,
  approval, effective_from_at, effective_to_at, suspended, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;
const dropStarts = `DELETE FROM starts WHERE process = ?`;
const addStart = `INSERT INTO starts (process, definition, element, kind, name, due_at, firings_left, try_at, attempts, trouble)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
