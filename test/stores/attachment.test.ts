// A row of the agency's own is there if and only if the step is: they are one transaction.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore, type Attachment, type Store } from 'quytrinh/engine';
import { memoryStore } from 'quytrinh/stores';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';
import { oneTask } from './children/one-task.ts';
import { endOf, startChild } from './children/run-child.ts';

interface Place {
  readonly open: () => Store;
  /** Name of the agency's table, and how its first two parameters are written. */
  readonly table: string;
  readonly places: string;
  readonly notes: () => Promise<readonly string[]>;
  /** Arguments of a child program that works here. */
  readonly address: readonly string[];
  readonly cleanUp: () => Promise<void>;
}

async function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-attach-'));
  const file = join(folder, 'store.db');
  const store = sqliteStore(file);
  await store.open();
  await store.close();
  const ask = (sql: string): readonly unknown[] => {
    const database = new DatabaseSync(file);
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  };
  ask('CREATE TABLE agency (instance_id TEXT PRIMARY KEY, note TEXT NOT NULL)');
  return {
    open: () => sqliteStore(file, { durability: 'normal' }),
    table: 'agency',
    places: '?, ?',
    notes: async () => ask('SELECT instance_id AS id FROM agency ORDER BY 1').map((row) => (row as { id: string }).id),
    address: [file, ''],
    cleanUp: async () => rmSync(folder, { recursive: true }),
  };
}

async function postgresPlace(): Promise<Place> {
  const url = await sharedPostgres();
  const schema = freshSchema();
  const store = postgresStore(url, { schema });
  await store.open();
  await store.close();
  await asked(`CREATE TABLE ${schema}.agency (instance_id text PRIMARY KEY, note text NOT NULL)`);
  return {
    open: () => postgresStore(url, { schema }),
    table: `${schema}.agency`,
    places: '$1, $2',
    notes: async () =>
      (await asked(`SELECT instance_id AS id FROM ${schema}.agency ORDER BY 1`)).map((row) => row.id as string),
    address: [url, schema],
    cleanUp: async () => {
      await asked(`DROP SCHEMA ${schema} CASCADE`);
    },
  };
}

