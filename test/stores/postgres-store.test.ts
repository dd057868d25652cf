// What only a PostgreSQL store has to stand: servers that go away, connections that are cut, others' schemas, rights, deadlocks.
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StepTransaction, StepWrite } from 'quytrinh/engine';
import { isEngineError, limits, type EngineError } from 'quytrinh/model';
import { postgresStore, type PostgresStore, type PostgresStoreOptions } from 'quytrinh/stores/postgres';
import { lineTo, type Line } from '../postgres/line-to.ts';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';
import { startPostgres, type PostgresServer } from '../postgres/start-postgres.ts';
import { faultsOf, step } from './children/steps.ts';

let url = '';
let schema = '';
const opened: PostgresStore[] = [];
beforeEach(async () => {
  url = await sharedPostgres();
  schema = freshSchema();
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  await asked(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
});

async function open(options: PostgresStoreOptions = {}, at: string | Pool = url): Promise<PostgresStore> {
  const store = postgresStore(at, { schema, ...options });
  opened.push(store);
  await store.open();
  return store;
}

async function errorOf(act: () => Promise<unknown>): Promise<EngineError> {
  const error: unknown = await act().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isEngineError(error)) throw new TypeError(`not an EngineError: ${String(error)}`);
  return error;
}

/** Another transaction has written when `act` begins, and is committed when `act` waits for it. */
async function meanwhile<T>(sql: string, act: () => Promise<T>): Promise<T> {
  const other = new Client({ connectionString: url });
  await other.connect();
  try {
    await other.query(`BEGIN; ${sql}`);
    const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const result = act();
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE ${rows[0]?.pid} = ANY (pg_blocking_pids(pid))`;
    await vi.waitUntil(async () => (await asked(waiting)).length > 0, { timeout: 10_000 });
    await other.query('COMMIT');
    return await result;
  } finally {
    await other.end();
  }
}

const changed = (change: (address: URL) => void): string => {
  const address = new URL(url);
  change(address);
  return address.href;
};

describe('the place', () => {
  it('says where it is without user and password, and needs an address', async () => {
    const { name } = await open();
    expect(name).toBe(`postgres://${new URL(url).host}/postgres/${schema}`);
    expect(() => postgresStore('store.db')).toThrow('postgres://user@host/database');
    expect(() => postgresStore('postgres://user:pa/ss@host/db')).toThrow('%40');
  });

  it('a server, a database or a user that is not there is refused; nothing of the password is said', async () => {
    const refused = (address: string): Promise<EngineError> => errorOf(() => open({ retryForMs: 0 }, address));
    const noServer = await refused(changed((address) => (address.port = '1')));
    expect(noServer).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'connection' } });
    const noDatabase = await refused(changed((address) => (address.pathname = '/nowhere')));
    expect(noDatabase).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'noDatabase' } });
    const wrong = await refused(changed((address) => (address.password = 'wr0ng')));
    expect(wrong).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'login' } });
    expect(JSON.stringify([wrong, wrong.message, wrong.cause])).not.toContain('wr0ng');
  });

  it('a user without rights is refused; with rights on a schema that is there he needs no more', async () => {
    await asked(`CREATE ROLE ${schema} LOGIN PASSWORD 'p'`);
    const asUser = changed((address) => ((address.username = schema), (address.password = 'p')));
    try {
      expect(await errorOf(() => open({}, asUser))).toMatchObject({
        code: 'STORE_OPEN',
        params: { problem: 'noAccess' },
      });
      await asked(`CREATE SCHEMA ${schema} AUTHORIZATION ${schema}`);
      const store = await open({}, asUser);
      expect(await store.commit([step('a', 1)])).toEqual([{ ok: true, position: 1 }]);
    } finally {
      for (const store of opened.splice(0)) await store.close();
      await asked(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await asked(`DROP ROLE ${schema}`);
    }
  });

  it('a schema with the tables of somebody else is left alone', async () => {
    await asked(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.tasks (mine int)`);
    expect(await errorOf(() => open())).toMatchObject({ code: 'STORE_NOT_OURS' });
    expect(await asked(`SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = '${schema}'`)).toEqual([{ n: 1 }]);
  });

  it('an empty schema that is there is used', async () => {
    await asked(`CREATE SCHEMA ${schema}`);
    expect(await (await open()).journalSize()).toBe(0);
  });

  it('a newer format is refused when it is opened, and when it comes while it is open', async () => {
    const store = await open();
    await asked(`INSERT INTO ${schema}.store_format (number) VALUES (99)`);
    expect(await errorOf(() => store.commit([step('a', 1)]))).toMatchObject({ code: 'STORE_NEWER' });
    expect(await errorOf(() => open())).toMatchObject({ code: 'STORE_NEWER', params: { found: 99 } });
    expect(await store.journalSize()).toBe(0);
  });

  it('many that open a new schema at once all get the same store', async () => {
    const stores = await Promise.all([...Array(5).keys()].map(() => open()));
    await Promise.all(stores.map((store, at) => store.commit([step(`i${at}`, 1)])));
    expect(await stores[0]?.journalSize()).toBe(5);
  });

  it('two schemas of one database are two stores', async () => {
    const other = freshSchema();
    const left = await open();
    const right = await open({ schema: other });
    await left.commit([step('a', 1)]);
    expect(await right.commit([step('a', 1)])).toEqual([{ ok: true, position: 1 }]);
    await asked(`DROP SCHEMA ${other} CASCADE`);
  });

  it('a pool that was given is used, and left to its owner', async () => {
    const pool = new Pool({ connectionString: url, max: 2 });
    const store = await open({}, pool);
    await store.commit([step('a', 1)]);
    await store.close();
    expect((await pool.query(`SELECT count(*)::int AS n FROM ${schema}.journal`)).rows).toEqual([{ n: 1 }]);
    await pool.end();
  });

  it('unknown and wrong options are refused with a suggestion', () => {
    const wrong = (options: object): unknown => {
      try {
        return postgresStore(url, options);
      } catch (error) {
        return error;
      }
    };
    expect(wrong({ Schema: 'x' })).toMatchObject({
      code: 'OPTION_UNKNOWN',
      params: { suggestion: ' Did you mean "schema"?' },
    });
    expect(wrong({ schema: 'x"; DROP' })).toMatchObject({ code: 'OPTION_INVALID', params: { name: 'schema' } });
    expect(wrong({ connections: 0 })).toMatchObject({ code: 'OPTION_INVALID' });
    expect(wrong({ retryForMs: -1 })).toMatchObject({ code: 'OPTION_INVALID' });
  });

  it('read only: makes nothing, writes nothing, and needs no more than the rights to read', async () => {
    const nothing = await errorOf(() => open({ readOnly: true }));
    expect(nothing).toMatchObject({ code: 'STORE_OPEN', params: { problem: 'noStore' } });
    expect(await asked(`SELECT 1 FROM pg_namespace WHERE nspname = '${schema}'`)).toEqual([]);

    const written = await open();
    await written.commit([step('i', 1)]);
    await asked(`CREATE ROLE ${schema}_reader LOGIN PASSWORD 'p'`);
    await asked(`GRANT USAGE ON SCHEMA ${schema} TO ${schema}_reader`);
    await asked(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${schema}_reader`);
    const reader = changed((address) => {
      address.username = `${schema}_reader`;
      address.password = 'p';
    });
    const store = await open({ readOnly: true }, reader);
    expect(await store.journal({})).toEqual(await written.journal({}));
    const refused = await errorOf(() => store.commit([step('j', 1)]));
    expect(refused).toMatchObject({ code: 'STORE_WRITE', params: { problem: 'openedReadOnly' } });
    expect(await store.instance('j')).toBeNull();

    await asked(`DELETE FROM ${schema}.store_format`);
    expect(await errorOf(() => open({ readOnly: true }))).toMatchObject({ code: 'STORE_NOT_OURS' });
    await written.close();
    await store.close();
    await asked(`DROP SCHEMA ${schema} CASCADE`);
    await asked(`DROP ROLE ${schema}_reader`);
  });
});

