// Files that are no store, no longer one, or not one of this version: a clear refusal, and not a byte changed.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isEngineError, type EngineError } from 'quytrinh/model';
import { sqliteStore, type SqliteStoreOptions } from 'quytrinh/stores/sqlite';
import { step } from './children/steps.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-open-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function makeStore(steps = 40): Promise<void> {
  const store = sqliteStore(file, { durability: 'normal' });
  await store.open();
  await store.commit([...Array(steps).keys()].map((at) => step('a', at + 1, 'x'.repeat(400))));
  await store.close();
}

async function openError(options?: SqliteStoreOptions, path = file): Promise<EngineError> {
  const store = sqliteStore(path, options);
  const error: unknown = await store.open().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  await store.close();
  if (!isEngineError(error)) throw new TypeError(`not an EngineError: ${String(error)}`);
  return error;
}

/** Both ways of opening refuse, and change nothing. */
async function expectRefused(code: string, problem?: string): Promise<EngineError> {
  const before = readFileSync(file);
  const names = readdirSync(folder);
  const error = await openError();
  expect(error).toMatchObject({ code, params: problem === undefined ? {} : { problem } });
  expect((await openError({ readOnly: true })).code).toBe(code);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(names);
  return error;
}

describe('the place', () => {
  it('a missing folder, a folder and a special file are refused', async () => {
    expect(await openError({}, join(folder, 'none', 'x.db'))).toMatchObject({
      code: 'STORE_OPEN',
      params: { problem: 'noFolder', folder: join(folder, 'none') },
    });
    expect(await openError({}, folder)).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'isFolder' } });
    writeFileSync(file, 'x');
    expect(await openError({}, join(file, 'x.db'))).toMatchObject({
      code: 'STORE_OPEN',
      params: { problem: 'noFolder' },
    });
  });

  it.skipIf(process.platform === 'win32')('a device is refused', async () => {
    expect(await openError({}, '/dev/null')).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'notFile' } });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a file that may not be written is refused',
    async () => {
      await makeStore();
      chmodSync(file, 0o400);
      expect(await openError()).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'noAccess', path: file } });
      chmodSync(file, 0o600);
      chmodSync(folder, 0o500);
      expect(await openError()).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'noAccess', path: folder } });
      chmodSync(folder, 0o700);
    },
  );

  it('a missing file is not made by an inspector', async () => {
    expect(await openError({ readOnly: true })).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'noFile' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a link leads to the file itself', async () => {
    await makeStore();
    mkdirSync(join(folder, 'links'));
    const link = join(folder, 'links', 'link.db');
    symlinkSync(file, link);
    const store = sqliteStore(link);
    await store.open();
    expect(await store.journalSize()).toBe(40);
    expect(readdirSync(join(folder, 'links'))).toEqual(['link.db']);
    await store.close();
  });

  it('a new store is made whole, with nothing left beside it', async () => {
    const store = sqliteStore(file);
    await store.open();
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([]);
    await store.close();
    expect(readdirSync(folder)).toEqual(['store.db']);
  });

  it('many that open a new file at once all get the same store', async () => {
    const stores = [...Array(5).keys()].map(() => sqliteStore(file));
    await Promise.all(stores.map((store) => store.open()));
    await Promise.all(stores.map((store, at) => store.commit([step(`i${at}`, 1)])));
    expect(await stores[0]!.journalSize()).toBe(5);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('a log without its file is not read into a new store', async () => {
    writeFileSync(`${file}-wal`, 'steps');
    expect(await openError()).toMatchObject({ code: 'STORE_CORRUPT', params: { problem: 'logWithoutFile' } });
    expect(readdirSync(folder)).toEqual(['store.db-wal']);
  });
});

