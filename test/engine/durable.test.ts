// What survives: restarts in the middle, two engines on one file, poisoned instances; and what an auditor finds when somebody has
// changed the file.
import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from 'quytrinh';
import { verifyStore, type Store } from 'quytrinh/engine';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  message,
  multiInstance,
  service,
  start,
  timer,
  user,
} from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const dossier = bpmn(
  [
    start('s'),
    and('f'),
    user('a', multiInstance({ collection: 'list', element: 'item', outputs: 'results', output: 'got' })),
    service('w'),
    boundary('t', 'w', timer('PT1H'), false),
    user('late'),
    catching('m', message('paid')),
    and('j'),
    user('b'),
    end('e'),
  ],
  ['s -> f', 'f -> a -> j', 'f -> w -> j', 't -> late -> e', 'f -> m -> j', 'j -> b -> e'],
  { keys: { paid: 'id' } },
);

describe.each(storeKinds)('on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  it('a repeated key is answered without reading the journal of its instance', async () => {
    on = await bench(kind);
    await on.deploy(dossier);
    const id = await on.start({ list: [1], id: 'x' });
    for (let n = 0; n < 20; n += 1) await on.engine.setVariables(id, { variables: { n }, idempotencyKey: `key ${n}` });
    const read: unknown[] = [];
    const store: Store = {
      ...on.store,
      journal: async (query) => {
        read.push(query);
        return on.store.journal(query);
      },
    };
    const engine = await openEngine({ store, clock: on.clock });
    const again = await engine.setVariables(id, { variables: { n: -1 }, idempotencyKey: 'key 7' });
    expect(again).toMatchObject({ repeated: true, seq: 9, events: [{ type: 'variables.set', values: { n: 7 } }] });
    expect(read).toEqual([]);
    await expect(engine.suspend(id, { reason: 'x', idempotencyKey: 'key 7' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  it('an engine goes on where another has stopped, at every point', async () => {
    on = await bench(kind);
    await on.deploy(dossier);
    const instanceId = await on.start({ list: [1, 2], id: 'x' });
    let engine = on.engine;
    // In memory the store lives on; of SQLite even that is read anew.
    const again = async () => {
      if (kind === 'sqlite') await engine.close();
      engine = await on.another();
      engine.handle('w', () => ({ worked: true }));
    };
    const complete = async (element: string, variables = {}) => {
      const [task] = (await engine.tasks({ instanceId, element })).rows;
      await engine.complete(task?.taskId ?? '', { actor: 'an', variables });
    };
    await again();
    await complete('a', { got: 10 });
    await again();
    await complete('a', { got: 20 });
    await again();
    on.clock.set(BEGIN + HOUR);
    // The timer is older than the job: both are due, both are done.
    await engine.runDue();
    await again();
    await engine.correlate({ message: 'paid', key: 'x' });
    await again();
    await complete('late');
    await complete('b');
    expect(await engine.instance(instanceId)).toMatchObject({
      status: 'completed',
      variables: { list: [1, 2], id: 'x', results: [10, 20], worked: true },
    });
    const kept = kind === 'memory' ? on.store : sqliteStore(on.copy());
    await kept.open();
    expect(await verifyStore(kept)).toMatchObject({ sound: true });
    await kept.close();
  });

  it('two engines on the same data take turns at one instance, and lose nothing', async () => {
    on = await bench(kind);
    await on.deploy(bpmn([start('s'), user('a', multiInstance({ cardinality: '40' })), end('e')], ['s -> a -> e']));
    const other = await on.another();
    const instanceId = await on.start();
    const tasks = (await on.engine.tasks({ instanceId, limit: 100 })).rows;
    expect(tasks).toHaveLength(40);
    for (const [index, { taskId }] of tasks.entries()) {
      await (index % 2 === 0 ? on.engine : other).complete(taskId, { actor: 'an' });
    }
    expect(await on.status(instanceId)).toBe('completed');
    expect((await on.engine.history(instanceId)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 41 }, (_, n) => n + 1),
    );
  });

  it('an instance that can not be read does not stop the others', async () => {
    on = await bench(kind);
    await on.deploy(bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), user('b')], ['s -> a', 't -> b']));
    const bad = await on.start();
    const good = await on.start();
    const row = await on.store.instance(bad);
    if (row === null) throw new Error('no row');
    await on.store.commit([
      {
        instance: { ...row, seq: row.seq + 1, snapshot: '{"broken":' },
        expectedSeq: row.seq,
        entry: { at: BEGIN, text: '{}', hash: 'a'.repeat(64) },
        changes: [],
      },
    ]);
    const fresh = await on.another();
    on.clock.set(BEGIN + HOUR);
    await fresh.runDue();
    await fresh.runDue();
    expect(on.troubles.some((trouble) => trouble.includes(bad))).toBe(true);
    expect(await on.tasks(good)).toEqual(['b']);
    expect((await verifyStore(on.store)).sound).toBe(false);
  });

  it('checkpoints cover what there is, and the store verifies', async () => {
    on = await bench(kind);
    await on.deploy(dossier);
    await Promise.all(Array.from({ length: 5 }, () => on.start({ list: [1], id: 'x' })));
    const checkpoint = await on.engine.checkpoint();
    expect(checkpoint.size).toBe(6);
    const verdict = await verifyStore(on.store);
    expect(verdict).toMatchObject({
      sound: true,
      strayed: [],
      trail: { sound: true, entries: 6, instances: 5, definitions: 1 },
    });
  });
});

