// With full durability nobody is answered before the disk has confirmed the log: shown by what lay in the log when each sync began.
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sqliteStore, type SqliteStore } from 'quytrinh/stores/sqlite';
import { faultsOf, step } from './children/steps.ts';

let folder = '';
let file = '';
let store: SqliteStore;
beforeEach(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'quytrinh-flush-'));
  file = join(folder, 'store.db');
  store = sqliteStore(file);
  await store.open();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  fs.rmSync(folder, { recursive: true });
});

const trueSync = fs.fdatasync;
type Done = Parameters<typeof fs.fdatasync>[1];

function onSync(act: (log: number, done: Done) => void): { readonly times: () => number } {
  const spy = vi.spyOn(fs, 'fdatasync').mockImplementation((log: number, done: Done) => {
    act(log, done);
  });
  return { times: () => spy.mock.calls.length };
}

describe('a commit with full durability', () => {
  it('is answered when what the disk has confirmed holds it, however many are on their way', async () => {
    // As after a loss of power: what lay in the files when a sync began that has ended by now, and nothing else.
    let onDisk = '';
    let copies = 0;
    const syncs = onSync((log, done) => {
      const copy = join(folder, `copy-${(copies += 1)}`);
      fs.copyFileSync(file, copy);
      fs.copyFileSync(`${file}-wal`, `${copy}-wal`);
      trueSync(log, (error) => {
        setTimeout(() => {
          onDisk = copy;
          done(error);
        }, 5);
      });
    });
    const instances = [...Array(12).keys()].map((at) => `i${at}`);
    const answered: { readonly instance: string; readonly seq: number; readonly copy: string }[] = [];
    await Promise.all(
      instances.map(async (instance, at) => {
        for (let seq = 1; seq <= 5; seq += 1) {
          await new Promise((resolve) => setTimeout(resolve, (at * 7 + seq * 3) % 11));
          const [outcome] = await store.commit([step(instance, seq)]);
          expect(outcome?.ok).toBe(true);
          answered.push({ instance, seq, copy: onDisk });
        }
      }),
    );
    expect(answered).toHaveLength(60);
    // Those that came while one was under way shared the next.
    expect(syncs.times()).toBeLessThan(60);
    for (const copy of new Set(answered.map((one) => one.copy))) {
      const database = new DatabaseSync(copy);
      const kept = database.prepare('SELECT instance_id AS instance, seq FROM journal').all();
      database.close();
      const steps = new Set(kept.map(({ instance, seq }) => `${String(instance)}:${String(seq)}`));
      for (const { instance, seq } of answered.filter((one) => one.copy === copy))
        expect(steps.has(`${instance}:${seq}`)).toBe(true);
    }
  });

  it('and every other write wait for the disk as well; what only reads does not', async () => {
    const held: Done[] = [];
    const syncs = onSync((_log, done) => {
      held.push(done);
    });
    const message = { id: 'm', name: 'hello', key: null, variables: {}, expiresAt: 9 };
    let answers = 0;
    const writes = [
      () => store.bufferMessage(message),
      () =>
        store.commit([
          {
            ...step('a', 1),
            attach: async (tx) => {
              await tx.query('SELECT 1');
            },
          },
        ]),
      () => store.dropBuffered({ id: 'm' }),
    ];
    for (const write of writes) {
      const answer = write().then(() => (answers += 1));
      await vi.waitFor(() => expect(held).toHaveLength(1));
      if (writes.indexOf(write) !== 1)
        expect(await store.bufferedMessages({ now: 1 })).toHaveLength(write === writes[0] ? 1 : 0);
      expect(answers).toBe(writes.indexOf(write));
      held.shift()!(null);
      await answer;
    }
    expect(syncs.times()).toBe(3);
  });

  it('tells, when the disk fails, that what was kept is not known; then writes nothing until it is opened again', async () => {
    await store.commit([step('a', 1)]);
    onSync((_log, done) => {
      done(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    });
    await expect(store.commit([step('a', 2)])).rejects.toMatchObject({
      code: 'STORE_LOST',
      params: { problem: 'notOnDisk' },
    });
    vi.restoreAllMocks();
    await expect(store.commit([step('b', 1)])).rejects.toMatchObject({
      code: 'STORE_WRITE',
      params: { problem: 'notOnDisk' },
    });
    await expect(store.dropOutbox('x')).rejects.toMatchObject({ code: 'STORE_WRITE' });
    expect((await store.instance('a'))?.seq).toBe(2);
    await store.close();
    await store.open();
    expect(await store.commit([step('b', 1)])).toEqual([{ ok: true, position: 3 }]);
    expect(await faultsOf(store, ['a:1', 'a:2', 'b:1'])).toEqual([]);
  });

  it('is lost with every other that waits when a sync fails: the next sync says nothing of what that one left out', async () => {
    const held: Done[] = [];
    onSync((_log, done) => {
      held.push(done);
    });
    const first = store.commit([step('a', 1)]);
    const second = store.commit([step('b', 1)]);
    await vi.waitFor(() => expect(held).toHaveLength(1));
    held[0]!(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' }));
    await expect(first).rejects.toMatchObject({ code: 'STORE_LOST', params: { detail: 'EIO: i/o error, fdatasync' } });
    await expect(second).rejects.toMatchObject({ code: 'STORE_LOST', params: { detail: 'EIO: i/o error, fdatasync' } });
    expect(held).toHaveLength(1);
  });

  it('is not asked of a store that need not have it', async () => {
    const other = sqliteStore(join(folder, 'other.db'), { durability: 'normal' });
    const syncs = onSync((_log, done) => done(null));
    await other.open();
    await other.commit([step('a', 1)]);
    await other.close();
    expect(syncs.times()).toBe(0);
  });
});