describe('damage', () => {
  it('a missing table and a row that cannot be read are named', async () => {
    const store = await open();
    await store.commit([step('a', 1)]);
    await asked(`UPDATE ${schema}.tasks SET task = '{"name":'`);
    expect(await errorOf(() => store.task('a', '1'))).toMatchObject({
      code: 'STORE_CORRUPT',
      params: { problem: 'badRow', table: 'tasks' },
    });
    await asked(`DROP TABLE ${schema}.timers`);
    expect(await errorOf(() => store.nextDueAt())).toMatchObject({
      code: 'STORE_CORRUPT',
      params: { problem: 'schema' },
    });
  });
});

describe('a write that fails', () => {
  it('on a full disk, or a server that takes no writes, keeps nothing of its group; the next one works', async () => {
    const store = await open();
    await store.commit([step('a', 1)]);
    await asked(`CREATE FUNCTION ${schema}.full() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON ${schema}.journal EXECUTE FUNCTION ${schema}.full()`);
    const error = await errorOf(() => store.commit([step('a', 2), step('b', 1)]));
    expect(error).toMatchObject({ code: 'STORE_WRITE', params: { problem: 'diskFull' } });
    await asked(`DROP TRIGGER full_disk ON ${schema}.journal`);
    expect(await faultsOf(store, ['a:1'])).toEqual([]);
    const fixed = await open(
      { retryForMs: 100 },
      changed((address) => address.searchParams.set('options', '-c default_transaction_read_only=on')),
    );
    expect(await errorOf(() => fixed.commit([step('a', 2)]))).toMatchObject({ params: { problem: 'readOnly' } });
    expect(await fixed.journalSize()).toBe(1);
    expect(await store.commit([step('a', 2), step('b', 1)])).toEqual([
      { ok: true, position: 2 },
      { ok: true, position: 3 },
    ]);
  });
});