describe.each([
  { kind: 'sqlite', make: sqlitePlace },
  { kind: 'postgres', make: postgresPlace },
])('what is written in the transaction of a step, on $kind', ({ make }) => {
  let place: Place;
  let engine: Engine;
  beforeEach(async () => {
    place = await make();
    engine = await openEngine({ store: place.open() });
    await engine.deployText(oneTask, 'one-task.bpmn');
  });
  afterEach(async () => {
    await engine.close();
    await place.cleanUp();
  });

  const started = async (): Promise<{ readonly instanceId: string; readonly taskId: string }> => {
    const { instanceId } = await engine.start('one');
    return { instanceId, taskId: (await engine.tasks({ instanceId })).rows[0]?.taskId ?? '' };
  };
  const insert =
    (id: string): Attachment =>
    async (tx) => {
      await tx.run(`INSERT INTO ${place.table} (instance_id, note) VALUES (${place.places})`, [id, 'đã ký']);
    };

  it('is kept with the step, and read back in it', async () => {
    const { instanceId, taskId } = await started();
    let seen: unknown;
    await engine.complete(taskId, {
      actor: 'a',
      inTransaction: async (tx) => {
        await insert(instanceId)(tx);
        seen = await tx.query(`SELECT note FROM ${place.table}`);
      },
    });
    expect(seen).toEqual([{ note: 'đã ký' }]);
    expect(await place.notes()).toEqual([instanceId]);
    expect(await engine.instance(instanceId)).toMatchObject({ status: 'completed' });
  });

  it('is gone with the step when it fails, and the caller hears his own error; then it works', async () => {
    const { instanceId, taskId } = await started();
    const failing = engine.complete(taskId, {
      actor: 'a',
      inTransaction: async (tx) => {
        await insert(instanceId)(tx);
        throw new RangeError('no more numbers');
      },
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await place.notes()).toEqual([]);
    expect(await engine.history(instanceId)).toHaveLength(1);
    await engine.complete(taskId, { actor: 'a', inTransaction: insert(instanceId) });
    const second = await started();
    const twice = engine.complete(second.taskId, { actor: 'a', inTransaction: insert(instanceId) });
    await expect(twice).rejects.toThrow(/unique/i);
    expect(await place.notes()).toEqual([instanceId]);
    expect(await engine.instance(second.instanceId)).toMatchObject({ status: 'active', seq: 1 });
  });

  it('leaves out its own step only, whatever is committed beside it', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, started));
    const outcomes = await Promise.allSettled(
      all.map(({ instanceId, taskId }, at) =>
        engine.complete(taskId, {
          actor: 'a',
          ...(at % 3 === 0 ? {} : { inTransaction: insert(at % 3 === 1 ? instanceId : 'same') }),
        }),
      ),
    );
    const failed = outcomes.filter(({ status }) => status === 'rejected').length;
    expect(failed).toBe(9);
    const kept = all.filter((_one, at) => at % 3 === 1).map(({ instanceId }) => instanceId);
    expect(await place.notes()).toEqual([...kept, 'same'].sort());
    expect((await engine.instances({ status: 'completed' })).rows).toHaveLength(21);
  });

  it('is written once under an idempotency key, and with a start or a message as with a task', async () => {
    let calls = 0;
    const start = () =>
      engine.start('one', {
        idempotencyKey: 'receipt 7',
        inTransaction: async (tx) => {
          calls += 1;
          await insert('started')(tx);
        },
      });
    const { instanceId } = await start();
    expect(await start()).toMatchObject({ instanceId, repeated: true });
    expect(calls).toBe(1);
    await engine.correlate({ message: 'order', inTransaction: insert('ordered') });
    expect(await place.notes()).toEqual(['ordered', 'started']);
  });

  it('goes with the result of a handler, or of a worker outside; when it fails, the job has failed', async () => {
    let id = 'first';
    engine.handle('number', (job) => {
      job.inTransaction(insert(id));
      return { number: id };
    });
    const first = await engine.start('three');
    await engine.runDue();
    expect(await engine.instance(first.instanceId)).toMatchObject({
      status: 'completed',
      variables: { number: 'first' },
    });
    const second = await engine.start('three'); // the same row again
    await engine.runDue();
    expect(await engine.instance(second.instanceId)).toMatchObject({ status: 'active', variables: {} });
    const [job] = (await engine.jobs({ instanceId: second.instanceId })).rows;
    expect(job).toMatchObject({ retries: 2 });
    id = 'second';
    await engine.completeJob(job?.jobId ?? '', { inTransaction: insert(id) });
    expect(await place.notes()).toEqual(['first', 'second']);
    expect(await engine.instance(second.instanceId)).toMatchObject({ status: 'completed' });
  });

  it('may neither end the transaction nor outlive it', async () => {
    const { instanceId, taskId } = await started();
    for (const sql of ['COMMIT', ' -- now\n rollback', '/* x */ BEGIN', 'savepoint s', 'SET x = 1', '; commit']) {
      const ending = engine.complete(taskId, {
        actor: 'a',
        inTransaction: async (tx) => {
          await tx.run(sql);
        },
      });
      await expect(ending, sql).rejects.toThrow(/ATTACHMENT_SQL/);
    }
    let kept: Parameters<Attachment>[0] | undefined;
    const late = engine.complete(taskId, {
      actor: 'a',
      inTransaction: async (tx) => {
        kept = tx;
        await insert(instanceId)(tx);
        await new Promise(() => undefined);
      },
    });
    await expect(late).rejects.toThrow(/ATTACHMENT_LATE/);
    await expect(kept?.run(`DELETE FROM ${place.table}`)).rejects.toThrow(/ATTACHMENT_OVER/);
    expect(await place.notes()).toEqual([]);
    expect(await engine.instance(instanceId)).toMatchObject({ seq: 1 });
  });

  it('fails with the caller’s own error, whatever that says, and is not asked again', async () => {
    const { taskId } = await started();
    let calls = 0;
    const failing = engine.complete(taskId, {
      actor: 'a',
      inTransaction: async () => {
        calls += 1;
        throw Object.assign(new Error('connection timeout of another service'), { code: 'ECONNREFUSED' });
      },
    });
    await expect(failing).rejects.toThrow(/^connection timeout of another service$/);
    expect(calls).toBe(1);
  });

  it('does not hold up what is asked meanwhile; nothing of it is seen before its end', async () => {
    const { instanceId, taskId } = await started();
    const seen: unknown[] = [];
    const slow = engine.complete(taskId, {
      actor: 'a',
      inTransaction: async (tx) => {
        await insert(instanceId)(tx);
        await new Promise((resolve) => setTimeout(resolve, 150));
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen.push(await place.notes());
    const [other] = await Promise.all([engine.start('one'), engine.tasks({ instanceId })]);
    await slow;
    expect(seen).toEqual([[]]);
    expect(await place.notes()).toEqual([instanceId]);
    expect(await engine.instance(other.instanceId)).toMatchObject({ status: 'active' });
  });

  it('is there if and only if the step is, however its process dies', { timeout: 120_000 }, async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const child = startChild('complete-with-row', ...place.address, place.table, place.places);
      child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), 40 + Math.random() * 120));
      const { output, errors } = await endOf(child);
      expect(errors).toBe('');
      acknowledged.push(...output.split('\n').slice(0, -1));
    }
    const completed: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Awaited<ReturnType<Engine['instances']>> = await engine.instances({
        status: 'completed',
        ...(cursor === undefined ? {} : { cursor }),
      });
      completed.push(...page.rows.map(({ instanceId }) => instanceId));
      cursor = page.next;
    }
    expect(await place.notes()).toEqual(completed.sort());
    expect(acknowledged.filter((id) => !completed.includes(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(4);
    const store = place.open();
    await store.open();
    expect(await verifyStore(store)).toMatchObject({ sound: true });
    await store.close();
  });
});

