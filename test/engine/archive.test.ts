// What ended long ago leaves for the archive; the trail stays whole, and says what is gone.
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from 'quytrinh';
import { contentHash, canonicalJson, generateSigningKey } from 'quytrinh/audit';
import { documentHash, verifyInstanceDocument, verifyStore, type InstanceDocument, type Store } from 'quytrinh/engine';
import {
  bpmn,
  call,
  compensate,
  end,
  message,
  start,
  throwing,
  user,
  boundary,
  service,
} from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from '../stores/store-kinds.ts';
import { manualClock } from 'quytrinh/testing';
import { BEGIN, HOUR } from './setup.ts';

const DAY = 24 * HOUR;
const source = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']);
const signingKey = generateSigningKey('so.example.vn');

describe.each(storeKinds)('the archive of a $kind store', ({ make }) => {
  let made: FreshStore;
  afterEach(async () => {
    await made.store.close().catch(() => undefined);
    await made.cleanUp();
  });
  const clock = manualClock(BEGIN);
  const open = async (options: object = {}) => {
    made = await make();
    return openEngine({ store: made.store, clock, origin: 'so.example.vn', ...options });
  };
  const ended = async (engine: Awaited<ReturnType<typeof open>>, businessKey: string): Promise<string> => {
    const { instanceId } = await engine.start('p', { businessKey, idempotencyKey: businessKey });
    const [task] = (await engine.tasks({ instanceId })).rows;
    await engine.complete(task!.taskId, { actor: 'an' });
    return instanceId;
  };

  it('takes what ended before, whole; old checkpoints still hold, and the verifier says what is gone', async () => {
    const engine = await open({ signingKey: { name: signingKey.name, privateKey: signingKey.privateKey } });
    await engine.deployText(source);
    const old = [await ended(engine, 'HS-1'), await ended(engine, 'HS-2')];
    await engine.checkpoint();
    clock.set(clock.now() + 10 * DAY);
    const [young, running] = [await ended(engine, 'HS-3'), (await engine.start('p')).instanceId];
    const kept: InstanceDocument[] = [];
    const to = (document: InstanceDocument): void => void kept.push(document);
    const endedBefore = clock.now() - DAY;
    const dry = await engine.archive({ endedBefore, to, dryRun: true });
    expect(dry).toEqual({ archived: old, kept: [], more: false });
    expect(kept).toEqual([]);
    expect(await engine.archive({ endedBefore, to, actor: 'an' })).toEqual(dry);
    expect(kept.map(verifyInstanceDocument)).toMatchObject([{ sound: true }, { sound: true }]);
    expect((await engine.instances()).rows.map(({ instanceId }) => instanceId)).toEqual([young, running]);
    await expect(engine.history(old[0]!)).rejects.toMatchObject({ code: 'INSTANCE_ARCHIVED' });
    await expect(engine.exportInstance(old[0]!)).rejects.toMatchObject({ code: 'INSTANCE_ARCHIVED' });
    await expect(engine.importInstance(kept[0]!)).rejects.toMatchObject({ code: 'INSTANCE_EXISTS' });
    // Done once is done: the key of its start is still known.
    expect(await engine.start('p', { businessKey: 'HS-1', idempotencyKey: 'HS-1' })).toMatchObject({
      instanceId: old[0],
      repeated: true,
    });
    await engine.checkpoint();
    const verdict = await verifyStore(made.store, { publicKeys: [signingKey.verifierKey] });
    expect(verdict).toMatchObject({ sound: true, trail: { archived: 4, anchored: await made.store.journalSize() } });
    const [, , last] = await made.store.journal({ instanceId: old[0]! });
    expect(JSON.parse(last!.text)).toMatchObject({
      actor: { personId: 'an' },
      events: [{ type: 'instance.archived', document: documentHash(kept[0]!) }],
    });
    expect(documentHash(kept[0]!)).toBe(contentHash(canonicalJson(JSON.parse(JSON.stringify(kept[0]!)) as never)));
    await engine.close();
  });

  it('removes nothing that the archive did not take, and goes on afterwards', async () => {
    const engine = await open();
    await engine.deployText(source);
    for (const key of ['1', '2', '3']) await ended(engine, key);
    let calls = 0;
    const failing = (): void => {
      calls += 1;
      if (calls === 2) throw new Error('the disk of the archive is full');
    };
    const endedBefore = clock.now() + 1;
    await expect(engine.archive({ endedBefore, to: failing })).rejects.toThrow('full');
    expect(await engine.count('instances')).toBe(2);
    expect(await engine.archive({ endedBefore, to: failing, limit: 1 })).toMatchObject({ more: true });
    expect(await engine.archive({ endedBefore, process: 'other', to: failing })).toMatchObject({ archived: [] });
    expect(await engine.count('instances')).toBe(1);
    expect((await verifyStore(made.store)).sound).toBe(true);
    await engine.close();
  });

  it('leaves an instance until all that it sent is delivered', async () => {
    const engine = await open();
    await engine.deployText(bpmn([start('s'), user('a'), throwing('t', message('m')), end('e')], ['s -> a -> t -> e']));
    const id = await ended(engine, 'HS-1');
    const [row] = await made.store.outboxOf(id, 10);
    await made.store.postpone({ outbox: row!.id }, { attempts: 9, untilAt: clock.now() + HOUR, trouble: 'x' });
    await engine.runDue();
    const query = { endedBefore: clock.now() + 1, to: () => undefined };
    expect(await engine.archive(query)).toMatchObject({ archived: [], kept: [{ instanceId: id, reason: 'sending' }] });
    await engine.retryStuck(`outbox ${row!.id}`);
    await engine.runDue();
    expect((await engine.archive(query)).archived).toEqual([id]);
    await engine.close();
  });

  it('leaves a called instance while its caller runs: it may have to be compensated', async () => {
    const engine = await open();
    const called = bpmn(
      [
        start('s'),
        service('w'),
        boundary('c', 'w', compensate()),
        user('undo', '', { isForCompensation: true }),
        end('e'),
      ],
      ['s -> w -> e'],
      { id: 'q', inside: '<association id="as" associationDirection="One" sourceRef="c" targetRef="undo"/>' },
    );
    await engine.deployText(called);
    await engine.deployText(
      bpmn([start('s'), call('k', 'q'), user('a'), throwing('t', compensate()), end('e')], ['s -> k -> a -> t -> e']),
    );
    const { instanceId } = await engine.start('p');
    await engine.runDue();
    const [job] = (await engine.jobs()).rows;
    await engine.completeJob(job!.jobId);
    await engine.runDue();
    const endedBefore = clock.now() + 1;
    const to = (): void => undefined;
    expect(await engine.archive({ endedBefore, to })).toMatchObject({ archived: [], kept: [{ reason: 'callerRuns' }] });
    await engine.cancel(instanceId, { reason: 'x' });
    await engine.runDue();
    expect((await engine.archive({ endedBefore, to })).archived).toHaveLength(2);
    expect((await verifyStore(made.store)).sound).toBe(true);
    await engine.close();
  });

  it('leaves what was called by a called instance while the first caller runs', async () => {
    const engine = await open();
    const undo = '<association id="as" associationDirection="One" sourceRef="c" targetRef="undo"/>';
    await engine.deployText(
      bpmn(
        [
          start('s'),
          service('w'),
          boundary('c', 'w', compensate()),
          user('undo', '', { isForCompensation: true }),
          end('e'),
        ],
        ['s -> w -> e'],
        { id: 'r', inside: undo },
      ),
    );
    await engine.deployText(bpmn([start('s'), call('k', 'r'), end('e')], ['s -> k -> e'], { id: 'q' }));
    await engine.deployText(
      bpmn([start('s'), call('k', 'q'), user('a'), throwing('t', compensate()), end('e')], ['s -> k -> a -> t -> e']),
    );
    const { instanceId } = await engine.start('p');
    await engine.runDue();
    const [job] = (await engine.jobs()).rows;
    await engine.completeJob(job!.jobId);
    await engine.runDue();
    const endedBefore = clock.now() + 1;
    const to = (): void => undefined;
    expect(await engine.archive({ endedBefore, to })).toMatchObject({
      archived: [],
      kept: [{ reason: 'callerRuns' }, { reason: 'callerRuns' }],
    });
    await engine.cancel(instanceId, { reason: 'x' });
    await engine.runDue();
    expect((await engine.archive({ endedBefore, to })).archived).toHaveLength(3);
    await engine.close();
  });

  it('is looked after by itself, by rules of years and days', async () => {
    const kept: string[] = [];
    const retention = {
      rules: [{ process: 'p', years: 1, days: 5 }],
      to: ({ instance }: InstanceDocument): void => void kept.push(instance.instanceId),
    };
    const engine = await open({ retention });
    await engine.deployText(source);
    const id = await ended(engine, 'HS-1');
    for (const [days, expected] of [
      [0, []],
      [369, []],
      [371, [id]],
    ] as const) {
      clock.set(clock.now() + days * DAY);
      await engine.runDue();
      await engine.checkpoint();
      await expect.poll(() => kept).toEqual(expected);
      clock.set(clock.now() - days * DAY);
    }
    await engine.close();
    await expect(openEngine({ store: made.again(), retention: { ...retention, rules: [{}] } })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
  });

  it('hands an instance over once, although the next look begins while the last is under way', async () => {
    const kept: string[] = [];
    let goOn = (): void => undefined;
    const waits = new Promise<void>((resolve) => (goOn = resolve));
    const to = async ({ instance }: InstanceDocument): Promise<void> => {
      kept.push(instance.instanceId);
      await waits;
    };
    const engine = await open({ retention: { rules: [{ days: 1 }], to } });
    await engine.deployText(source);
    const id = await ended(engine, 'HS-1');
    const before = clock.now();
    clock.set(before + 2 * DAY);
    await engine.runDue();
    await expect.poll(() => kept).toEqual([id]);
    clock.set(before + 3 * DAY);
    await engine.runDue();
    await engine.checkpoint();
    goOn();
    await engine.close();
    expect(kept).toEqual([id]);
    clock.set(before);
  });

  it('cannot be feigned: texts that are gone without a word, or in part, are found', async () => {
    const engine = await open();
    await engine.deployText(source);
    const id = await ended(engine, 'HS-1');
    await engine.archive({ endedBefore: clock.now() + 1, to: () => undefined });
    await ended(engine, 'HS-2');
    const rows = await made.store.journal({});
    const verify = (changed: readonly (typeof rows)[number][]): Promise<unknown> => {
      const store: Store = {
        ...made.store,
        journal: async ({ instanceId, from = 1 }) =>
          changed.filter((row) => row.position >= from && row.instanceId === (instanceId ?? row.instanceId)),
      };
      return verifyStore(store).then(({ trail, strayed }) => (trail.sound ? strayed[0]?.what : trail.firstBad.code));
    };
    expect(await verify(rows)).toBe(undefined);
    const blank = (wanted: (row: (typeof rows)[number]) => boolean) =>
      rows.map((row) => (wanted(row) ? { ...row, text: '' } : row));
    const other = rows.at(-1)!.instanceId;
    expect(await verify(blank((row) => row.instanceId === other))).toBe('ARCHIVE_UNSAID');
    expect(await verify(blank((row) => row.instanceId === other && row.seq === 2))).toBe('ARCHIVED_IN_PART');
    expect(await verify(blank((row) => row.instanceId === other && row.seq === 1))).toBe('ARCHIVED_IN_PART');
    expect(await verify(blank((row) => row.instanceId.startsWith('definition:')))).toBe('ARCHIVED_IN_PART');
    const cut = rows.map((row) => (row.instanceId === id && row.seq === 1 ? { ...row, hash: '0'.repeat(64) } : row));
    expect(await verify(cut)).toBe(undefined); // until a checkpoint holds the hash
    await engine.close();
    const [note] = await made.store.open().then(() => made.store.checkpoints());
    expect(note!.size).toBe(rows.length);
    expect(await verify(cut)).toBe('ROOT_DIFFERS');
  });
});
