// A signal that is cut off in the middle: whoever was there hears it once, in one step, wherever the process dies.
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from 'quytrinh';
import type { Store } from 'quytrinh/engine';
import { and, boundary, bpmn, catching, end, signal, start, throwing, user } from '../machine/bpmn-text.ts';
import { BEGIN, bench, storeKinds, type Bench } from './setup.ts';

/** From its n-th delivery of a signal on, nothing is written any more: the process is gone. */
function dyingAt(store: Store, delivery: number): Store {
  let left = delivery;
  return {
    ...store,
    commit: async (steps) => {
      if (steps.some(({ entry }) => entry.text.includes('"signal.deliver"'))) left -= 1;
      if (left <= 0) throw Object.assign(new Error('gone'), { code: 'ERR_GONE' });
      return store.commit(steps);
    },
    postpone: () => Promise.reject(new Error('gone')),
    close: () => Promise.resolve(),
  };
}

describe.each(storeKinds)('a signal, on %s', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const listener = bpmn(
    [start('s'), catching('c', signal('alarm')), catching('d', signal('alarm')), user('twice')],
    ['s -> c -> d -> twice'],
  );
  const thrower = bpmn([start('qs'), throwing('qt', signal('alarm')), end('qe')], ['qs -> qt -> qe'], { id: 'q' });

  it.each([1, 2, 3])(
    'cut off at its delivery %i is heard once by each, also by who waits for the next one',
    async (at) => {
      on = await bench(kind);
      await on.deploy(listener, thrower);
      const ids = [await on.start(), await on.start(), await on.start()];
      await on.start({}, 'q');
      const dying = await openEngine({ store: dyingAt(on.store, at), clock: on.clock, onTrouble: () => undefined });
      await dying.runDue();
      await dying.close().catch(() => undefined);

      const next = await on.another();
      await next.runDue();
      await next.runDue();
      const places = await Promise.all(
        ids.map(async (id) => (await next.instance(id)).active.map(({ element }) => element)),
      );
      expect(places).toEqual([['d'], ['d'], ['d']]);
    },
  );

  it('that comes again reads one entry of its sender, and of each that could not hear it no more than its next wait', async () => {
    on = await bench(kind);
    const once = bpmn([start('s'), catching('c', signal('alarm')), user('u')], ['s -> c -> u']);
    const long = bpmn(
      [start('qs'), user('work'), throwing('qt', signal('alarm')), user('rest')],
      ['qs -> work', 'work -> qt -> rest'],
      { id: 'q' },
    );
    await on.deploy(once, long);
    const [first, poisoned] = [await on.start(), await on.start()];
    const sender = await on.start({}, 'q');
    for (let at = 0; at < 300; at += 1) await on.engine.setVariables(sender, { variables: { at } });
    await on.engine.complete((await on.engine.tasks({ instanceId: sender })).rows[0]!.taskId, { actor: 'an' });
    // Nothing of one listener is written down.
    const refusing = { isOn: true };
    const read: number[] = [];
    const store: Store = {
      ...on.store,
      commit: async (steps) => {
        if (refusing.isOn && steps.some(({ entry }) => entry.text.includes(poisoned) && entry.text.includes('deliver')))
          throw Object.assign(new Error('no'), { code: 'ERR_NO' });
        return on.store.commit(steps);
      },
      journal: async (query) => {
        const rows = await on.store.journal(query);
        read.push(rows.length);
        return rows;
      },
      close: () => Promise.resolve(),
    };
    const engine = await openEngine({ store, clock: on.clock, onTrouble: () => undefined });
    await engine.runDue();
    for (const id of [first, poisoned])
      for (let at = 0; at < 300; at += 1) await on.engine.setVariables(id, { variables: { at } });
    refusing.isOn = false;
    on.clock.set(BEGIN + 10_000);
    read.length = 0;
    await engine.runDue();
    expect((await on.engine.instance(poisoned)).active.map(({ element }) => element)).toEqual(['u']);
    expect((await on.engine.history(first)).filter(({ command }) => command.type === 'signal.deliver')).toHaveLength(1);
    // The sender's entry, and the 300 steps of the one that had not heard it: pages of a hundred, then an empty one.
    expect(read).toEqual([1, 100, 100, 100, 0]);
    await engine.close();
  });

  it('is heard in one step by all that listens in an instance', async () => {
    on = await bench(kind);
    await on.deploy(
      bpmn(
        [
          start('s'),
          and('g'),
          catching('c', signal('alarm')),
          user('work'),
          boundary('b', 'work', signal('alarm'), false),
          user('told'),
          user('heard'),
        ],
        ['s -> g', 'g -> c -> heard', 'g -> work', 'b -> told'],
      ),
    );
    const id = await on.start();
    const receipts = await on.engine.broadcast({ name: 'alarm' });
    expect(receipts).toHaveLength(1);
    expect(await on.tasks(id)).toEqual(['heard', 'told', 'work']);
    expect((await on.engine.history(id)).map(({ command }) => command.type)).toEqual(['start', 'signal.deliver']);
  });

  it('that is broadcast again with its key is not heard again', async () => {
    on = await bench(kind);
    await on.deploy(listener);
    const id = await on.start();
    const [first] = await on.engine.broadcast({ name: 'alarm', idempotencyKey: 'k' });
    const [again] = await on.engine.broadcast({ name: 'alarm', idempotencyKey: 'k' });
    expect(again).toEqual({ ...first, repeated: true });
    expect((await on.engine.instance(id)).active.map(({ element }) => element)).toEqual(['d']);
  });
});
