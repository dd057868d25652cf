// One change of the definitions of a process, in one transaction. Changes are rare, so they wait for each other.
import { checkDefinition, historyOf, versionTaken } from '../check-definition.ts';
import type { DefinitionRow, DefinitionWrite, StepOutcome } from '../port.ts';
import { startTryAt } from '../stuck.ts';
import { addEntry } from './add-entry.ts';
import { BEGIN, type Ask, type Connection } from './connection.ts';

export async function commitDefinition(db: Connection, write: DefinitionWrite): Promise<StepOutcome> {
  checkDefinition(write);
  const { process, expectedSeq, entry, idempotencyKey = null, rows, starts } = write;
  const instanceId = historyOf(process);
  const { schema } = db;
  return db.withClient('write', async (ask, attempt): Promise<StepOutcome> => {
    await ask(BEGIN);
    // Readers go on.
    await ask(`LOCK TABLE ${schema}.definitions IN SHARE ROW EXCLUSIVE MODE`);
    const last = `SELECT seq, position, hash FROM ${schema}.journal WHERE instance_id = ? ORDER BY seq DESC LIMIT 1`;
    const [tip] = await ask(last, instanceId);
    const found = Number(tip?.seq ?? 0);
    // After a connection broke in the middle of the commit, what stands in the way may be this very change.
    if (attempt > 1 && found === expectedSeq + 1 && tip?.hash === entry.hash) {
      await ask('COMMIT');
      return { ok: true, position: Number(tip.position) };
    }
    const isTaken =
      idempotencyKey !== null &&
      (found === expectedSeq
        ? (await ask(takeKey(schema), idempotencyKey, instanceId, expectedSeq + 1)).length === 0
        : (await ask(`SELECT 1 FROM ${schema}.used_keys WHERE key = ?`, idempotencyKey)).length > 0);
    if (isTaken || found !== expectedSeq) {
      await ask('COMMIT');
      return isTaken ? { ok: false, reason: 'keyTaken' } : { ok: false, reason: 'conflict', found };
    }
    for (const row of rows) await putVersion(ask, schema, row);
    if (starts !== undefined) {
      await ask(`DELETE FROM ${schema}.starts WHERE process = ?`, process);
      for (const start of starts) {
        const { definition, element, kind, name, dueAt, left, postponed } = start;
        await ask(
          `INSERT INTO ${schema}.starts (process, definition, element, kind, name, due_at, firings_left, try_at, attempts, trouble)
            VALUES (?, decode(?, 'hex'), ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[process, definition, element, kind, name, dueAt, left],
          ...[startTryAt(start), postponed?.attempts ?? 0, postponed?.trouble ?? null],
        );
      }
    }
    const position = await addEntry(ask, schema, instanceId, expectedSeq + 1, entry);
    for (const { hash } of rows) {
      const mark = `UPDATE ${schema}.definitions SET changed = ? WHERE process = ? AND hash = decode(?, 'hex')`;
      await ask(mark, position, process, hash);
    }
    await ask('COMMIT');
    return { ok: true, position };
  });
}

const takeKey = (schema: string): string => `INSERT INTO ${schema}.used_keys (key, instance_id, seq, result)
  VALUES (?, ?, ?, '') ON CONFLICT DO NOTHING RETURNING 1`;

async function putVersion(ask: Ask, schema: string, row: DefinitionRow): Promise<void> {
  const { process, version, hash, name, versionTag, deployedAt, file, source, model } = row;
  const approval = row.approval === null ? null : JSON.stringify(row.approval);
  const life = [row.state, approval, row.effectiveFromAt, row.effectiveToAt, row.suspended] as const;
  const changed = await ask(
    `UPDATE ${schema}.definitions SET state = ?, approval = ?, effective_from_at = ?, effective_to_at = ?, suspended = ?
      WHERE process = ? AND hash = decode(?, 'hex') AND version = ? RETURNING 1`,
    ...[...life, process, hash, version],
  );
  if (changed.length > 0) return;
  const added = await ask(
    `INSERT INTO ${schema}.definitions (process, version, hash, name, version_tag, deployed_at, file, source, model, state,
      approval, effective_from_at, effective_to_at, suspended, changed)
      VALUES (?, ?, decode(?, 'hex'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING RETURNING 1`,
    ...[process, version, hash, name, versionTag, deployedAt, file, source, model, ...life],
  );
  if (added.length === 0) throw versionTaken(row);
}
