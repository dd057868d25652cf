// Makes a new, empty store. It is built under another name and then given its own in one act, so that nobody ever sees half of
// it: neither a process that opens the same file at this moment, nor the next one after a crash.
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { driver } from './driver.ts';
import { migrate } from './migrate.ts';

export function createFile(file: string, path: string): void {
  const draft = `${path}.new-${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    const database = new driver.DatabaseSync(draft);
    try {
      database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
      migrate(database, file);
      database.exec('PRAGMA journal_mode = WAL');
    } finally {
      database.close();
    }
    giveName(draft, path);
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(draft + ending, { force: true });
  }
}

/** Never replaces a file that is there. */
export function giveName(draft: string, path: string): 'done' | 'exists' {
  try {
    linkSync(draft, path);
    rmSync(draft);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'exists';
    // Some file systems have no hard links.
    if (existsSync(path)) return 'exists';
    renameSync(draft, path);
  }
  syncFolder(dirname(path));
  return 'done';
}

/** The name itself must survive a loss of power too. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows can't open a folder; there the file system takes care of it.
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
