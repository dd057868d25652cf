// Keeps a definition; what is there already stays as it is.
import { checkHash } from '../check-steps.ts';
import type { DefinitionRow, StartRow } from '../port.ts';
import { versionTaken } from '../version-taken.ts';
import type { Connection } from './connection.ts';
import { rowOf } from './query.ts';
import { definitionOf, toBlob } from './rows.ts';

export function putDefinition(db: Connection, definition: DefinitionRow, starts: readonly StartRow[]): DefinitionRow {
  checkHash('definition.hash', definition.hash);
  return db.write(() => {
    const { process, hash } = definition;
    const same = rowOf(db, 'definitions', definitionOf, byHash, process, toBlob(hash));
    if (same !== null) return same;
    const version = definition.version || Number(db.prepare(nextVersion).get(process)?.version);
    const { name, versionTag, deployedAt, file, source, model } = definition;
    const { changes } = db
      .prepare(addDefinition)
      .run(process, version, toBlob(hash), name, versionTag, deployedAt, file, source, model);
    if (changes === 0) throw versionTaken(process, version);
    db.prepare(dropStarts).run(process);
    for (const start of starts) {
      db.prepare(addStart).run(
        process,
        toBlob(start.definition),
        start.element,
        start.kind,
        start.name,
        start.dueAt,
        start.left,
      );
    }
    return { ...definition, version };
  });
}

const byHash = `SELECT * FROM definitions WHERE process = ? AND hash = ?`;
const nextVersion = `SELECT ifnull(max(version), 0) + 1 AS version FROM definitions WHERE process = ?`;
const addDefinition = `INSERT INTO definitions (process, version, hash, name, version_tag, deployed_at, file, source, model)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (process, version) DO NOTHING`;
const dropStarts = `DELETE FROM starts WHERE process = ?`;
const addStart = `INSERT INTO starts (process, definition, element, kind, name, due_at, firings_left) VALUES (?, ?, ?, ?, ?, ?, ?)`;
