// What a process depends on fails under it, and comes back: the disk, the server, the line, the clock. Engines are at work meanwhile;
// what they were told is kept must be kept, and everything must come to its end, each thing once.
import { chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, systemClock, type Store } from 'quytrinh';
import { isEngineError } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { lineTo, type Line } from '../postgres/line-to.ts';
import { asked } from '../postgres/shared-postgres.ts';
import { startPostgres, type PostgresServer } from '../postgres/start-postgres.ts';
import { startStandby } from '../postgres/start-standby.ts';
import { acknowledge, acknowledgementsIn } from './acknowledgements.ts';
import { check } from './check.ts';
import { canMount, smallDisk, type Disk } from './disks.ts';
import { driveToTheEnd } from './drive.ts';
import { load } from './load.ts';
import { storeAt } from './open-store.ts';

let folder = '';
let acknowledgements = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quytrinh-surroundings-'));
  acknowledgements = join(folder, 'acknowledged');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Engines {
  /** `CODE problem` of every command that was refused, and of every trouble in the background. */
  readonly refusals: readonly string[];
  acknowledged(): number;
  end(): Promise<void>;
}

/** Engines at work in this process, one for each store. */
function atWork(stores: readonly Store[], now: () => number = () => systemClock.now()): Engines {
  const refusals: string[] = [];
  let isOver = false;
  const refused = (error: unknown): void => {
    refusals.push(isEngineError(error) ? `${error.code} ${error.params.problem ?? ''}` : String(error));
  };
  const tell = acknowledge(acknowledgements);
  const loads = stores.map((store, at) =>
    load({
      ...{ store, clock: { now }, tell, name: `e${at}`, onRefused: refused, onTrouble: refused },
      isOver: () => isOver,
    }),
  );
  return {
    refusals,
    acknowledged: () => acknowledgementsIn(acknowledgements).length,
    end: async () => {
      isOver = true;
      await Promise.all(loads);
    },
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let round = 0; round < 1_500; round += 1) {
    if (isTrue()) return;
    await wait(10);
  }
  throw new Error('it never came about');
}

/** So many acknowledgements more. */
async function progress(engines: Engines, more = 20): Promise<void> {
  const before = engines.acknowledged();
  await until(() => engines.acknowledged() >= before + more);
}

async function expectAllIsWell(store: string, offsetMs = 61_000): Promise<void> {
  const acknowledged = acknowledgementsIn(acknowledgements);
  expect(await driveToTheEnd({ store, acknowledgements, offsetMs, acknowledged })).toEqual([]);
  expect((await check(store, () => acknowledgementsIn(acknowledgements), true)).faults).toEqual([]);
}

describe.skipIf(!canMount())('a disk of SQLite', () => {
  let disk: Disk;
  let file = '';
  beforeEach(() => {
    disk = smallDisk('2m')!;
    file = join(disk.folder, 'store.db');
  });
  afterEach(() => disk.drop());

  it('that is full: commands are refused, nothing that was acknowledged is lost; with room again all goes on', async () => {
    const engines = atWork([storeAt(file)]);
    await until(() => engines.refusals.length > 10);
    expect(engines.acknowledged()).toBeGreaterThan(20);
    expect(new Set(engines.refusals)).toEqual(new Set(['STORE_WRITE diskFull']));
    expect((await check(file, () => acknowledgementsIn(acknowledgements), false)).faults).toEqual([]);
    disk.change('size=64m');
    await progress(engines, 40);
    await engines.end();
    await expectAllIsWell(file);
  }, 60_000);

  it('that can not be written: no engine is opened, an inspector reads; not a byte is changed', async () => {
    disk.change('size=64m');
    const engines = atWork([storeAt(file)]);
    await progress(engines);
    await engines.end();
    disk.change('ro');
    const size = statSync(file).size;
    for (const store of [sqliteStore(file), sqliteStore(join(disk.folder, 'new.db'))]) {
      await expect(openEngine({ store })).rejects.toMatchObject({
        code: 'STORE_OPEN',
        params: { problem: 'noAccess' },
      });
    }
    const reader = sqliteStore(file, { readOnly: true });
    await reader.open();
    expect(await reader.journalSize()).toBeGreaterThan(20);
    expect(await reader.integrityCheck()).toEqual([]);
    await reader.close();
    expect(readdirSync(disk.folder)).toEqual(['store.db']);
    expect(statSync(file).size).toBe(size);
    disk.change('rw,size=64m');
    await expectAllIsWell(file);
  }, 60_000);
});