describe('a server that takes no writes', () => {
  it(
    'until another takes over: writes wait, also those with rows of their caller, and find their way to it',
    { timeout: 60_000 },
    async () => {
      const database = freshSchema();
      await asked(`CREATE DATABASE ${database}`);
      const at = changed((address) => (address.pathname = database));
      try {
        const made = await open({}, at);
        await made.commit([step('a', 1)]);
        await asked(`ALTER DATABASE ${database} SET default_transaction_read_only = on`);
        const store = await open({ retryForMs: 30_000 }, at);
        // Connections of the time before rest in the pool.
        await Promise.all(Array.from({ length: 6 }, () => store.journal({})));
        const attach = async (tx: StepTransaction): Promise<void> => {
          await tx.run('CREATE TABLE own (number int)');
        };
        const written = store.commit([step('a', 2)]);
        const attached = store.commit([{ ...step('b', 1), attach }]);
        const early = await Promise.race([written, attached, wait(400)]);
        expect(early).toBe(undefined);
        await asked(`ALTER DATABASE ${database} RESET default_transaction_read_only`);
        expect([...(await written), ...(await attached)].map(({ ok }) => ok)).toEqual([true, true]);
        expect(await store.journalSize()).toBe(3);
      } finally {
        for (const one of opened.splice(0)) await one.close();
        await asked(`DROP DATABASE ${database}`);
      }
    },
  );
});

