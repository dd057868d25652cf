// Opens a file without writing to it.
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { sizeOf } from './check-place.ts';
import { driver } from './driver.ts';

/**
 * Without a log beside it (`-wal`, and `-shm`, which every process that has it open keeps) nobody has the file open, and all is in
 * it: then it is read as something that does not change, and no lock or log is made. With one, SQLite has to read both, and may
 * make a `-shm` file. The data are not touched either way.
 */
export function openForReading(path: string, busyTimeoutMs: number): DatabaseSync {
  const database = withoutTrace(path);
  // Another process may just be closing the file, or making good what a dead one left.
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  return database;
}

function withoutTrace(path: string): DatabaseSync {
  if (sizeOf(`${path}-wal`) === 0 && sizeOf(`${path}-shm`) === 0 && takesAddresses()) {
    return new driver.DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
  }
  return new driver.DatabaseSync(path, { readOnly: true });
}

/** Node before 22.15 reads an address as the name of a file. */
function takesAddresses(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 15);
}
