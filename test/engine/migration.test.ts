// Instances that go on under another version, whose elements have other names.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  eventGateway,
  message,
  multiInstance,
  onEvent,
  receive,
  service,
  signal,
  start,
  sub,
  timer,
  user,
} from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

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

describe.each(storeKinds)('a dry run of a migration on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  /** The reasons of the dry run; the migration itself is refused for the same, and leaves the instance as it is. */
  const refused = async (from: string, to: string, elements: Record<string, string> = {}, done: string[] = []) => {
    on = await bench(kind);
    await on.deploy(from);
    const id = await on.start();
    for (const element of done) await on.complete(id, element);
    await on.deploy(to);
    const before = await on.store.instance(id);
    const problems = await on.engine.planMigration(id, { elements });
    const act = on.engine.migrate(id, { elements, reason: 'new decision' });
    if (problems.length === 0) await act;
    else await expect(act).rejects.toMatchObject({ code: 'MIGRATION_REFUSED', cause: problems });
    if (problems.length > 0) expect(await on.store.instance(id)).toEqual(before);
    expect((await verifyStore(on.store)).sound).toBe(true);
    return problems.map(({ code, element }) => `${code} ${element}`);
  };
  const flat = (element: Parameters<typeof bpmn>[0][number], ...more: Parameters<typeof bpmn>[0]) =>
    bpmn([start('s'), element, end('e'), ...more], [`s -> ${element.id} -> e`]);
  const both = bpmn(
    [start('s'), and('f'), user('a'), user('b'), and('j'), user('z'), end('e')],
    ['s -> f', 'f -> a -> j', 'f -> b -> j', 'j -> z -> e'],
  );

  it.each([
    ['what is gone', flat(user('a')), flat(user('b')), {}, ['ELEMENT_MISSING a']],
    ['another type', flat(user('a')), flat(service('a')), {}, ['TYPE_DIFFERS a']],
    ['another scope', flat(user('a')), flat(sub('x', [start('i'), user('a')], ['i -> a'])), {}, ['SCOPE_DIFFERS a']],
    ['a loop', flat(user('a')), flat(user('a', multiInstance({ cardinality: '2' }))), {}, ['LOOP_DIFFERS a']],
    ['one place for two', both, both, { a: 'z', b: 'z' }, ['TARGET_TAKEN b']],
    ['a misspelt old name', flat(user('a')), flat(user('z')), { aa: 'z' }, ['MAPPING_UNKNOWN aa', 'ELEMENT_MISSING a']],
    ['a misspelt new name', flat(user('a')), flat(user('b')), { a: 'bb' }, ['MAPPING_UNKNOWN a', 'ELEMENT_MISSING a']],
    ['nothing', flat(user('a')), flat(user('b')), { a: 'b' }, []],
    ['nothing: named as in the new version already', flat(user('b')), flat(user('b')), { a: 'b' }, []],
  ])('names %s', async (_, from, to, elements, reasons) => {
    expect(await refused(from, to, elements as Record<string, string>)).toEqual(reasons);
  });

  it('names a join that a token waits at and that is another one there', async () => {
    const later = bpmn(
      [start('s'), and('f'), user('a'), user('b'), user('c'), and('j'), user('z'), end('e')],
      ['s -> f', 'f -> a -> j', 'f -> b -> c -> j', 'j -> z -> e'],
    );
    expect(await refused(both, later, {}, ['b'])).toEqual(['FLOW_MISSING b_j']);
  });

  it('names two flows that would become one: of their tokens one would be lost', async () => {
    const three = bpmn(
      [start('s'), and('f'), user('a'), user('b'), user('c'), and('j'), user('z'), end('e')],
      ['s -> f', 'f -> a -> j', 'f -> b -> j', 'f -> c -> j', 'j -> z -> e'],
    );
    const elements = { c: 'b', c_j: 'b_j' };
    expect(await refused(three, both, elements, ['b', 'c'])).toEqual(['TARGET_TAKEN c_j']);
  });

  it('is refused for one that has ended, as the migration is', async () => {
    on = await bench(kind);
    await on.deploy(flat(user('a')));
    const id = await on.start();
    await on.complete(id, 'a');
    await on.deploy(flat(user('b')));
    await expect(on.engine.planMigration(id, {})).rejects.toMatchObject({ code: 'INSTANCE_ENDED' });
    await expect(on.engine.migrate(id, { reason: 'r' })).rejects.toMatchObject({ code: 'INSTANCE_ENDED' });
  });

  it('names the version that there is not', async () => {
    on = await bench(kind);
    await on.deploy(flat(user('a')));
    const id = await on.start();
    const wrong = { code: 'DEFINITION_VERSION_UNKNOWN', params: { process: 'p', version: 'abc' } };
    await expect(on.engine.planMigration(id, { definition: 'abc' })).rejects.toMatchObject(wrong);
    await expect(on.engine.migrate(id, { definition: 'abc', reason: 'r' })).rejects.toMatchObject(wrong);
    await expect(on.engine.planMigration(id, { process: 'q' })).rejects.toMatchObject({ code: 'DEFINITION_UNKNOWN' });
  });
});