describe('many at once', () => {
  const steps = (seq: number): readonly StepWrite[] => ['a', 'b', 'c', 'd'].map((name) => step(name, seq));

  it('stand on a database whose transactions are stricter unless told', { timeout: 60_000 }, async () => {
    const database = freshSchema();
    await asked(`CREATE DATABASE ${database}`);
    const at = changed((address) => (address.pathname = database));
    try {
      await asked(`ALTER DATABASE ${database} SET default_transaction_isolation = 'repeatable read'`);
      const stores = [await open({}, at), await open({}, at)];
      for (let round = 0; round < 20; round += 1) {
        const outcomes = await Promise.all(
          stores.flatMap((store, left) =>
            [0, 1, 2].map((one) =>
              store.commit([step(`i${round}-${left}-${one}`, 1), step(`j${round}-${left}-${one}`, 1)]),
            ),
          ),
        );
        expect(outcomes.flat().every(({ ok }) => ok)).toBe(true);
      }
      expect(await stores[0]?.journalSize()).toBe(240);
    } finally {
      for (const store of opened.splice(0)) await store.close();
      await asked(`DROP DATABASE ${database}`);
    }
  });

  it('groups that cross each other wait in no circle; positions have no gaps', { timeout: 60_000 }, async () => {
    const stores = await Promise.all([open(), open(), open()]);
    for (let seq = 1; seq <= 25; seq += 1) {
      const orders = [steps(seq), steps(seq).toReversed(), [...steps(seq).slice(2), ...steps(seq).slice(0, 2)]];
      const outcomes = await Promise.all(stores.map((store, at) => store.commit(orders[at]!)));
      expect(outcomes.flat().filter(({ ok }) => ok).length).toBe(4);
    }
    expect(await faultsOf(stores[0], ['d:25'])).toEqual([]);
  });

  it('groups with several steps of the same instances cross each other too', { timeout: 60_000 }, async () => {
    const [left, right] = await Promise.all([open(), open()]);
    for (let round = 0; round < 6; round += 1) {
      const seq = 2 * round + 1;
      const long = (names: readonly string[]): StepWrite[] =>
        [seq, seq + 1].flatMap((at) => names.map((name) => step(name, at)));
      const outcomes = await Promise.all([left.commit(long(['a', 'b'])), right.commit(long(['b', 'a']))]);
      expect(outcomes.flat().filter(({ ok }) => ok).length).toBe(4);
    }
    expect(await faultsOf(left, ['a:12', 'b:12'])).toEqual([]);
  });

  it('one that meets another which ends its instance at that moment has lost; the rest of its group is kept', async () => {
    const store = await open();
    await store.commit([step('a', 1), step('b', 1)]);
    const outcomes = await meanwhile(
      `UPDATE ${schema}.instances SET status = 'completed', ended_at = 2, seq = 2 WHERE instance_id = 'a'`,
      () => store.commit([step('a', 2), step('b', 2)]),
    );
    expect(outcomes).toEqual([
      { ok: false, reason: 'conflict', found: 2 },
      { ok: true, position: 3 },
    ]);
  });

  it('one that begins what another begins and ends at that moment has lost', async () => {
    const store = await open();
    await store.commit([step('b', 1)]);
    const outcomes = await meanwhile(
      `INSERT INTO ${schema}.instances SELECT 9, 'a', process, definition, 'completed', suspended, business_key, started_at, 1, seq,
        hash, snapshot, dossier_status FROM ${schema}.instances;
      INSERT INTO ${schema}.journal SELECT 9, 'a', seq, at, hash, text FROM ${schema}.journal`,
      () => store.commit([step('a', 1)]),
    );
    expect(outcomes).toEqual([{ ok: false, reason: 'conflict', found: 1 }]);
    expect((await store.instance('a'))?.status).toBe('completed');
    expect((await store.instances({})).rows.length).toBe(2);
  });
});

