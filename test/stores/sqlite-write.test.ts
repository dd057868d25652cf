// Writes that can't be done: nothing of them is kept, and the store goes on.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StepWrite } from 'quytrinh/engine';
import { sqliteStore, type SqliteStore } from 'quytrinh/stores/sqlite';
import { endOf, programOf } from './children/run-child.ts';
import { faultsOf, step } from './children/steps.ts';

let folder = '';
let file = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-write-'));
  file = join(folder, 'store.db');
  store = sqliteStore(file, { durability: 'normal', busyTimeoutMs: 50 });
  await store.open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('a write that fails', () => {
  it('keeps nothing of its group, and the next one works', async () => {
    await store.commit([step('a', 1)]);
    const good = step('a', 2);
    const broken = { ...step('b', 1), entry: { ...step('b', 1).entry, text: undefined } } as unknown as StepWrite;
    await expect(store.commit([good, broken])).rejects.toMatchObject({ code: 'STORE_WRITE' });
    expect(await store.journalSize()).toBe(1);
    expect(await faultsOf(store, ['a:1'])).toEqual([]);
    expect(await store.commit([good])).toEqual([{ ok: true, position: 2 }]);
  });

  it('says that another process holds the lock; reading goes on meanwhile', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit([step('a', 1)])).rejects.toMatchObject({
      code: 'STORE_WRITE',
      params: { problem: 'busy', timeoutMs: 50 },
    });
    expect(await store.journalSize()).toBe(0);
    expect(await store.leaseJobs({ types: null, owner: 'w', now: 1, untilAt: 2, limit: 5 })).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    expect(await store.commit([step('a', 1)])).toEqual([{ ok: true, position: 1 }]);
  });

  it.skipIf(process.platform === 'win32')(
    'on a full disk loses nothing that was kept before',
    { timeout: 60_000 },
    async () => {
      await store.close();
      const limited = 'ulimit -f 2000; exec "$@"';
      const args = ['-c', limited, 'sh', process.execPath, '--conditions=source', programOf('fill-disk'), file];
      const { output, errors } = await endOf(spawn('sh', args, { stdio: ['ignore', 'pipe', 'pipe'] }));
      expect(errors).toBe('');
      const { code, kept, size, found } = JSON.parse(output) as {
        code: string;
        kept: number;
        size: number;
        found: string[];
      };
      expect(code).toBe('STORE_WRITE');
      expect(kept).toBeGreaterThan(10);
      expect(size).toBe(kept);
      expect(found).toEqual([]);
      await store.open();
      expect(await store.integrityCheck()).toEqual([]);
      expect(await store.commit([step('a', kept / 2 + 1)])).toEqual([{ ok: true, position: kept + 1 }]);
    },
  );
});

describe('backup', () => {
  it('is one sound file with all that was committed, while steps go on', async () => {
    await store.commit([...Array(500).keys()].map((at) => step('a', at + 1, 'x'.repeat(500))));
    const target = join(folder, 'backup.db');
    const backup = store.backup(target);
    for (let seq = 501; seq < 520; seq += 1) await store.commit([step('a', seq)]);
    await backup;
    expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.db']);
    const bytes = readFileSync(target);
    const copy = sqliteStore(target, { readOnly: true });
    await copy.open();
    expect(await copy.integrityCheck()).toEqual([]);
    expect(await faultsOf(copy, ['a:500'])).toEqual([]);
    await copy.close();
    expect(readFileSync(target).equals(bytes)).toBe(true);
    const restored = sqliteStore(target);
    await restored.open();
    const seq = (await restored.journalSize()) + 1;
    expect(await restored.commit([step('a', seq)])).toEqual([{ ok: true, position: seq }]);
    await restored.close();
  });

  it('never replaces a file, and needs its folder', async () => {
    const target = join(folder, 'backup.db');
    writeFileSync(target, 'mine');
    await expect(store.backup(target)).rejects.toMatchObject({ code: 'STORE_WRITE', params: { problem: 'exists' } });
    await expect(store.backup(file)).rejects.toMatchObject({ code: 'STORE_WRITE', params: { problem: 'exists' } });
    expect(readFileSync(target, 'utf8')).toBe('mine');
    await expect(store.backup(join(folder, 'none', 'b.db'))).rejects.toMatchObject({ params: { problem: 'noFolder' } });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