describe('a file that somebody has changed', () => {
  /** A deployment, six entries of two instances, and a checkpoint over all of them. */
  async function keptFile(): Promise<{ readonly on: Bench; readonly file: string; readonly first: string }> {
    const on = await bench('sqlite');
    await on.deploy(bpmn([start('s'), user('a'), user('b'), end('e')], ['s -> a -> b -> e']));
    const first = await on.start({ amount: 1 });
    const second = await on.start({ amount: 2 });
    await on.complete(first, 'a', { decision: 'no' });
    await on.complete(second, 'a');
    await on.complete(first, 'b');
    await on.complete(second, 'b');
    await on.engine.close();
    return { on, file: on.copy(), first };
  }
  const verdictOf = async (file: string) => {
    const store = sqliteStore(file, { readOnly: true });
    await store.open();
    try {
      return await verifyStore(store);
    } finally {
      await store.close();
    }
  };

  it('is told by an auditor, whatever was changed', async () => {
    const { on, file, first } = await keptFile();
    expect((await verdictOf(file)).sound).toBe(true);
    const changes: readonly [what: string, sql: string, ...values: (string | number)[]][] = [
      ['a word in an entry', `UPDATE journal SET text = replace(text, '"no"', '"yes"')`],
      ['an entry taken out', 'DELETE FROM journal WHERE position = 4'],
      ['the last entry taken out', 'DELETE FROM journal WHERE position = 7'],
      [
        'two entries exchanged',
        'UPDATE journal SET position = CASE position WHEN 4 THEN -5 WHEN 5 THEN -4 END WHERE position IN (4, 5); UPDATE journal SET position = -position WHERE position < 0',
      ],
      ['a hash', `UPDATE journal SET hash = randomblob(32) WHERE position = 2`],
      ['the model of a definition', `UPDATE definitions SET model = replace(model, '"b"', '"c"')`],
      ['the source of a definition', `UPDATE definitions SET source = source || ' '`],
      ['the state of a definition', `UPDATE definitions SET state = 'draft'`],
      ['the day of effect', `UPDATE definitions SET effective_from_at = effective_from_at - 1`],
      [
        'a start put in',
        `INSERT INTO starts (process, definition, element, kind, name, firings_left) SELECT process, hash, 's', 'message', 'm', 0 FROM definitions`,
      ],
      [
        'the definition of an instance',
        `UPDATE instances SET definition = zeroblob(32) WHERE instance_id = '${first}'`,
      ],
      [
        'the state of an instance',
        `UPDATE instances SET snapshot = replace(snapshot, '"no"', '"yes"') WHERE instance_id = '${first}'`,
      ],
      ['the number of steps of an instance', `UPDATE instances SET seq = 2 WHERE instance_id = '${first}'`],
      ['an instance taken out', `DELETE FROM instances WHERE instance_id = '${first}'`],
      ['the moment of an entry', `UPDATE journal SET text = replace(text, '"seq":3', '"seq":3.0') WHERE position = 6`],
    ];
    for (const [what, sql] of changes) {
      const copy = `${file}.${changes.findIndex(([name]) => name === what)}`;
      copyFileSync(file, copy);
      const db = new DatabaseSync(copy);
      db.exec(sql);
      db.close();
      const verdict = await verdictOf(copy);
      expect([what, verdict.sound]).toEqual([what, false]);
      expect(!verdict.trail.sound || verdict.strayed.length > 0).toBe(true);
    }
    await on.dispose();
  });

  it('by taking back the last step is told by the checkpoint', async () => {
    const { on, file } = await keptFile();
    const copy = `${file}.rewritten`;
    copyFileSync(file, copy);
    const db = new DatabaseSync(copy);
    // The last step of an instance is taken back with everything that follows from it: only the checkpoint knows of it.
    db.exec(`DELETE FROM journal WHERE position = 7`);
    db.close();
    const verdict = await verdictOf(copy);
    expect(verdict.trail).toMatchObject({ sound: false, firstBad: { code: 'TAIL_TRUNCATED' } });
    await on.dispose();
  });
});
