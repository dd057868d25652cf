// A store whose first bytes were overwritten is no database any more to SQLite, but still a damaged store to an inspector: its
// table definitions stand in clear text near the beginning.
import { closeSync, openSync, readSync } from 'node:fs';

export function looksLikeStore(file: string): boolean {
  const start = Buffer.alloc(64 * 1024);
  const open = openSync(file, 'r');
  try {
    const text = start.toString('latin1', 0, readSync(open, start, 0, start.length, 0));
    return text.includes('CREATE TABLE journal') && text.includes('CREATE TABLE instances');
  } finally {
    closeSync(open);
  }
}