describe('a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());
  let schema = 0;
  beforeEach(() => (schema += 1));
  const at = (url = server.url): string => `${url}#w${schema}`;

  it.skipIf(!canMount())('whose disk is full: as with SQLite', { timeout: 120_000 }, async () => {
    const disk = smallDisk('3m')!;
    const [{ data_directory: data } = {}] = await asked('SHOW data_directory', server.url);
    const owner = statSync(String(data));
    chownSync(disk.folder, owner.uid, owner.gid);
    await asked(`CREATE TABLESPACE small LOCATION '${disk.folder}'`, server.url);
    await asked(`ALTER DATABASE postgres SET default_tablespace = small`, server.url);
    try {
      const engines = atWork([storeAt(at()), storeAt(at())]);
      await until(() => engines.refusals.length > 10);
      expect(engines.acknowledged()).toBeGreaterThan(20);
      expect(new Set(engines.refusals)).toEqual(new Set(['STORE_WRITE diskFull']));
      expect((await check(at(), () => acknowledgementsIn(acknowledgements), false)).faults).toEqual([]);
      disk.change('size=64m');
      await progress(engines, 40);
      await engines.end();
      await expectAllIsWell(at());
    } finally {
      await asked(`ALTER DATABASE postgres RESET default_tablespace`, server.url);
      await asked(`DROP SCHEMA w${schema} CASCADE`, server.url);
      await asked('DROP TABLESPACE small', server.url);
      disk.drop();
    }
  });

  it('that takes no writes for a while: nobody notices', { timeout: 120_000 }, async () => {
    const engines = atWork([storeAt(at()), storeAt(at())]);
    await progress(engines);
    await asked('ALTER SYSTEM SET default_transaction_read_only = on', server.url);
    await asked('SELECT pg_reload_conf()', server.url);
    await wait(1_500);
    await asked(
      'ALTER SYSTEM RESET default_transaction_read_only',
      `${server.url}?options=-c%20default_transaction_read_only%3Doff`,
    );
    await asked('SELECT pg_reload_conf()', server.url);
    await progress(engines, 40);
    await engines.end();
    expect(engines.refusals).toEqual([]);
    await expectAllIsWell(at());
  });

  describe('behind a line', () => {
    let line: Line;
    let url = '';
    beforeEach(async () => {
      line = await lineTo(Number(new URL(server.url).port));
      const address = new URL(server.url);
      address.port = `${line.port}`;
      url = address.href;
    });
    afterEach(() => line.close());

    it('that is cut again and again, also in mid-commit: nobody notices', { timeout: 120_000 }, async () => {
      const engines = atWork([storeAt(at(url)), storeAt(at(url))]);
      await progress(engines);
      for (let round = 0; round < 12; round += 1) {
        if (round % 3 === 2) {
          await line.down();
          await wait(50);
          await line.up();
        } else {
          const cuts = line.cuts();
          line.cutAtAnswer();
          await until(() => line.cuts() > cuts);
        }
        await progress(engines, 8);
      }
      await engines.end();
      expect(engines.refusals).toEqual([]);
      await expectAllIsWell(at());
    });

    it(
      'that dies, and another one takes over with the same data: nobody notices, nothing is lost',
      { timeout: 180_000 },
      async () => {
        const first = await startPostgres();
        line.leadTo(Number(new URL(first.url).port));
        const engines = atWork([storeAt(at(url)), storeAt(at(url))]);
        await progress(engines);
        const standby = await startStandby(first.url);
        try {
          await progress(engines, 40);
          await first.kill();
          const before = engines.acknowledged();
          await wait(300);
          await standby.promote();
          line.leadTo(standby.port);
          await until(() => engines.acknowledged() > before + 40);
          await engines.end();
          expect(engines.refusals).toEqual([]);
          const there = new URL(server.url);
          there.port = `${standby.port}`;
          await expectAllIsWell(at(there.href));
        } finally {
          await standby.stop();
          await first.stop();
        }
      },
    );
  });
});

describe('a clock', () => {
  it(
    'that jumps days back and forward: each timer fires once, each job is done once',
    { timeout: 60_000 },
    async () => {
      const file = join(folder, 'store.db');
      let offsetMs = 0;
      const now = (): number => systemClock.now() + offsetMs;
      const engines = atWork([storeAt(file), storeAt(file)], now);
      for (const days of [1, -1, 30, 0, -100, 100, 0.01, -0.01]) {
        offsetMs = days * 86_400_000;
        await progress(engines, 12);
      }
      await engines.end();
      expect(engines.refusals).toEqual([]);
      await expectAllIsWell(file, 101 * 86_400_000);
    },
  );
});
