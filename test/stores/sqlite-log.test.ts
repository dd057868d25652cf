// The log goes into the file beside the other work, before SQLite would stop the process for it.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sqliteStore, type SqliteStore } from 'quytrinh/stores/sqlite';
import { faultsOf, step } from './children/steps.ts';

const MIB = 1024 * 1024;
let folder = '';
let file = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-log-'));
  file = join(folder, 'store.db');
  store = sqliteStore(file);
  await store.open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

it('a long log is taken into the file by itself, and begins anew', { timeout: 60_000 }, async () => {
  const filler = 'x'.repeat(20_000);
  let seq = 0;
  const write = async (steps: number): Promise<void> => {
    for (let at = 0; at < steps; at += 1) {
      seq += 1;
      await store.commit(['a', 'b', 'c', 'd'].map((name) => step(name, seq, filler)));
    }
  };
  // 38 MiB of log: less than SQLite waits for before it does it within a COMMIT.
  await write(250);
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(6 * MIB), { timeout: 20_000, interval: 50 });
  await write(500);
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(30 * MIB), { timeout: 20_000, interval: 50 });
  // It never grew to that.
  expect(statSync(`${file}-wal`).size).toBeLessThan(60 * MIB);
  expect(await store.integrityCheck()).toEqual([]);
  expect(await faultsOf(store, ['a:1', 'd:750'])).toEqual([]);
});
