// What a suspended instance is told: nothing of it is lost, and nothing moves before it goes on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore, type Store } from 'quytrinh/engine';
import { limits } from 'quytrinh/model';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  message,
  onEvent,
  signal,
  start,
  sub,
  throwing,
  user,
} from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;
describe.each(storeKinds)('a suspended instance on the $kind store', ({ make }) => {
  let fresh: FreshStore;
  let store: Store;
  let engine: Engine;
  let clock: ManualClock;
  const open = async (): Promise<void> => {
    store = fresh.again();
    engine = await openEngine({ store, clock });
  };
  beforeEach(async () => {
    fresh = await make();
    clock = manualClock(begin);
    await open();
  });
  afterEach(async () => {
    await engine.close();
    await fresh.cleanUp();
  });
  const started = async (text: string, variables = {}): Promise<string> => {
    await engine.deployText(text);
    const { instanceId } = await engine.start('p', { variables });
    await engine.suspend(instanceId, { reason: 'inspection' });
    return instanceId;
  };
  const reopened = async (): Promise<void> => {
    await engine.close();
    await open();
  };
  const tasksOf = async (instanceId: string): Promise<string[]> =>
    (await engine.tasks({ instanceId })).rows.map(({ element }) => element).sort();
  const isSound = async (): Promise<boolean> => (await verifyStore(store)).sound;

  it('hears a signal of another instance, and one from outside, when it goes on: both, in their order, once', async () => {
    const waits = bpmn(
      [
        start('s'),
        and('f'),
        catching('a', signal('one')),
        user('afterA'),
        catching('b', signal('two')),
        user('afterB'),
        end('e'),
      ],
      ['s -> f', 'f -> a -> afterA -> e', 'f -> b -> afterB -> e'],
    );
    const instanceId = await started(waits);
    await engine.deployText(bpmn([start('s'), throwing('t', signal('one')), end('e')], ['s -> t -> e'], { id: 'q' }));
    await engine.start('q');
    await engine.runDue();
    const told = await engine.broadcast({ name: 'two', variables: { x: 1 }, idempotencyKey: 'k' });
    await engine.broadcast({ name: 'two', variables: { x: 2 }, idempotencyKey: 'k' });
    expect(told.map((each) => each.instanceId)).toEqual([instanceId]);
    expect(await tasksOf(instanceId)).toEqual([]);
    expect(await isSound()).toBe(true);
    await reopened();
    await engine.resume(instanceId);
    expect(await tasksOf(instanceId)).toEqual(['afterA', 'afterB']);
    expect((await engine.instance(instanceId)).variables).toEqual({ x: 1 });
    expect(await isSound()).toBe(true);
  });

  it('takes a message, however long it sleeps; a second one for the same wait is not expected, or kept its time', async () => {
    const waits = bpmn(
      [start('s'), catching('a', message('m')), catching('b', message('m')), end('e')],
      ['s -> a -> b -> e'],
      {
        keys: { m: 'dossier' },
      },
    );
    const instanceId = await started(waits, { dossier: 'D1' });
    await engine.correlate({ message: 'm', key: 'D1', variables: { first: true } });
    await expect(engine.correlate({ message: 'm', key: 'D1' })).rejects.toMatchObject({ code: 'MESSAGE_NOT_EXPECTED' });
    expect(await engine.publish({ message: 'm', key: 'D1', variables: { second: true }, timeToLiveMs: 9 * HOUR })).toBe(
      null,
    );
    clock.set(begin + 8 * HOUR);
    await engine.runDue();
    await reopened();
    await engine.resume(instanceId);
    await engine.runDue();
    expect((await engine.instance(instanceId)).status).toBe('completed');
    expect((await engine.instance(instanceId)).variables).toEqual({ dossier: 'D1', first: true, second: true });
    expect(await isSound()).toBe(true);
  });

  it('a message whose wait was ended by what came before it looks for another', async () => {
    const waits = bpmn(
      [
        start('s'),
        user('a'),
        boundary('halt', 'a', signal('stop')),
        boundary('note', 'a', message('m'), false),
        user('noted'),
        catching('later', message('m')),
        end('e'),
      ],
      ['s -> a -> e', 'halt -> later -> e', 'note -> noted -> e'],
      { keys: { m: 'dossier' } },
    );
    const instanceId = await started(waits, { dossier: 'D1' });
    await engine.broadcast({ name: 'stop' });
    await engine.correlate({ message: 'm', key: 'D1', variables: { x: 1 } });
    await engine.resume(instanceId);
    await engine.runDue();
    expect((await engine.instance(instanceId)).status).toBe('completed');
    expect((await engine.instance(instanceId)).variables).toEqual({ dossier: 'D1', x: 1 });
  });

  it('it looks for it under the key with which it was sent, though the wait took any', async () => {
    const instanceId = await started(
      bpmn(
        [
          start('s'),
          user('a'),
          boundary('halt', 'a', signal('stop')),
          boundary('note', 'a', message('m'), false),
          end('e'),
        ],
        ['s -> a -> e', 'halt -> e', 'note -> e'],
      ),
    );
    await engine.broadcast({ name: 'stop' });
    const held = await engine.correlate({ message: 'm', key: 'D1', variables: { x: 1 } });
    expect(held.instanceId).toBe(instanceId);
    await engine.deployText(
      bpmn([start('s'), catching('b', message('m')), end('e')], ['s -> b -> e'], { id: 'q', keys: { m: 'dossier' } }),
    );
    const other = await engine.start('q', { variables: { dossier: 'D1' } });
    await engine.resume(instanceId);
    await engine.runDue();
    expect((await engine.instance(other.instanceId)).variables).toEqual({ dossier: 'D1', x: 1 });
  });

  it('a message with which nothing ends does not stand before the one that ends the wait', async () => {
    const instanceId = await started(
      bpmn(
        [
          start('s'),
          user('a'),
          boundary('note', 'a', message('m'), false),
          user('noted'),
          boundary('halt', 'a', message('n')),
          user('halted'),
        ],
        ['s -> a', 'note -> noted', 'halt -> halted'],
      ),
    );
    for (const name of ['m', 'm', 'n']) await engine.correlate({ message: name });
    await expect(engine.correlate({ message: 'n' })).rejects.toMatchObject({ code: 'MESSAGE_NOT_EXPECTED' });
    await engine.resume(instanceId);
    expect(await tasksOf(instanceId)).toEqual(['halted', 'noted', 'noted']);
    expect(await isSound()).toBe(true);
  });

  it('nor does one that begins an event subprocess stand before one for the boundary around it', async () => {
    const inner = [start('t'), user('a'), onEvent('o', [start('begun', message('m')), user('b')], ['begun -> b'])];
    const instanceId = await started(
      bpmn(
        [start('s'), sub('p1', inner, ['t -> a']), boundary('halt', 'p1', message('n')), user('halted')],
        ['s -> p1', 'halt -> halted'],
      ),
    );
    for (const name of ['m', 'n']) await engine.correlate({ message: name });
    await engine.resume(instanceId);
    expect(await tasksOf(instanceId)).toEqual(['halted']);
  });

  it('can hold no more than its limit: a message is refused by name or taken by another, a thrown one and a signal come again, and stop nobody', async () => {
    const waits = [
      start('s'),
      user('a'),
      boundary('note', 'a', message('m'), false),
      boundary('heard', 'a', signal('alarm'), false),
      user('noted'),
      user('told'),
    ];
    const flows = ['s -> a', 'note -> noted', 'heard -> told'];
    const instanceId = await started(bpmn(waits, flows, { keys: { m: 'dossier' } }), { dossier: 'D1' });
    const large = { text: 'x'.repeat(limits.variableBytes - '{"text":""}'.length) };
    for (let at = 0; at < limits.heldBytes / limits.variableBytes; at += 1)
      await engine.correlate({ message: 'm', key: 'D1', variables: large });
    const more = { message: 'm', key: 'D1' };
    const refusal = { code: 'HELD_TOO_MUCH', params: { instanceId, count: 4, mostSize: limits.heldBytes } };
    await expect(engine.correlate(more)).rejects.toMatchObject(refusal);
    await expect(engine.publish({ ...more, timeToLiveMs: HOUR })).rejects.toMatchObject(refusal);
    expect(await store.bufferedMessages({ now: begin })).toEqual([]);

    const other = await engine.start('p', { variables: { dossier: 'D1' } });
    expect(await engine.correlate(more)).toMatchObject({ instanceId: other.instanceId });
    await engine.cancel(other.instanceId, { reason: 'x' });

    const third = await engine.start('p', { variables: { dossier: 'D3' } });
    const throws = [start('s'), throwing('t', message('m')), throwing('u', signal('alarm')), end('e')];
    await engine.deployText(bpmn(throws, ['s -> t -> u -> e'], { id: 'q', keys: { m: 'dossier' } }));
    const sender = await engine.start('q', { variables: { dossier: 'D1' } });
    await engine.runDue();
    expect(sender.status).toBe('completed');
    expect(await tasksOf(third.instanceId)).toEqual(['a', 'told']);
    expect(await tasksOf(instanceId)).toEqual(['a']);
    await expect(engine.broadcast({ name: 'alarm' })).rejects.toMatchObject(refusal);
    expect(await tasksOf(third.instanceId)).toEqual(['a', 'told', 'told']);

    await reopened();
    await engine.resume(instanceId);
    clock.set(begin + HOUR);
    await engine.runDue();
    expect(await tasksOf(instanceId)).toEqual(['a', 'noted', 'noted', 'noted', 'noted', 'noted', 'told']);
    expect(await tasksOf(third.instanceId)).toEqual(['a', 'told', 'told']);
    expect(await store.outbox(10)).toEqual([]);
    expect(await isSound()).toBe(true);
  });

  it('that is cancelled hears nothing', async () => {
    const instanceId = await started(bpmn([start('s'), catching('a', signal('one')), user('b')], ['s -> a -> b']));
    await engine.broadcast({ name: 'one' });
    await engine.cancel(instanceId, { reason: 'x' });
    expect(await tasksOf(instanceId)).toEqual([]);
    expect(await isSound()).toBe(true);
  });
});
