// The life of a definition: who may be started under which version, and that every change of it stands in the journal.
import { DatabaseSync } from 'node:sqlite';
import { copyFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from 'quytrinh';
import { verifyStore, type Store } from 'quytrinh/engine';
import { engineError } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { bpmn, call, cycle, date, end, message, processText, signal, start, user } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const version = (task: string, begin = start('s')): string =>
  bpmn([begin, user(task), end('e')], [`s -> ${task} -> e`]);
const decision = { decisionNumber: '1716/QĐ-UBND', decisionOn: '2026-01-05', signer: 'Chủ tịch A' };

describe.each(storeKinds)('a definition on the %s store', (kind) => {
  let on: Bench;
  afterEach(async () => {
    expect(on.troubles).toEqual([]);
    expect(await verifyStore(on.store)).toMatchObject({ sound: true, strayed: [] });
    await on.dispose();
  });
  const states = async (): Promise<string[]> =>
    (await on.engine.definitions('p')).map((row) => `${row.version} ${row.state}${row.suspended ? ' suspended' : ''}`);
  const draft = (source: string) => on.engine.deployText(source, 'p.bpmn', { draft: true, actor: 'an' });
  const checked = (number: number) => on.engine.submitDefinition('p', number);
  /** The task at which a new instance waits. */
  const began = async (receivedAt?: number): Promise<string[]> => {
    const options = receivedAt === undefined ? {} : { receivedAt };
    return on.tasks((await on.engine.start('p', options)).instanceId);
  };

  it('is in force at once when it is deployed, and supersedes the one before it', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    on.clock.set(BEGIN + HOUR);
    const first = await on.start();
    await on.deploy(version('b'));
    expect(await began()).toEqual(['b']);
    expect(await on.tasks(first)).toEqual(['a']);
    expect(await on.engine.definitions('p')).toMatchObject([
      { version: 1, state: 'superseded', effectiveFromAt: BEGIN, effectiveToAt: BEGIN + HOUR, approval: null },
      { version: 2, state: 'effective', effectiveFromAt: BEGIN + HOUR, effectiveToAt: null },
    ]);
    await on.deploy(version('a'), version('b'));
    expect(await states()).toEqual(['1 superseded', '2 effective']);
  });

  it('goes from draft to legal check, back, and to its approval by a decision', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    await draft(version('b'));
    expect(await states()).toEqual(['1 effective', '2 draft']);
    await on.deploy(version('b'));
    expect(await states()).toEqual(['1 effective', '2 draft']);
    await expect(on.engine.approveDefinition('p', 2, decision)).rejects.toMatchObject({ code: 'DEFINITION_STATE' });
    await on.engine.submitDefinition('p', 2, { actor: 'an' });
    await on.engine.returnDefinition('p', 2, { actor: 'ba', reason: 'thiếu căn cứ' });
    await on.engine.submitDefinition('p', 2, { actor: 'an' });
    expect(await began()).toEqual(['a']);
    expect(await on.engine.approveDefinition('p', 2, { ...decision, actor: 'chu_tich' })).toMatchObject({
      ...{ state: 'effective', approval: decision, effectiveFromAt: BEGIN, effectiveToAt: null },
    });
    expect(await states()).toEqual(['1 superseded', '2 effective']);
    expect(await began()).toEqual(['b']);
    const history = await on.engine.definitionHistory('p');
    expect(history.map(({ seq, command, actor }) => [seq, command.type, actor])).toEqual([
      [1, 'definition.deploy', null],
      [2, 'definition.deploy', { kind: 'person', personId: 'an' }],
      [3, 'definition.submit', { kind: 'person', personId: 'an' }],
      [4, 'definition.return', { kind: 'person', personId: 'ba' }],
      [5, 'definition.submit', { kind: 'person', personId: 'an' }],
      [6, 'definition.approve', { kind: 'person', personId: 'chu_tich' }],
    ]);
    expect(history.at(-1)?.events.map(({ type }) => type)).toEqual([
      ...['definition.approved', 'definition.superseded', 'definition.tookEffect'],
    ]);
  });

  it('refuses what does not belong to its state, and approvals without a decision', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    await draft(version('b'));
    const { engine } = on;
    await expect(engine.submitDefinition('p', 1)).rejects.toMatchObject({ code: 'DEFINITION_STATE' });
    await expect(engine.submitDefinition('p', 3)).rejects.toMatchObject({ code: 'DEFINITION_VERSION_UNKNOWN' });
    await expect(engine.revokeDefinition('p', 2, { reason: 'x' })).rejects.toMatchObject({ code: 'DEFINITION_STATE' });
    await expect(engine.resumeDefinition('p', 1)).rejects.toMatchObject({ code: 'DEFINITION_STATE' });
    await expect(engine.deployText(version('c'), 'p.bpmn', { darft: true } as object)).rejects.toMatchObject({
      ...{ code: 'OPTION_UNKNOWN', params: { name: 'darft' } },
    });
    await checked(2);
    const wrong = [
      [{ ...decision, decisionNumber: ' ' }, 'decisionNumber'],
      [{ ...decision, signer: '' }, 'signer'],
      [{ ...decision, decisionOn: '2026-02-30' }, 'decisionOn'],
      [{ ...decision, decisionOn: '2026-01-06' }, 'decisionOn'],
      [{ ...decision, effectiveFrom: '2026-01-04' }, 'effectiveFrom'],
      [{ ...decision, effectiveFrom: BEGIN - 1 }, 'effectiveFrom'],
      [{ ...decision, effectiveFrom: NaN }, 'effectiveFrom'],
    ] as const;
    for (const [approval, name] of wrong)
      await expect(engine.approveDefinition('p', 2, approval)).rejects.toMatchObject({
        ...{ code: 'ARGUMENT_INVALID', params: { name } },
      });
    expect(await states()).toEqual(['1 effective', '2 legalCheck']);
  });

  it('takes effect on its day, and not before', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    await draft(version('b'));
    await checked(2);
    const midnight = Date.parse('2026-01-10T00:00:00+07:00');
    expect(await on.engine.approveDefinition('p', 2, { ...decision, effectiveFrom: '2026-01-10' })).toMatchObject({
      ...{ state: 'approved', effectiveFromAt: midnight },
    });
    expect(await on.engine.nextDueAt()).toBe(midnight);
    on.clock.set(midnight - 1);
    await on.engine.runDue();
    expect(await began()).toEqual(['a']);
    on.clock.set(midnight);
    // Nobody has looked for due work yet.
    expect(await began()).toEqual(['b']);
    await on.engine.runDue();
    expect(await states()).toEqual(['1 superseded', '2 effective']);
    expect((await on.engine.definitions('p'))[0]).toMatchObject({ effectiveToAt: midnight });
    expect((await on.engine.definitionHistory('p')).at(-1)).toMatchObject({
      ...{ command: { type: 'definition.takeEffect' }, actor: { kind: 'system', name: 'timer' } },
    });
    expect(await on.engine.nextDueAt()).toBe(null);
    expect(await began()).toEqual(['b']);
  });

  it('is chosen by the receipt of the dossier', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    on.clock.set(BEGIN + HOUR);
    await on.deploy(version('b'));
    on.clock.set(BEGIN + 2 * HOUR);
    expect(await began(BEGIN)).toEqual(['a']);
    expect(await began(BEGIN + HOUR - 1)).toEqual(['a']);
    expect(await began(BEGIN + HOUR)).toEqual(['b']);
    await expect(began(BEGIN - 1)).rejects.toMatchObject({ code: 'DEFINITION_NOT_IN_FORCE' });
    await expect(began(BEGIN + 3 * HOUR)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
    const { rows } = await on.engine.instances({ process: 'p' });
    const [entry] = await on.engine.history(rows[0]!.instanceId);
    expect(entry?.command).toMatchObject({ receivedAt: BEGIN, definition: rows[0]!.definition });
  });

  it('that is revoked starts nothing more; what runs under it goes on', async () => {
    on = await bench(kind);
    await on.deploy(version('a', start('s', message('filed'))));
    await draft(version('b'));
    await checked(2);
    await on.engine.approveDefinition('p', 2, { ...decision, effectiveFrom: '2026-02-01' });
    const { instanceId } = await on.engine.correlate({ message: 'filed' });
    on.clock.set(BEGIN + HOUR);
    await on.engine.revokeDefinition('p', 2, { reason: 'sai thẩm quyền' });
    await on.engine.revokeDefinition('p', 1, { reason: 'thủ tục bị bãi bỏ' });
    expect(await states()).toEqual(['1 revoked', '2 revoked']);
    await expect(began()).rejects.toMatchObject({ code: 'DEFINITION_NOT_IN_FORCE' });
    await expect(on.engine.correlate({ message: 'filed' })).rejects.toMatchObject({ code: 'MESSAGE_NOT_EXPECTED' });
    on.clock.set(BEGIN + 60 * 24 * HOUR);
    await on.engine.runDue();
    await expect(began()).rejects.toMatchObject({ code: 'DEFINITION_NOT_IN_FORCE' });
    await on.complete(instanceId, 'a');
    expect(await on.status(instanceId)).toBe('completed');
  });

  it('is started by messages, signals and times only while it is in force', async () => {
    on = await bench(kind);
    await on.deploy(version('a', start('s', message('filed'))));
    await draft(version('b', start('s', signal('all'))));
    await checked(2);
    const at = Date.parse('2026-01-10T00:00:00+07:00');
    await on.engine.approveDefinition('p', 2, { ...decision, effectiveFrom: at });
    expect(await on.engine.broadcast({ name: 'all' })).toEqual([]);
    expect(await on.tasks((await on.engine.correlate({ message: 'filed' })).instanceId)).toEqual(['a']);
    on.clock.set(at);
    await expect(on.engine.correlate({ message: 'filed' })).rejects.toMatchObject({ code: 'MESSAGE_NOT_EXPECTED' });
    const [started] = await on.engine.broadcast({ name: 'all' });
    expect(await on.tasks(started!.instanceId)).toEqual(['b']);
  });

  it('hands its timed starts over at the very instant, however late somebody looks', async () => {
    on = await bench(kind);
    await on.deploy(version('a', start('s', cycle('R/PT1H'))));
    await draft(version('b', start('s', cycle('R/PT1H'))));
    await checked(2);
    await on.engine.approveDefinition('p', 2, { ...decision, effectiveFrom: BEGIN + 2.5 * HOUR });
    on.clock.set(BEGIN + 5 * HOUR);
    expect(await on.engine.runDue()).toMatchObject({ starts: 4 });
    // At 1 and 2 hours under the old one, at 3.5 and 4.5 under the new one.
    expect(await on.tasks()).toEqual(['a', 'a', 'b', 'b']);
    expect(await on.engine.nextDueAt()).toBe(BEGIN + 5.5 * HOUR);
  });

  it('that is suspended starts nothing, whoever asks; its timed starts are made up for', async () => {
    on = await bench(kind);
    const source = bpmn(
      [
        start('s'),
        start('t', date(new Date(BEGIN + HOUR).toISOString())),
        start('m', message('filed')),
        user('a'),
        end('e'),
      ],
      ['s -> a -> e', 't -> a', 'm -> a'],
    );
    await on.deploy(source, bpmn([start('s'), call('c', 'p'), end('e')], ['s -> c -> e'], { id: 'q' }));
    const running = await on.start();
    await on.engine.suspendDefinition('p', 1, { reason: 'rà soát' });
    expect(await states()).toEqual(['1 effective suspended']);
    await expect(on.start()).rejects.toMatchObject({ code: 'DEFINITION_SUSPENDED' });
    await expect(on.engine.correlate({ message: 'filed' })).rejects.toMatchObject({ code: 'MESSAGE_NOT_EXPECTED' });
    await expect(on.engine.suspendDefinition('p', 1, { reason: 'again' })).rejects.toMatchObject({
      code: 'DEFINITION_STATE',
    });
    await on.start({}, 'q');
    on.clock.set(BEGIN + 2 * HOUR);
    expect(await on.engine.runDue()).toMatchObject({ starts: 0 });
    expect(await on.incidents()).toEqual(['CALL_FAILED c']);
    await on.complete(running, 'a');
    expect(await on.status(running)).toBe('completed');
    await on.engine.resumeDefinition('p', 1);
    expect(await on.engine.runDue()).toMatchObject({ starts: 1 });
    expect(await on.engine.runDue()).toMatchObject({ starts: 0 });
    expect(await on.tasks((await on.engine.correlate({ message: 'filed' })).instanceId)).toEqual(['a']);
    // What has fired does not fire again when it is suspended and resumed once more.
    await on.engine.suspendDefinition('p', 1, { reason: 'rà soát' });
    await on.engine.resumeDefinition('p', 1);
    expect(await on.engine.runDue()).toMatchObject({ starts: 0 });
  });

  it('is suspended and resumed with its instances when that is asked, and with no others', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    const old = await on.start();
    await on.deploy(version('b'));
    const young = await on.start();
    await on.engine.suspendDefinition('p', 2, { reason: 'rà soát', instances: true, actor: 'an' });
    expect((await on.engine.instance(young)).suspended).toBe(true);
    expect((await on.engine.instance(old)).suspended).toBe(false);
    await on.engine.resumeDefinition('p', 2, { instances: true });
    expect((await on.engine.instance(young)).suspended).toBe(false);
  });

  it('resumes with its instances those it suspended, not those that somebody suspended, before or since', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    const [with1, before, taken, with2] = [await on.start(), await on.start(), await on.start(), await on.start()];
    await on.engine.suspend(before, { reason: 'of its own' });
    const { instances } = await on.engine.suspendDefinition('p', 1, { reason: 'rà soát', instances: true });
    expect(instances).toEqual([with1, taken, with2].map((instanceId) => ({ instanceId, ok: true, repeated: false })));
    await on.engine.suspend(taken, { reason: 'for a reason of its own now' });
    await expect(on.engine.suspend(before, { reason: 'again' })).rejects.toMatchObject({ code: 'INSTANCE_SUSPENDED' });
    // One that was resumed and suspended by hand is of its own as well.
    await on.engine.resume(with2);
    await on.engine.suspend(with2, { reason: 'by hand' });
    const resumed = await on.engine.resumeDefinition('p', 1, { instances: true });
    expect(resumed.instances).toMatchObject([{ instanceId: with1, ok: true }]);
    const asleep = await on.engine.instances({ suspended: true });
    expect(asleep.rows.map(({ instanceId }) => instanceId)).toEqual([before, taken, with2]);
    expect((await verifyStore(on.store)).sound).toBe(true);
  });

  it('does not suspend with it what has gone to another version since it was listed', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    const [moved, stays] = [await on.start(), await on.start()];
    await on.deploy(version('b'));
    let isToMove = true;
    const instances: Store['instances'] = async (query) => {
      const page = await on.store.instances(query);
      if (isToMove && query.definition !== undefined) {
        isToMove = false;
        await on.engine.migrate(moved, { elements: { a: 'b' }, reason: 'new' });
      }
      return page;
    };
    const engine = await openEngine({ store: { ...on.store, instances }, clock: on.clock });
    const suspended = await engine.suspendDefinition('p', 1, { reason: 'rà soát', instances: true });
    expect(suspended.instances).toMatchObject([
      { instanceId: moved, ok: false, code: 'CONFLICT' },
      { instanceId: stays, ok: true },
    ]);
    const asleep = await on.engine.instances({ suspended: true });
    expect(asleep.rows.map(({ instanceId }) => instanceId)).toEqual([stays]);
    expect((await verifyStore(on.store)).sound).toBe(true);
  });

  it('goes past an instance that refuses, and tells which; a repeat goes on where a crash fell, and never undoes', async () => {
    on = await bench(kind);
    await on.deploy(version('a'));
    const ids = [await on.start(), await on.start(), await on.start(), await on.start()];
    let failsAt: string | null = null;
    let dies = false;
    const commit: Store['commit'] = async (steps) => {
      if (steps.some(({ instance }) => instance.instanceId === failsAt)) {
        if (dies) throw engineError('STORE_LOST', { file: 'x', reason: 'power gone' });
        return steps.map(() => ({ ok: false, reason: 'conflict', found: 99 }));
      }
      return on.store.commit(steps);
    };
    const engine = await openEngine({ store: { ...on.store, commit }, clock: on.clock });
    failsAt = ids[1]!;
    const act = { reason: 'rà soát', instances: true, actor: 'an', idempotencyKey: 'k' };
    const first = await engine.suspendDefinition('p', 1, act);
    expect(first.instances.map((one) => (one.ok ? 'done' : one.code))).toEqual(['done', 'CONFLICT', 'done', 'done']);
    failsAt = ids[2]!;
    dies = true;
    const resume = { instances: true, idempotencyKey: 'r' };
    await expect(engine.resumeDefinition('p', 1, resume)).rejects.toMatchObject({ code: 'STORE_LOST' });
    failsAt = null;
    const again = await engine.resumeDefinition('p', 1, resume);
    expect(again).toMatchObject({ suspended: false, instances: [{ instanceId: ids[2] }, { instanceId: ids[3] }] });
    // It comes late: the version goes on, and so do they.
    expect(await engine.suspendDefinition('p', 1, act)).toEqual({ ...first, instances: [] });
    expect(await engine.count('instances', { suspended: true })).toBe(0);
    expect((await verifyStore(on.store)).sound).toBe(true);
  });

  it('takes a key for every act: a repeat does nothing and gives the first answer, another act is refused', async () => {
    on = await bench(kind);
    const how = { draft: true, idempotencyKey: 'k' };
    const two = bpmn([start('s'), end('e')], ['s -> e'], { more: processText([start('s2')], [], { id: 'q' }) });
    const deployed = await on.engine.deployText(two, 'p.bpmn', how);
    const acts = [
      () => on.engine.submitDefinition('p', 1, { idempotencyKey: 'submit' }),
      () => on.engine.returnDefinition('p', 1, { reason: 'sai', idempotencyKey: 'return' }),
      () => on.engine.submitDefinition('p', 1, { idempotencyKey: 'submit 2' }),
      () => on.engine.approveDefinition('p', 1, { ...decision, idempotencyKey: 'approve' }),
      () => on.engine.suspendDefinition('p', 1, { reason: 'x', idempotencyKey: 'suspend' }),
      () => on.engine.resumeDefinition('p', 1, { idempotencyKey: 'resume' }),
      () => on.engine.revokeDefinition('p', 1, { reason: 'x', idempotencyKey: 'revoke' }),
    ];
    const answers: unknown[] = [];
    for (const act of acts) answers.push(await act());
    const size = await on.store.journalSize();
    expect(await on.engine.deployText(two, 'p.bpmn', how)).toEqual(deployed);
    for (const [at, act] of acts.entries()) expect(await act()).toEqual(answers[at]);
    expect(await on.store.journalSize()).toBe(size);
    const mismatch = { code: 'IDEMPOTENCY_MISMATCH' };
    const other = two.replaceAll('"s2"', '"s3"');
    await expect(on.engine.deployText(other, 'p.bpmn', how)).rejects.toMatchObject(mismatch);
    await expect(on.engine.submitDefinition('q', 1, { idempotencyKey: 'submit' })).rejects.toMatchObject(mismatch);
    await expect(on.engine.revokeDefinition('p', 1, { reason: 'x', idempotencyKey: 'submit' })).rejects.toMatchObject(
      mismatch,
    );
    expect((await verifyStore(on.store)).sound).toBe(true);
  });

  it('refuses misspelt names and reasons that are none', async () => {
    on = await bench(kind);
    await draft(version('a'));
    const misspelt = { reson: 'x', reason: 'x', effectiveForm: 1, instance: true } as object;
    const acts: ((by: object) => Promise<unknown>)[] = [
      (by) => on.engine.deployText(version('b'), 'p.bpmn', by),
      (by) => on.engine.deployDecisions('<x/>', by),
      (by) => on.engine.submitDefinition('p', 1, by),
      (by) => on.engine.returnDefinition('p', 1, by as { reason: string }),
      (by) => on.engine.approveDefinition('p', 1, by as typeof decision),
      (by) => on.engine.revokeDefinition('p', 1, by as { reason: string }),
      (by) => on.engine.suspendDefinition('p', 1, by as { reason: string }),
      (by) => on.engine.resumeDefinition('p', 1, by),
    ];
    for (const act of acts) await expect(act(misspelt)).rejects.toMatchObject({ code: 'OPTION_UNKNOWN' });
    for (const act of [acts[3]!, acts[5]!, acts[6]!])
      await expect(act({ reason: ' ' })).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
    expect(await states()).toEqual(['1 draft']);
  });

  it('that two people approve at the same time is approved once', async () => {
    on = await bench(kind);
    await draft(version('a'));
    await checked(1);
    const results = await Promise.allSettled(
      ['1/QĐ', '2/QĐ'].map((decisionNumber) => on.engine.approveDefinition('p', 1, { ...decision, decisionNumber })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await states()).toEqual(['1 effective']);
  });

  it('called by a tag or by the newest version is one that is in force', async () => {
    on = await bench(kind);
    await on.deploy(version('a'), bpmn([start('s'), call('c', 'p'), end('e')], ['s -> c -> e'], { id: 'q' }));
    await draft(version('b'));
    await on.start({}, 'q');
    await on.engine.runDue();
    expect(await on.tasks()).toEqual(['a']);
  });
});

