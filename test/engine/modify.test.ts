// Tokens that wait at a join for ever are taken away by hand; without that an instance which goes on past the join never ends.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import { and, bpmn, complex, end, or, start, sub, user, type El } from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

const withJoin = (join: El): string =>
  bpmn(
    [start('s'), and('f'), user('a'), user('b'), user('c'), join, user('z'), end('e')],
    ['s -> f', `f -> a -> ${join.id}`, `f -> b -> ${join.id}`, `f -> c -> e`, `${join.id} -> z -> e`],
  );

describe.each(storeKinds)('modify on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const live = async (id: string, element: string): Promise<string> =>
    (await on.engine.instance(id)).active.find((one) => one.element === element)?.id ?? '';

  it.each([
    ['a parallel join', and('j')],
    ['a complex join', complex('j', 'activationCount >= 2')],
    ['an activity that gathers tokens', user('j', '', { startQuantity: 2 })],
  ])('takes away what waits at %s', async (_, join) => {
    on = await bench(kind);
    await on.deploy(withJoin(join));
    const id = await on.start();
    await on.complete(id, 'a');
    await on.engine.modify(id, { cancel: [await live(id, 'b')], reason: 'b is not needed' });
    expect(await on.incidents()).toEqual(['JOIN_DEADLOCK j']);
    await on.engine.modify(id, { cancel: ['j'], start: ['z'], reason: 'go on without it' });
    expect(await on.incidents()).toEqual([]);
    expect((await verifyStore(on.store)).strayed).toEqual([]);
    for (const element of ['c', 'z']) await on.complete(id, element);
    expect(await on.status(id)).toBe('completed');
  });

  it('takes away no token that waits elsewhere, and lets a scope end in which nothing else is', async () => {
    on = await bench(kind);
    const inside = [start('i'), and('f'), user('a'), user('b'), and('j'), user('z')];
    await on.deploy(
      bpmn(
        [start('s'), sub('x', inside, ['i -> f', 'f -> a -> j', 'f -> b -> j', 'j -> z']), user('y'), end('e')],
        ['s -> x -> y -> e'],
      ),
    );
    const id = await on.start();
    await on.complete(id, 'a');
    await on.engine.modify(id, { cancel: [await live(id, 'b'), 'j'], reason: 'nothing of this' });
    expect(await on.tasks(id)).toEqual(['y']);
    const wrong = { code: 'ARGUMENT_INVALID', params: { problem: 'NOT_INSIDE', element: 'j' } };
    await expect(on.engine.modify(id, { cancel: ['j'], reason: 'r' })).rejects.toMatchObject(wrong);
  });

  it('takes away what waits at an inclusive join before it fires', async () => {
    on = await bench(kind);
    await on.deploy(withJoin(or('j')));
    const id = await on.start();
    await on.complete(id, 'a');
    await on.engine.modify(id, { cancel: ['j'], reason: 'a was a mistake' });
    await on.complete(id, 'b');
    expect(await on.tasks(id)).toEqual(['c', 'z']);
  });
});
