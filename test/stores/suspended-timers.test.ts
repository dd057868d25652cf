// What a suspended instance waits for is found as before, also when it is nothing but a timer.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { bpmn, catching, end, start, timer } from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;

describe.each(storeKinds)('a suspended instance on the $kind store', ({ make }) => {
  let fresh: FreshStore;
  let engine: Engine;
  let clock: ManualClock;
  let instanceId = '';
  beforeEach(async () => {
    fresh = await make();
    clock = manualClock(begin);
    engine = await openEngine({ store: fresh.store, clock });
    await engine.deployText(bpmn([start('s'), catching('wait', timer('PT1H')), end('e')], ['s -> wait -> e']));
    ({ instanceId } = await engine.start('p'));
    await engine.suspend(instanceId, { reason: 'inspection' });
  });
  afterEach(async () => {
    await engine.close();
    await fresh.cleanUp();
  });
  const waiting = (): Promise<number> => engine.count('instances', { element: 'wait' });
  const sound = async (): Promise<boolean> => (await verifyStore(fresh.store)).sound;

  it('is found at the timer it waits for; the timer is in no list of what is due', async () => {
    expect(await waiting()).toBe(1);
    expect(await engine.count('instances', { element: 'wait', suspended: true })).toBe(1);
    expect((await engine.timers()).rows).toEqual([]);
    expect(await engine.nextDueAt()).toBe(null);
    expect(await sound()).toBe(true);
  });

  it('goes on: a timer that came due meanwhile fires, and nothing of it stays', async () => {
    clock.set(begin + 2 * HOUR);
    expect(await engine.runDue()).toMatchObject({ timers: 0 });
    await engine.resume(instanceId);
    expect(await waiting()).toBe(1);
    expect(await sound()).toBe(true);
    await engine.runDue();
    expect((await engine.instance(instanceId)).status).toBe('completed');
    expect((await fresh.store.subscriptions({ instanceId })).rows).toEqual([]);
    expect(await waiting()).toBe(0);
    expect(await sound()).toBe(true);
  });

  it('is cancelled: nothing of it stays', async () => {
    await engine.cancel(instanceId, { reason: 'x' });
    expect((await fresh.store.subscriptions({ instanceId })).rows).toEqual([]);
    expect(await waiting()).toBe(0);
    expect(await sound()).toBe(true);
  });

  it('is moved to another store with it', async () => {
    const other = await make();
    const there = await openEngine({ store: other.store, clock });
    await there.deployText(bpmn([start('s'), catching('wait', timer('PT1H')), end('e')], ['s -> wait -> e']));
    await there.importInstance(await engine.exportInstance(instanceId));
    expect(await there.count('instances', { element: 'wait' })).toBe(1);
    expect((await verifyStore(other.store)).sound).toBe(true);
    await there.close();
    await other.cleanUp();
  });
});