describe('a file in which somebody has changed the life of a definition', () => {
  it('is told by the verifier', async () => {
    const on = await bench('sqlite');
    await on.deploy(version('a', start('s', message('filed'))));
    await on.engine.deployText(version('b'), 'p.bpmn', { draft: true });
    await on.engine.submitDefinition('p', 2);
    await on.engine.approveDefinition('p', 2, { ...decision, effectiveFrom: '2026-02-01' });
    await on.engine.close();
    const file = on.copy();
    const changes = [
      `UPDATE definitions SET approval = replace(approval, '1716', '1717') WHERE version = 2`,
      `UPDATE definitions SET effective_from_at = 0 WHERE version = 2`,
      `UPDATE definitions SET suspended = 1 WHERE version = 1`,
      `UPDATE definitions SET version = 3 WHERE version = 2`,
      `DELETE FROM starts WHERE kind = 'message'`,
      `UPDATE starts SET due_at = 0 WHERE kind = 'version'`,
      `UPDATE starts SET definition = (SELECT hash FROM definitions WHERE version = 2) WHERE kind = 'message'`,
    ];
    for (const [at, sql] of changes.entries()) {
      const copy = `${file}.${at}`;
      copyFileSync(file, copy);
      const db = new DatabaseSync(copy);
      db.exec(sql);
      db.close();
      const store = sqliteStore(copy, { readOnly: true });
      await store.open();
      const { trail, strayed } = await verifyStore(store);
      await store.close();
      expect([sql, trail.sound, strayed]).toEqual([sql, true, [{ instanceId: 'definition:p', what: 'definitions' }]]);
    }
    await on.dispose();
  });
});