describe('a commit of another is heard', () => {
  const job = {
    ...{ instanceId: 'a', jobId: '1', process: 'p', element: 'e', jobType: 't', retries: 1, availableAt: 1 },
    ...{ headers: {}, createdAt: 1, lease: null, fence: 0 },
  };
  const withJob = (seq: number): StepWrite => ({ ...step('a', seq), changes: [{ table: 'jobs', put: job }] });

  it('over a single connection leaves that to the commands', { timeout: 30_000 }, async () => {
    const pool = new Pool({ connectionString: url, max: 1 });
    try {
      for (const store of [await open({ connections: 1, retryForMs: 0 }), await open({ retryForMs: 0 }, pool)]) {
        const end = store.onWake(() => undefined);
        await new Promise((done) => setTimeout(done, 200));
        const late = new Promise((done) => setTimeout(done, 2_000, 'waits'));
        expect(await Promise.race([store.journalSize(), late])).toBe(0);
        end();
      }
    } finally {
      for (const store of opened.splice(0)) await store.close();
      await pool.end();
    }
  });

  it('when it makes work, also after the connection broke; not when it makes none, and not after the end', async () => {
    const [store, other] = await Promise.all([open(), open()]);
    let calls = 0;
    const stop = store.onWake(() => (calls += 1));
    // The first call says that it listens now.
    await vi.waitFor(() => expect(calls).toBe(1));
    await other.commit([withJob(1)]);
    await vi.waitFor(() => expect(calls).toBe(2));
    await other.commit([step('b', 1)]);
    await asked(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN ${schema}_wake'`);
    await vi.waitFor(() => expect(calls).toBe(3), { timeout: 5_000 });
    await other.commit([withJob(2)]);
    await vi.waitFor(() => expect(calls).toBe(4));
    stop();
    await other.commit([withJob(3)]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(calls).toBe(4);
  });
});

describe('connections that break', () => {
  it('at rest are replaced without a word', async () => {
    // In a database of its own: the connections of other tests are theirs.
    await asked(`CREATE DATABASE ${schema}`);
    try {
      const store = await open(
        {},
        changed((address) => (address.pathname = `/${schema}`)),
      );
      await store.commit([step('a', 1)]);
      const ended = await asked(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${schema}'`);
      expect(ended.length).toBeGreaterThan(0);
      expect(await store.commit([step('a', 2)])).toEqual([{ ok: true, position: 2 }]);
      expect(await store.journalSize()).toBe(2);
    } finally {
      for (const store of opened.splice(0)) await store.close();
      await asked(`DROP DATABASE ${schema}`);
    }
  });

  describe('by a line that is cut', () => {
    let line: Line;
    beforeEach(async () => {
      line = await lineTo(Number(new URL(url).port));
    });
    afterEach(() => line.close());
    const through = (): string => changed((address) => (address.port = `${line.port}`));

    it('after the server has done its work, before it could say so: it is found done, once', async () => {
      const store = await open({}, through());
      await store.commit([step('a', 1)]);
      for (let seq = 2; seq < 8; seq += 1) {
        line.cutAtAnswer();
        expect(await store.commit([step('a', seq), step('b', seq - 1)])).toEqual([
          { ok: true, position: 2 * seq - 2 },
          { ok: true, position: 2 * seq - 1 },
        ]);
      }
      expect(line.cuts()).toBe(6);
      expect(await faultsOf(store, ['a:7', 'b:6'])).toEqual([]);
    });

    it(
      'of a process that sleeps in the middle of a transaction: it holds up the others for some seconds, and its step is kept once',
      { timeout: 60_000 },
      async () => {
        // It sleeps longer than it would wait for a server that is away.
        const sleeper = await open({ retryForMs: 1_000 }, through());
        const other = await open();
        await sleeper.commit([step('a', 1)]);
        line.sleepAtAnswer();
        const asleep = sleeper.commit([
          {
            ...step('a', 2),
            attach: async (tx) => {
              await tx.run('SELECT 1');
            },
          },
        ]);
        while (!line.isAsleep()) await new Promise((resolve) => setTimeout(resolve, 10));
        const before = performance.now();
        expect(await other.commit([step('b', 1)])).toMatchObject([{ ok: true }]);
        expect(performance.now() - before).toBeLessThan(3 * limits.transactionIdleMs);
        line.wake();
        expect(await asleep).toMatchObject([{ ok: true }]);
        expect(await faultsOf(other, ['a:2', 'b:1'])).toEqual([]);
      },
    );

    it('for longer than one waits: it is said that nobody knows, and all goes on when the line is back', async () => {
      const store = await open({ retryForMs: 300 }, through());
      await store.commit([step('a', 1)]);
      await line.down();
      expect(await errorOf(() => store.commit([step('a', 2)]))).toMatchObject({
        code: 'STORE_LOST',
        params: { problem: 'connection' },
      });
      expect(await errorOf(() => store.instance('a'))).toMatchObject({
        code: 'STORE_OPEN',
        params: { problem: 'connection' },
      });
      await line.up();
      expect(await store.commit([step('a', 2)])).toEqual([{ ok: true, position: 2 }]);
    });
  });
});

describe('a server that is started again in the middle of commits', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  it.each(['fast', 'immediate'] as const)(
    '%s: nothing is lost and nothing doubled',
    { timeout: 120_000 },
    async (how) => {
      const stores = await Promise.all([0, 1].map(() => open({ retryForMs: 60_000 }, server.url)));
      let isOver = false;
      const kept: string[] = [];
      const writers = stores.flatMap((store, machine) =>
        ['a', 'b', 'c'].map(async (lane) => {
          const name = `${how}-${machine}-${lane}`;
          for (let seq = 1; !isOver; seq += 1) {
            expect(await store.commit([step(name, seq)])).toMatchObject([{ ok: true }]);
            kept.push(`${name}:${seq}`);
          }
        }),
      );
      for (let round = 0; round < 3; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await server.restart(how);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      isOver = true;
      await Promise.all(writers);
      expect(kept.length).toBeGreaterThan(24);
      expect(await faultsOf(stores[0]!, kept)).toEqual([]);
      expect((await stores[0]!.journal({})).length).toBe(kept.length);
      for (const store of opened.splice(0)) await store.close();
      await asked(`DROP SCHEMA ${schema} CASCADE`, server.url);
    },
  );
});
