// Definitions are asked for at every start of an instance and hold whole files, so they are kept in memory. Whoever changes one writes
// the position of the entry that says so beside it: while the highest is the one that was read last, nothing is new.
import type { DefinitionRow } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';

/** Oldest version first. */
export function listDefinitions(db: Connection, process: string | undefined): readonly DefinitionRow[] {
  const newest = db.read(() => Number(db.prepare(newestRow).get()?.newest));
  let known = kept.get(db);
  if (known?.newest !== newest) {
    const rows = rowsOf(db, 'definitions', read.definitionOf, 'SELECT * FROM definitions ORDER BY process, version');
    known = { newest, rows, byProcess: byProcess(rows) };
    kept.set(db, known);
  }
  return process === undefined ? known.rows : (known.byProcess.get(process) ?? []);
}

interface Kept {
  readonly newest: number;
  readonly rows: readonly DefinitionRow[];
  readonly byProcess: ReadonlyMap<string, readonly DefinitionRow[]>;
}

const kept = new WeakMap<Connection, Kept>();

function byProcess(rows: readonly DefinitionRow[]): Map<string, DefinitionRow[]> {
  const found = new Map<string, DefinitionRow[]>();
  for (const row of rows) {
    const versions = found.get(row.process);
    if (versions === undefined) found.set(row.process, [row]);
    else versions.push(row);
  }
  return found;
}

const newestRow = 'SELECT ifnull(max(changed), 0) AS newest FROM definitions';
