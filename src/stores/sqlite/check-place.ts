// Can the place that a file name leads to hold a store? Only asks the file system about names: a file that this process opened and
// closed beside SQLite would lose SQLite's locks on it (https://www.sqlite.org/howtocorrupt.html §2.2).
import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { storeError } from './problems.ts';

/** False when there is no such file yet. Throws EngineError STORE_OPEN, STORE_CORRUPT. */
export function checkPlace(file: string, path: string, readOnly: boolean): boolean {
  const stats = statOf(path);
  const folder = dirname(path);
  if (stats === null) {
    if (statOf(folder)?.isDirectory() !== true) throw storeError('STORE_OPEN', file, 'noFolder', { folder });
    if (readOnly) throw storeError('STORE_OPEN', file, 'noFile');
    const log = `${path}-wal`;
    // SQLite would read the steps of the lost file into the new one.
    if (sizeOf(log) > 0) throw storeError('STORE_CORRUPT', file, 'logWithoutFile', { log });
    mayWrite(file, folder);
    return false;
  }
  if (stats.isDirectory()) throw storeError('STORE_OPEN', file, 'isFolder');
  if (!stats.isFile()) throw storeError('STORE_OPEN', file, 'notFile');
  if (!may(path, constants.R_OK)) throw storeError('STORE_OPEN', file, 'unreadable');
  if (!readOnly) {
    mayWrite(file, path);
    mayWrite(file, folder);
  }
  // SQLite would make a new database of it; but a store is never empty, so something cut it off.
  if (stats.size === 0) throw storeError('STORE_CORRUPT', file, 'empty');
  return true;
}

/** Bytes of a file; 0 when there is none. */
export function sizeOf(path: string): number {
  return statOf(path)?.size ?? 0;
}

function mayWrite(file: string, path: string): void {
  if (!may(path, constants.W_OK)) throw storeError('STORE_OPEN', file, 'noAccess', { path });
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    // A file where a folder should be, or a folder that may not be entered.
    return null;
  }
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
