// A copy of all that is committed, sound and complete, while the store goes on working. It is a single file in SQLite's plain mode,
// so that an inspector can read it from a medium that can't be written.
import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { giveName } from './create-file.ts';
import { driver } from './driver.ts';
import { storeError } from './problems.ts';
import { translateError, type ErrorContext } from './translate-error.ts';

export async function backup(
  path: string,
  target: string,
  context: ErrorContext,
  onProgress?: (share: number) => void,
): Promise<void> {
  const to = resolve(target);
  if (existsSync(to)) throw storeError('STORE_WRITE', target, 'exists');
  if (statSync(dirname(to), { throwIfNoEntry: false }) === undefined) {
    throw storeError('STORE_WRITE', target, 'noFolder', { folder: dirname(to) });
  }
  const draft = `${to}.new-${process.pid}-${Math.random().toString(36).slice(2)}`;
  // The copy goes on beside this thread, so what it has come to is seen by the size of the draft.
  const watch = onProgress === undefined ? undefined : setInterval(() => onProgress(share(draft, path)), WATCH_MS);
  watch?.unref();
  try {
    await copy(path, draft, context);
    const database = new driver.DatabaseSync(draft);
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
    database.close();
    if (giveName(draft, to) === 'exists') throw storeError('STORE_WRITE', target, 'exists');
    onProgress?.(1);
  } catch (error) {
    throw translateError(error, 'write', { ...context, file: target });
  } finally {
    clearInterval(watch);
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(draft + ending, { force: true });
  }
}

function share(draft: string, path: string): number {
  const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return Math.min(1, size(draft) / Math.max(1, size(path)));
}

const WATCH_MS = 500;

/** Over a connection of its own: readers don't hinder those who write. */
async function copy(path: string, draft: string, { busyTimeoutMs }: ErrorContext): Promise<void> {
  const source = new driver.DatabaseSync(path, { readOnly: true });
  try {
    source.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    if (hasBackup(driver)) {
      // All pages in one step, beside this thread; in more steps a busy writer would make it start over and over.
      await driver.backup(source, draft, { rate: ALL_PAGES });
    } else {
      // Node before 22.16.
      source.prepare('VACUUM INTO ?').run(draft);
    }
  } finally {
    source.close();
  }
}

function hasBackup(found: Partial<Pick<typeof driver, 'backup'>>): boolean {
  return found.backup !== undefined;
}

/** The largest number of pages the driver takes. */
const ALL_PAGES = 0x7fff_ffff;
