// One more entry of the journal, by itself. Steps are numbered in the database, by the function `commit_steps`.
import type { StepWrite } from '../port.ts';
import type { Ask } from './connection.ts';
import { numberingLock } from './names.ts';

/** The last act of a transaction, as with steps: from here to its end nobody else can number his entries. Gives the position. */
export async function addEntry(
  ask: Ask,
  schema: string,
  instanceId: string,
  seq: number,
  { at, hash, text }: StepWrite['entry'],
): Promise<number> {
  await ask(`SELECT pg_advisory_xact_lock(${numberingLock(schema)})`);
  const [added] = await ask(
    `INSERT INTO ${schema}.journal (position, instance_id, seq, at, hash, text)
      SELECT coalesce(max(position), 0) + 1, ?, ?::bigint, ?::bigint, decode(?, 'hex'), ? FROM ${schema}.journal
      RETURNING position`,
    ...[instanceId, seq, at, hash, text],
  );
  return Number(added?.position);
}
