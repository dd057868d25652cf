// Is it a store of ours, whole, in a format we know? Asked before anything else is done with a file.
// Source: https://www.sqlite.org/fileformat2.html#the_database_header
import type { DatabaseSync } from 'node:sqlite';
import { engineError } from '../../model/engine-error.ts';
import { sizeOf } from './check-place.ts';
import { applicationId, currentFormat } from './migrations/index.ts';
import { storeError } from './problems.ts';

/** Throws EngineError STORE_NOT_OURS, STORE_NEWER, STORE_CORRUPT. */
export function checkIdentity(database: DatabaseSync, file: string, path: string): void {
  const ask = (pragma: string): number => Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
  const pages = ask('page_count');
  // What is shorter than a page counts as an empty database with SQLite.
  if (pages === 0) throw storeError('STORE_CORRUPT', file, 'tooShort');
  if (ask('application_id') !== applicationId) throw engineError('STORE_NOT_OURS', { file });
  const format = ask('user_version');
  if (format > currentFormat) throw engineError('STORE_NEWER', { file, found: format, known: currentFormat });
  if (format < 1) throw storeError('STORE_CORRUPT', file, 'noFormat', { found: format });
  // SQLite forgives a last page that is cut. While a log lies beside it, a file may rightly be behind.
  const expected = pages * ask('page_size');
  const found = sizeOf(path);
  if (found < expected && sizeOf(`${path}-wal`) === 0) {
    throw storeError('STORE_CORRUPT', file, 'truncated', { found, expected });
  }
}
