// What instances send each other goes at once, many in a transaction; what one of them sends keeps its order.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import type { Store } from 'quytrinh/engine';
import type { JournalEntry } from 'quytrinh/model';
import { manualClock } from 'quytrinh/testing';
import { bpmn, call, end, message, receive, start, throwing, user } from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

describe.each(storeKinds)('the outbox on the $kind store', ({ make }) => {
  let fresh: FreshStore;
  let engine: Engine;
  let commits = 0;
  const troubles: string[] = [];
  beforeEach(async () => {
    fresh = await make();
    const store: Store = {
      ...fresh.store,
      commit: (steps) => {
        commits += 1;
        return fresh.store.commit(steps);
      },
    };
    const clock = manualClock(Date.parse('2026-03-02T08:00:00+07:00'));
    engine = await openEngine({ store, clock, onTrouble: (error, what) => troubles.push(`${what}: ${String(error)}`) });
  });
  afterEach(async () => {
    await engine.close();
    await fresh.cleanUp();
    expect(troubles.splice(0)).toEqual([]);
  });
  const startAll = (process: string, count: number): Promise<unknown> =>
    Promise.all(Array.from({ length: count }, (_none, id) => engine.start(process, { variables: { id } })));
  const count = (process: string): Promise<number> => engine.count('instances', { process, status: 'completed' });

  it('is emptied for many senders at once, each in its order', async () => {
    const keys = { one: 'id', two: 'id', three: 'id' };
    const names = Object.keys(keys);
    const flows = [`s -> ${names.map((name) => `t-${name}`).join(' -> ')} -> e`];
    const sends = names.map((name) => throwing(`t-${name}`, message(name)));
    await engine.deployText(bpmn([start('s'), ...sends, end('e')], flows, { id: 'sender', keys }));
    // One that waits for all three at once takes them in the order in which they come.
    const receives = names.map((name) => receive(`r-${name}`, name));
    const fork = names.flatMap((name) => [`s -> r-${name} -> e`]);
    await engine.deployText(bpmn([start('s'), ...receives, end('e')], fork, { id: 'receiver', keys }));
    const many = 40;
    await startAll('receiver', many);
    await startAll('sender', many);
    commits = 0;
    expect(await engine.runDue()).toMatchObject({ messages: 3 * many });
    expect(commits).toBeLessThan(many);
    expect(await count('receiver')).toBe(many);
    expect(await fresh.store.outbox(1)).toEqual([]);
    const taken = new Map<string, string[]>();
    for (const { instanceId, text } of await fresh.store.journal({})) {
      const { command, events } = JSON.parse(text) as JournalEntry;
      if (command.type !== 'message.deliver') continue;
      const element = events.find(({ type }) => type === 'element.completed')?.['element'] as string;
      taken.set(instanceId, [...(taken.get(instanceId) ?? []), element]);
    }
    expect([...taken.values()]).toEqual(Array.from({ length: many }, () => names.map((name) => `r-${name}`)));
  });

  it('starts and ends calls of many callers in shared transactions', async () => {
    await engine.deployText(bpmn([start('s'), call('c', 'called'), end('e')], ['s -> c -> e'], { id: 'caller' }));
    await engine.deployText(bpmn([start('s'), end('e')], ['s -> e'], { id: 'called' }));
    await startAll('caller', 40);
    commits = 0;
    expect(await engine.runDue()).toMatchObject({ messages: 80 });
    expect(commits).toBeLessThan(40);
    expect(await count('caller')).toBe(40);
    expect(await fresh.store.outbox(1)).toEqual([]);
  });

  it('gives messages of one name and key to as many receivers as there are, and keeps the rest', async () => {
    const text = (id: string, inner: Parameters<typeof bpmn>[0][number]): string =>
      bpmn([start('s'), inner, end('e')], [`s -> x -> e`], { id, keys: { go: '"all"' } });
    await engine.deployText(text('sender', throwing('x', message('go'))));
    await engine.deployText(text('receiver', receive('x', 'go')));
    await startAll('receiver', 15);
    await startAll('sender', 20);
    expect(await engine.runDue()).toMatchObject({ messages: 20 });
    expect(await count('receiver')).toBe(15);
    expect(await fresh.store.bufferedMessages({ now: 0 })).toHaveLength(5);
    await startAll('receiver', 5);
    await expect.poll(() => count('receiver')).toBe(20);
    expect(await fresh.store.bufferedMessages({ now: 0 })).toEqual([]);
  });

  it('stops nothing when one of many senders has nobody to take its call', async () => {
    await engine.deployText(bpmn([start('s'), call('c', 'none'), end('e')], ['s -> c -> e'], { id: 'lost' }));
    await engine.deployText(bpmn([start('s'), call('c', 'called'), end('e')], ['s -> c -> e'], { id: 'caller' }));
    await engine.deployText(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], { id: 'called' }));
    await startAll('lost', 3);
    await startAll('caller', 10);
    await engine.runDue();
    expect(await engine.count('tasks', {})).toBe(10);
    expect(await engine.count('incidents', {})).toBe(3);
  });
});
