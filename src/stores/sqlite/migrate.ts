// Brings a file to the format of this version, one numbered step after the other, all of them or none.
import type { DatabaseSync } from 'node:sqlite';
import { engineError } from '../../model/engine-error.ts';
import { applicationId, migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Throws EngineError STORE_NEWER. `known` is a parameter so that a test can add a format to come. */
export function migrate(database: DatabaseSync, file: string, known: readonly Migration[] = migrations): void {
  if (formatOf(database) === known.length) return;
  database.exec('BEGIN EXCLUSIVE');
  try {
    // Read again under the lock: another process may have been faster.
    const found = formatOf(database);
    if (found > known.length) throw engineError('STORE_NEWER', { file, found, known: known.length });
    for (const { sql } of known.slice(found)) database.exec(sql);
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${known.length}; COMMIT`);
  } catch (error) {
    try {
      database.exec('ROLLBACK');
    } catch {
      // Rolled back by SQLite itself.
    }
    throw error;
  }
}

function formatOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}
