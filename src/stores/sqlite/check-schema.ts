// Are all tables and indexes of the format there, word for word? Objects that somebody added are left alone.
import type { DatabaseSync } from 'node:sqlite';
import { driver } from './driver.ts';
import { migrate } from './migrate.ts';
import { storeError } from './problems.ts';

/** Throws EngineError STORE_CORRUPT. */
export function checkSchema(database: DatabaseSync, file: string): void {
  const found = schemaOf(database);
  for (const [object, sql] of expectedSchema()) {
    const there = found.get(object);
    if (there !== sql) {
      throw storeError('STORE_CORRUPT', file, 'schema', {
        object,
        state: there === undefined ? 'missing' : 'not as it should be',
      });
    }
  }
}

/** A fresh store in memory says what a store looks like: the migrations are the only place where that is written down. */
function expectedSchema(): ReadonlyMap<string, string> {
  const database = new driver.DatabaseSync(':memory:');
  try {
    migrate(database, ':memory:');
    return schemaOf(database);
  } finally {
    database.close();
  }
}

function schemaOf(database: DatabaseSync): ReadonlyMap<string, string> {
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  return new Map(rows.map(({ type, name, sql }) => [`${String(type)} ${String(name)}`, String(sql)]));
}