describe('a file that is no store', () => {
  it('an empty file', async () => {
    writeFileSync(file, '');
    await expectRefused('STORE_CORRUPT', 'empty');
  });

  it('a text file', async () => {
    writeFileSync(file, 'Quy trình nội bộ\n'.repeat(200));
    const error = await expectRefused('STORE_CORRUPT', 'notDatabase');
    expect(error.message).toBe(
      `STORE_CORRUPT: The store ${file} is damaged: it is not a database file. Nothing was changed; restore it from a backup.`,
    );
  });

  it('a short text file', async () => {
    writeFileSync(file, 'x');
    await expectRefused('STORE_CORRUPT', 'tooShort');
  });

  it.each(['delete', 'wal'])('somebody else’s database in %s mode', async (mode) => {
    const other = new DatabaseSync(file);
    other.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE tasks (id); INSERT INTO tasks VALUES (1)`);
    other.close();
    await expectRefused('STORE_NOT_OURS');
  });

  it('somebody else’s database that is in use', async () => {
    const other = new DatabaseSync(file);
    other.exec('PRAGMA journal_mode = wal; CREATE TABLE tasks (id); INSERT INTO tasks VALUES (1)');
    await expectRefused('STORE_NOT_OURS');
    other.close();
  });

  it('a store of a later version, of no version, and one that is brought to a later version while it is open', async () => {
    await makeStore();
    const tool = new DatabaseSync(file);
    const store = sqliteStore(file);
    await store.open();
    tool.exec('PRAGMA user_version = 2');
    await expect(store.commit([step('a', 41)])).rejects.toMatchObject({
      code: 'STORE_NEWER',
      params: { found: 2, known: 1 },
    });
    await store.close();
    expect(await openError()).toMatchObject({ code: 'STORE_NEWER', params: { found: 2, known: 1 } });
    tool.exec('PRAGMA user_version = 0');
    expect(await openError()).toMatchObject({ code: 'STORE_CORRUPT', params: { problem: 'noFormat' } });
    tool.close();
  });

  it.each([
    ['DROP INDEX timers_by_due', 'index timers_by_due', 'missing'],
    ['DROP TABLE used_keys', 'table used_keys', 'missing'],
    ['ALTER TABLE timers ADD COLUMN extra TEXT', 'table timers', 'not as it should be'],
  ])('a store after “%s”', async (sql, object, state) => {
    await makeStore();
    const tool = new DatabaseSync(file);
    tool.exec(sql);
    tool.close();
    const error = await expectRefused('STORE_CORRUPT', 'schema');
    expect(error.params).toMatchObject({ object, state });
  });

  it('an index that somebody added is left alone', async () => {
    await makeStore();
    const tool = new DatabaseSync(file);
    tool.exec('CREATE INDEX mine ON tasks (element)');
    tool.close();
    const store = sqliteStore(file);
    await store.open();
    expect(await store.journalSize()).toBe(40);
    await store.close();
  });
});

describe('a damaged store', () => {
  it('cut off at any place', async () => {
    await makeStore();
    const whole = readFileSync(file);
    for (const size of [1, 50, 99, 100, 512, 4_096, 8_192, whole.length - 4_096, whole.length - 1]) {
      writeFileSync(file, whole);
      truncateSync(file, size);
      await expectRefused('STORE_CORRUPT');
    }
  });

  it('with overwritten bytes: refused, found by the check, or without meaning for the rows; never another error', async () => {
    await makeStore(25);
    const whole = readFileSync(file);
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.integer({ min: 1, max: 64 }),
        async (at, xor, length) => {
          const damaged = Buffer.from(whole);
          for (let place = at; place < Math.min(at + length, damaged.length); place += 1) damaged[place]! ^= xor;
          writeFileSync(file, damaged);
          const store = sqliteStore(file, { readOnly: true });
          try {
            await store.open();
            const faults = await store.integrityCheck();
            await store.journal({});
            await store.instances({});
            await store.tasks({ roles: ['clerk'] });
            codes.add(faults.length === 0 ? 'sound' : 'found');
          } catch (error) {
            if (!isEngineError(error)) throw error;
            codes.add(error.code);
            expect(['STORE_CORRUPT', 'STORE_NOT_OURS', 'STORE_NEWER']).toContain(error.code);
          } finally {
            await store.close();
          }
          expect(readFileSync(file).equals(damaged)).toBe(true);
        },
      ),
      {
        numRuns: 150,
        examples: [
          [0, 255, 16],
          [17, 1, 2],
          [63, 2, 1],
          [68, 255, 4],
          [100, 255, 64],
        ],
      },
    );
    expect([...codes].sort()).toEqual(expect.arrayContaining(['STORE_CORRUPT', 'STORE_NEWER', 'STORE_NOT_OURS']));
  });

  it('a row that is not what it should be names its table', async () => {
    await makeStore();
    const tool = new DatabaseSync(file);
    tool.exec(`UPDATE tasks SET task = '{"name":'`);
    tool.close();
    const store = sqliteStore(file);
    await store.open();
    const taskId = (await store.tasks({})).unreadable?.[0]?.id.slice('a:'.length) ?? '';
    await expect(store.task('a', taskId)).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      params: { problem: 'badRow', table: 'tasks' },
    });
    await store.close();
  });

  it('the check finds a removed entry, a step too many, a changed hash and a stray candidate', async () => {
    await makeStore();
    const faultsAfter = async (sql: string): Promise<readonly string[]> => {
      const copy = join(folder, 'copy.db');
      cpSync(file, copy);
      const tool = new DatabaseSync(copy);
      tool.exec(sql);
      tool.close();
      const store = sqliteStore(copy, { readOnly: true });
      await store.open();
      const faults = await store.integrityCheck();
      await store.close();
      rmSync(copy);
      return faults.map(({ code }) => code);
    };
    expect(await faultsAfter('SELECT 1')).toEqual([]);
    expect(await faultsAfter('DELETE FROM journal WHERE position = 7')).toContain('position');
    expect(await faultsAfter('DELETE FROM journal WHERE position = 40')).toEqual(['steps']);
    expect(await faultsAfter('DELETE FROM instances')).toEqual(expect.arrayContaining(['steps']));
    expect(await faultsAfter(`UPDATE instances SET hash = x'00'`)).toEqual(['hash']);
    expect(await faultsAfter(`DELETE FROM tasks`)).toEqual(['candidates']);
    expect(await faultsAfter(`DELETE FROM task_candidates`)).toEqual([]);
  });
});

describe('reading only', () => {
  it('changes no byte and makes no file, whatever is asked', async () => {
    await makeStore();
    const before = readFileSync(file);
    const store = sqliteStore(file, { readOnly: true });
    await store.open();
    expect((await store.journal({})).length).toBe(40);
    expect(await store.integrityCheck()).toEqual([]);
    for (const write of [
      () => store.commit([step('a', 41)]),
      () => store.dropOutbox('x'),
      () => store.releaseJob('a', '1', 1),
      () => store.putCheckpoint({ size: 1, root: 'a'.repeat(64), at: 1, frontier: '', note: '' }),
    ]) {
      await expect(write()).rejects.toMatchObject({ code: 'STORE_WRITE', params: { problem: 'readOnly' } });
    }
    await store.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['store.db']);
  });

  it('sees the last steps of a store that is in use, or whose process died, and leaves its data alone', async () => {
    const writer = sqliteStore(file);
    await writer.open();
    await writer.commit([step('a', 1)]);
    const copy = join(folder, 'copy.db');
    for (const ending of ['', '-wal']) cpSync(file + ending, copy + ending);
    for (const path of [file, copy]) {
      const bytes = (): string[] => ['', '-wal'].map((ending) => readFileSync(path + ending, 'base64'));
      const before = bytes();
      const reader = sqliteStore(path, { readOnly: true });
      await reader.open();
      expect(await reader.journalSize()).toBe(1);
      await reader.close();
      expect(bytes()).toEqual(before);
    }
    expect(await writer.commit([step('a', 2)])).toEqual([{ ok: true, position: 2 }]);
    await writer.close();
  });
});

describe('options', () => {
  it('unknown and wrong options are refused with a suggestion', () => {
    const wrong = (options: object): unknown => {
      try {
        return sqliteStore(file, options);
      } catch (error) {
        return error;
      }
    };
    expect(wrong({ readonly: true })).toMatchObject({
      code: 'OPTION_UNKNOWN',
      params: { suggestion: ' Did you mean "readOnly"?' },
    });
    expect(wrong({ colour: 1 })).toMatchObject({ code: 'OPTION_UNKNOWN', params: { suggestion: '' } });
    expect(wrong({ durability: 'most' })).toMatchObject({ code: 'OPTION_INVALID', params: { name: 'durability' } });
    expect(wrong({ busyTimeoutMs: -1 })).toMatchObject({ code: 'OPTION_INVALID' });
    expect(wrong({ readOnly: 'yes' })).toMatchObject({ code: 'OPTION_INVALID' });
    expect(() => sqliteStore(':memory:')).toThrow('memoryStore()');
    expect(existsSync(file)).toBe(false);
  });
});