describe.each(storeKinds)('what a migrated instance waits for, on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const migrated = async (from: string, to: string, between: (id: string) => Promise<void> = async () => undefined) => {
    on = await bench(kind);
    await on.deploy(from);
    const id = await on.start();
    await between(id);
    await on.deploy(to);
    await on.engine.migrate(id, { reason: 'new decision' });
    expect((await verifyStore(on.store)).strayed).toEqual([]);
    return id;
  };
  const waits = async (instanceId: string): Promise<string[]> => {
    const timers = (await on.store.timers({ instanceId })).rows.map(({ element }) => `timer ${element}`);
    const others = (await on.store.subscriptions({ instanceId })).rows.map(
      ({ kind: what, element, name }) => `${what} ${element} ${name}`,
    );
    return [...timers, ...others].sort();
  };
  const flat = (event: string) => bpmn([start('s'), catching('c', event), end('e')], ['s -> c -> e']);
  const beside = (event: string, interrupting = true) =>
    bpmn(
      [start('s'), user('a'), boundary('b', 'a', event, interrupting), user('z'), end('e')],
      ['s -> a -> e', 'b -> z'],
    );

  it.each([
    ['an event of another kind', flat(timer('PT1H')), flat(message('m')), ['message c m']],
    ['an event of another name', flat(message('old')), flat(message('new')), ['message c new']],
    ['another kind on the boundary', beside(timer('PT1H')), beside(signal('x')), ['signal b x']],
  ])('is %s', async (_, from, to, expected) => {
    expect(await waits(await migrated(from, to))).toEqual(expected);
  });

  it('is what follows an event gateway in the new version', async () => {
    const after = (...targets: [string, string][]) =>
      bpmn(
        [start('s'), eventGateway('g'), ...targets.map(([id, event]) => catching(id, event)), user('z'), end('e')],
        ['s -> g', ...targets.map(([id]) => `g -> ${id} -> z`), 'z -> e'],
      );
    const id = await migrated(
      after(['t', timer('PT1H')], ['m', message('old')]),
      after(['t', timer('PT2H')], ['n', message('new')]),
    );
    expect(await waits(id)).toEqual(['message n new', 'timer t']);
    await on.engine.correlate({ message: 'new' });
    expect(await on.tasks(id)).toEqual(['z']);
  });

  it('keeps the instant that was counted before', async () => {
    const id = await migrated(beside(timer('PT1H')), beside(timer('PT9H')), async () => on.clock.set(BEGIN + HOUR / 2));
    expect((await on.store.timers({ instanceId: id })).rows).toMatchObject([{ dueAt: BEGIN + HOUR }]);
  });

  it('is no timer that has fired already', async () => {
    const id = await migrated(beside(timer('PT1H'), false), `${beside(timer('PT1H'), false)} `, async () => {
      on.clock.set(BEGIN + HOUR);
      await on.engine.runDue();
    });
    expect(await on.tasks(id)).toEqual(['a', 'z']);
    expect(await waits(id)).toEqual([]);
  });

  it('is no event subprocess beside one that has taken over', async () => {
    const two = (...more: string[]) =>
      bpmn(
        [
          start('s'),
          user('a'),
          end('e'),
          ...['x', ...more].map((name) =>
            onEvent(`sub${name}`, [start(`s${name}`, message(name)), user(`u${name}`)], [`s${name} -> u${name}`]),
          ),
        ],
        ['s -> a -> e'],
      );
    const id = await migrated(two(), two('y'), async () => {
      await on.engine.correlate({ message: 'x' });
    });
    expect(await on.tasks(id)).toEqual(['ux']);
    expect(await waits(id)).toEqual([]);
  });
});
