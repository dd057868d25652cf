// Is it a store of ours, in a format we know? Asked before anything else is done with a file.
// Source: https://www.sqlite.org/fileformat2.html#application_id
import type { DatabaseSync } from 'node:sqlite';
import { engineError } from '../../model/engine-error.ts';
import { applicationId, currentFormat } from './migrations/index.ts';
import { storeError } from './problems.ts';

/** Throws EngineError STORE_NOT_OURS, STORE_NEWER, STORE_CORRUPT. */
export function checkIdentity(database: DatabaseSync, file: string): void {
  const id = database.prepare('PRAGMA application_id').get()?.application_id;
  if (id !== applicationId) throw engineError('STORE_NOT_OURS', { file });
  const found = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (found > currentFormat) throw engineError('STORE_NEWER', { file, found, known: currentFormat });
  if (found < 1) throw storeError('STORE_CORRUPT', file, 'noFormat', { found });
}