describe('two that wait for each other in rows of their own', () => {
  it('both come to their end on PostgreSQL: one of them is asked again', { timeout: 30_000 }, async () => {
    const place = await postgresPlace();
    const engine = await openEngine({ store: place.open() });
    try {
      await engine.deployText(oneTask, 'one-task.bpmn');
      await asked(`INSERT INTO ${place.table} VALUES ('x', ''), ('y', '')`);
      const inOrder = (...ids: readonly string[]): Attachment => {
        return async (tx) => {
          for (const id of ids) {
            await tx.run(`UPDATE ${place.table} SET note = note || '.' WHERE instance_id = $1`, [id]);
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        };
      };
      await Promise.all([
        engine.start('one', { inTransaction: inOrder('x', 'y') }),
        engine.start('one', { inTransaction: inOrder('y', 'x') }),
      ]);
      expect(await asked(`SELECT note FROM ${place.table}`)).toEqual([{ note: '..' }, { note: '..' }]);
      expect(await engine.count('instances')).toBe(2);
    } finally {
      await engine.close();
      await place.cleanUp();
    }
  });
});

describe('a conflict that ends the transaction of SQLite', () => {
  it('keeps nothing of what comes after it, and leaves the engine at work', async () => {
    const place = await sqlitePlace();
    const engine = await openEngine({ store: place.open() });
    try {
      await engine.deployText(oneTask, 'one-task.bpmn');
      const insert = `INTO ${place.table} (instance_id, note) VALUES (?, ?)`;
      await engine.start('one', {
        inTransaction: async (tx) => {
          await tx.run(`INSERT ${insert}`, ['x', '']);
        },
      });
      const swallowing = engine.start('one', {
        inTransaction: async (tx) => {
          await tx.run(`INSERT OR ROLLBACK ${insert}`, ['x', '']).catch(() => undefined);
          await tx.run(`INSERT ${insert}`, ['y', '']);
        },
      });
      await expect(swallowing).rejects.toThrow();
      expect(await place.notes()).toEqual(['x']);
      expect(await engine.count('instances')).toBe(1);
      await engine.start('one');
    } finally {
      await engine.close();
      await place.cleanUp();
    }
  });
});

describe('in memory', () => {
  it('is refused, since there is no SQL; nothing of the step is kept', async () => {
    const engine = await openEngine({ store: memoryStore() });
    await engine.deployText(oneTask, 'one-task.bpmn');
    await expect(engine.start('one', { inTransaction: () => undefined })).rejects.toThrow(/STORE_NO_SQL/);
    expect((await engine.instances({})).rows).toEqual([]);
    const broadcast = engine.broadcast({ name: 'x', inTransaction: () => undefined } as { name: string });
    await expect(broadcast).rejects.toThrow(/ARGUMENT_INVALID/);
    await engine.close();
  });
});
