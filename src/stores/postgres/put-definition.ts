// Keeps a definition; what is there already stays as it is.
import { checkHash } from '../check-steps.ts';
import { checkText } from '../check-text.ts';
import type { DefinitionRow, StartRow } from '../port.ts';
import { versionTaken } from '../version-taken.ts';
import type { Connection } from './connection.ts';
import { definitionOf, readRow } from './rows.ts';

export async function putDefinition(
  db: Connection,
  definition: DefinitionRow,
  starts: readonly StartRow[],
): Promise<DefinitionRow> {
  const { process, hash, name, versionTag, deployedAt, file, source, model } = definition;
  checkHash('definition.hash', hash);
  checkText('definition.source', source);
  const { schema } = db;
  return db.withClient('write', async (ask) => {
    await ask('BEGIN');
    // Versions are counted: whoever adds one keeps the others waiting. Readers go on.
    await ask(`LOCK TABLE ${schema}.definitions IN SHARE ROW EXCLUSIVE MODE`);
    const byHash = `SELECT * FROM ${schema}.definitions WHERE process = ? AND hash = decode(?, 'hex')`;
    const [same] = await ask(byHash, process, hash);
    if (same !== undefined) {
      await ask('COMMIT');
      return readRow(db.context.name, 'definitions', definitionOf, same);
    }
    const nextVersion = `SELECT coalesce(max(version), 0) + 1 AS version FROM ${schema}.definitions WHERE process = ?`;
    const version = definition.version || Number((await ask(nextVersion, process))[0]?.version);
    const added = await ask(
      `INSERT INTO ${schema}.definitions (process, version, hash, name, version_tag, deployed_at, file, source, model)
        VALUES (?, ?, decode(?, 'hex'), ?, ?, ?, ?, ?, ?) ON CONFLICT (process, version) DO NOTHING RETURNING 1`,
      ...[process, version, hash, name, versionTag, deployedAt, file, source, model],
    );
    if (added.length === 0) throw versionTaken(process, version);
    await ask(`DELETE FROM ${schema}.starts WHERE process = ?`, process);
    for (const start of starts) {
      await ask(
        `INSERT INTO ${schema}.starts (process, definition, element, kind, name, due_at, firings_left)
          VALUES (?, decode(?, 'hex'), ?, ?, ?, ?, ?)`,
        ...[process, start.definition, start.element, start.kind, start.name, start.dueAt, start.left],
      );
    }
    await ask('COMMIT');
    return { ...definition, version };
  });
}
