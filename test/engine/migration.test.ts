// Instances that go on under another version, whose elements have other names.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import { and, boundary, bpmn, end, receive, service, start, timer, user } from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

const version = (mark: string): string =>
  bpmn(
    [
      start('s'),
      and('f'),
      user(`a${mark}`),
      service(`j${mark}`),
      receive(`r${mark}`, 'm'),
      boundary(`t${mark}`, `a${mark}`, timer('PT1H')),
      end('e'),
    ],
    ['s -> f', `f -> a${mark} -> e`, `f -> j${mark} -> e`, `f -> r${mark} -> e`, `t${mark} -> e`],
  );

describe.each(storeKinds)('a migration on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  it('renames what the lists show, and the store is sound afterwards', async () => {
    on = await bench(kind);
    await on.deploy(version(''));
    const { instanceId } = await on.engine.start('p');
    await on.deploy(version('2'));
    const elements = { a: 'a2', j: 'j2', r: 'r2', t: 't2' };
    await on.engine.migrate(instanceId, { elements, reason: 'new decision' });
    expect((await on.engine.tasks({ element: 'a2' })).rows).toMatchObject([{ element: 'a2', name: 'a' }]);
    expect((await on.engine.jobs()).rows).toMatchObject([{ element: 'j2' }]);
    expect((await on.store.subscriptions({ instanceId })).rows).toMatchObject([{ element: 'r2' }]);
    expect((await on.store.timers({ instanceId })).rows).toMatchObject([{ element: 't2' }]);
    expect((await verifyStore(on.store)).strayed).toEqual([]);
    await on.complete(instanceId, 'a2');
    expect(await on.tasks()).toEqual([]);
  });
});
