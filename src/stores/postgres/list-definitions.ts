// Definitions are asked for at every start of an instance and hold whole files, so they are kept in memory. Whoever changes one writes
// the position of the entry that says so beside it: while the highest is the one that was read last, nothing is new.
import type { DefinitionRow } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';

/** Oldest version first. */
export async function listDefinitions(db: Connection, process: string | undefined): Promise<readonly DefinitionRow[]> {
  const sql = `SELECT coalesce(max(changed), 0) AS newest FROM ${db.schema}.definitions`;
  const newest = Number((await db.read(sql))[0]?.newest);
  let known = kept.get(db);
  if (known?.newest !== newest) {
    const all = `SELECT * FROM ${db.schema}.definitions ORDER BY process, version`;
    known = { newest, rows: await rowsOf(db, 'definitions', read.definitionOf, all) };
    kept.set(db, known);
  }
  return process === undefined ? known.rows : known.rows.filter((row) => row.process === process);
}

interface Kept {
  /** Read before the rows: what was changed meanwhile is found to be new the next time. */
  readonly newest: number;
  readonly rows: readonly DefinitionRow[];
}

const kept = new WeakMap<Connection, Kept>();
