// Brings a file to the format of this version, one numbered step after the other, all of them or none.
import type { DatabaseSync } from 'node:sqlite';
import { engineError } from '../../model/engine-error.ts';
import { applicationId, currentFormat, migrations } from './migrations/index.ts';

/** Throws EngineError STORE_NEWER. */
export function migrate(database: DatabaseSync, file: string): void {
  if (formatOf(database) === currentFormat) return;
  database.exec('BEGIN EXCLUSIVE');
  try {
    // Read again under the lock: another process may have been faster.
    const found = formatOf(database);
    if (found > currentFormat) throw engineError('STORE_NEWER', { file, found, known: currentFormat });
    for (const { sql } of migrations.slice(found)) database.exec(sql);
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${currentFormat}; COMMIT`);
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
