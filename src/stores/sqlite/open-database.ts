// From a file name to a connection that may be used.
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { checkIdentity } from './check-identity.ts';
import { checkPlace } from './check-place.ts';
import { checkSchema } from './check-schema.ts';
import { connection, type Connection } from './connection.ts';
import { createFile } from './create-file.ts';
import { driver } from './driver.ts';
import { flushOf } from './flush.ts';
import { migrate } from './migrate.ts';
import { currentFormat } from './migrations/index.ts';
import { openForReading } from './open-for-reading.ts';
import type { SqliteStoreOptions } from './options.ts';
import { storeError } from './problems.ts';
import { translateError } from './translate-error.ts';

/** Throws EngineError STORE_OPEN, STORE_CORRUPT, STORE_NEWER, STORE_NOT_OURS; then nothing was changed. */
export function openDatabase(file: string, options: Required<SqliteStoreOptions>): Connection {
  const context = { file, busyTimeoutMs: options.busyTimeoutMs };
  let database: DatabaseSync | null = null;
  try {
    const path = findOrCreate(file, options);
    database = openForReading(path, options.busyTimeoutMs);
    checkIdentity(database, file, path);
    if (!options.readOnly) {
      database.close();
      database = new driver.DatabaseSync(path);
    }
    database.exec(
      `PRAGMA busy_timeout = ${options.busyTimeoutMs}; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON`,
    );
    if (!options.readOnly) {
      prepareForWriting(database, options);
      migrate(database, file);
    }
    checkSchema(database, file);
    const waits = !options.readOnly && options.durability === 'full';
    if (waits) database.exec('PRAGMA synchronous = NORMAL');
    return connection(database, context, currentFormat, waits ? flushOf(path, file) : null);
  } catch (error) {
    database?.close();
    throw translateError(error, 'open', context);
  }
}

/** The path with no link in it, since the log lies beside the file itself. */
function findOrCreate(file: string, { readOnly }: Required<SqliteStoreOptions>): string {
  const path = resolve(file);
  if (!checkPlace(file, path, readOnly)) {
    createFile(file, path);
    if (!checkPlace(file, path, readOnly)) throw storeError('STORE_OPEN', file, 'noFile');
  }
  const real = realpathSync(path);
  if (real !== path) checkPlace(file, real, readOnly);
  return real;
}

function prepareForWriting(database: DatabaseSync, { durability }: Required<SqliteStoreOptions>): void {
  database.exec('PRAGMA journal_mode = WAL');
  // macOS answers a plain sync before the disk has it; elsewhere `fullfsync` means nothing.
  database.exec(`PRAGMA synchronous = ${durability}; PRAGMA fullfsync = ${durability === 'full' ? 'ON' : 'OFF'}`);
  // The log is cut to this size when it has grown in a burst.
  database.exec(`PRAGMA journal_size_limit = ${64 * 1024 * 1024}`);
  // Pages (64 MiB) after which a COMMIT takes the log into the file, if nobody has before (`checkpoint-log.ts`). Among a million instances
  // every step touches other pages, and to write each of them out after a few steps, with two more syncs, took longer than the steps.
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  // KiB: the upper pages of all indexes of some million instances stay in memory.
  database.exec('PRAGMA cache_size = -65536');
}
