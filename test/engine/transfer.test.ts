// An instance leaves one store and goes on in another; what was done to its document on the way is found.
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyInstanceDocument, verifyStore, type InstanceDocument, type Store } from 'quytrinh/engine';
import {
  and,
  boundary,
  bpmn,
  call,
  end,
  message,
  receive,
  service,
  start,
  timer,
  user,
  xor,
} from '../machine/bpmn-text.ts';
import { storeKinds as stores, type FreshStore } from '../stores/store-kinds.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const version = (mark: string): string =>
  bpmn(
    [
      ...[start('s'), and('f'), user(`a${mark}`), service(`j${mark}`), receive(`r${mark}`, 'm')],
      ...[boundary(`t${mark}`, `a${mark}`, timer('PT9H'), false), xor(`x${mark}`), user(`b${mark}`), end('e')],
    ],
    [
      ...['s -> f', `f -> a${mark} -> e`, `f -> j${mark} -> e`, `f -> r${mark} -> e`, `t${mark} -> b${mark} -> e`],
      ...[`f -> x${mark}`, `x${mark} -> e if n > 0`],
    ],
  );

let on: Bench;
const opened: FreshStore[] = [];
afterEach(async () => {
  await on.dispose();
  for (const one of opened.splice(0)) {
    await one.store.close();
    await one.cleanUp();
  }
});

/** Open: a claimed task, a job that failed once, a subscription, a timer, an incident; migrated on the way. */
async function busy(kind: 'memory' | 'sqlite'): Promise<string> {
  on = await bench(kind);
  await on.deploy(version(''));
  const { instanceId } = await on.engine.start('p', { businessKey: 'HS-1', variables: { n: 'none' } });
  await on.engine.claim(await on.taskId(instanceId, 'a'), { actor: 'an' });
  const [job] = (await on.engine.jobs()).rows;
  on.clock.set(on.clock.now() + HOUR);
  await on.engine.failJob(job!.jobId, { message: 'down', retries: 2 });
  await on.deploy(version('2'));
  const elements = Object.fromEntries(['a', 'j', 'r', 't', 'x', 'b'].map((id) => [id, `${id}2`]));
  await on.engine.migrate(instanceId, { elements, reason: 'new decision' });
  return instanceId;
}

async function lists(store: Store, instanceId: string): Promise<unknown> {
  return {
    tasks: (await store.tasks({ instanceId })).rows,
    jobs: (await store.jobs({ instanceId })).rows,
    timers: (await store.timers({ instanceId })).rows,
    subscriptions: (await store.subscriptions({ instanceId })).rows,
    incidents: (await store.incidents({ instanceId })).rows,
  };
}

async function fresh(kind: string): Promise<{ engine: Engine; store: Store }> {
  const made = await stores.find((one) => one.kind === kind)!.make();
  opened.push(made);
  return { engine: await openEngine({ store: made.store, clock: on.clock }), store: made.store };
}

describe.each(['memory', 'sqlite', 'postgres'])('an instance taken in by a %s store', (kind) => {
  it('has the lists it had, and goes on to its end; both stores are sound', async () => {
    const instanceId = await busy('sqlite');
    const document = JSON.parse(JSON.stringify(await on.engine.exportInstance(instanceId))) as InstanceDocument;
    const { engine, store } = await fresh(kind);
    await expect(engine.importInstance(document)).rejects.toMatchObject({ code: 'DEFINITION_UNKNOWN' });
    await engine.deployText(version(''));
    await engine.deployText(document.definition.source);
    const { seq } = await engine.importInstance(document, { actor: 'an' });
    expect(await lists(store, instanceId)).toEqual(await lists(on.store, instanceId));
    expect(await engine.instance(instanceId)).toEqual({ ...(await on.engine.instance(instanceId)), seq });
    expect((await engine.history(instanceId)).at(-1)).toMatchObject({
      actor: { personId: 'an' },
      events: [{ type: 'instance.imported', origin: document.origin, entries: seq - 1 }],
    });
    await expect(engine.importInstance(document)).rejects.toMatchObject({ code: 'INSTANCE_EXISTS' });

    on.clock.set(on.clock.now() + 9 * HOUR);
    expect(await engine.runDue()).toMatchObject({ timers: 1 });
    const taskOf = async (element: string): Promise<string> =>
      (await engine.tasks({ instanceId, element })).rows[0]!.taskId;
    await engine.complete(await taskOf('a2'), { actor: 'an' });
    await engine.complete(await taskOf('b2'), { actor: 'an' });
    const [job] = (await engine.jobs({ instanceId })).rows;
    await engine.completeJob(job!.jobId);
    await engine.correlate({ message: 'm' });
    expect((await engine.retryIncidents({ instanceId }, { variables: { n: 1 } })).done).toBe(1);
    expect((await engine.instance(instanceId)).status).toBe('completed');
    expect((await verifyStore(store)).sound).toBe(true);
    expect((await verifyStore(on.store)).sound).toBe(true);
    expect(verifyInstanceDocument(await engine.exportInstance(instanceId))).toMatchObject({ sound: true });
    await engine.close();
  });
});

describe.each(storeKinds)('the document of an instance on the %s store', (kind) => {
  it('is refused when anything in it was changed but what no hash covers', async () => {
    const document = await on0(kind);
    expect(verifyInstanceDocument(document)).toMatchObject({ sound: true, entries: document.entries.length });
    const free = /^(origin|exportedAt|entries\.\d+\.position|definition\.(version|name|file))$/;
    const faults = new Set<string>();
    for (const { path, changed } of changes(document)) {
      const verdict = verifyInstanceDocument(changed);
      expect(`${path} ${verdict.sound}`).toBe(`${path} ${free.test(path)}`);
      if (!verdict.sound) faults.add(verdict.fault);
    }
    for (const name of ['entries', 'state', 'instance']) {
      expect(verifyInstanceDocument({ ...document, [name]: undefined })).toMatchObject({ fault: 'FORMAT' });
    }
    const cut = { ...document, entries: document.entries.slice(0, -1) };
    expect(verifyInstanceDocument(cut)).toMatchObject({ fault: 'COLUMNS' });
    expect([...faults].sort()).toEqual(['COLUMNS', 'DEFINITION', 'FORMAT', 'JOURNAL', 'STATE']);
    for (const one of [null, 5, 'x', [], {}]) expect(verifyInstanceDocument(one)).toMatchObject({ fault: 'FORMAT' });
    const bad = { ...document, state: { ...document.state, businessKey: 'HS-2' } };
    await expect(on.engine.importInstance(bad)).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' });
  });

  it('moves a call with both of its sides: the called one answers its caller in the new store', async () => {
    on = await bench(kind);
    const caller = bpmn([start('s'), call('c', 'q'), user('after'), end('e')], ['s -> c -> after -> e']);
    const called = bpmn([start('s'), user('inner'), end('e')], ['s -> inner -> e'], { id: 'q' });
    await on.deploy(called, caller);
    const id = await on.start();
    await on.engine.runDue();
    const [inner] = (await on.engine.tasks()).rows;
    const { engine, store } = await fresh(kind);
    await engine.deployText(called);
    await engine.deployText(caller);
    for (const one of [id, inner!.instanceId]) await engine.importInstance(await on.engine.exportInstance(one));
    await engine.complete(inner!.taskId, { actor: 'an' });
    await engine.runDue();
    expect((await engine.tasks()).rows).toMatchObject([{ instanceId: id, element: 'after' }]);
    expect((await verifyStore(store)).sound).toBe(true);
    await engine.close();
  });

  it('is not given out while something it sent is on its way', async () => {
    on = await bench(kind);
    const caller = bpmn([start('s'), call('c', 'q'), end('e')], ['s -> c -> e']);
    await on.deploy(bpmn([start('s'), user('inner'), end('e')], ['s -> inner -> e'], { id: 'q' }), caller);
    const id = await on.start();
    expect(await on.store.outbox(10)).toHaveLength(1);
    await expect(on.engine.exportInstance(id)).rejects.toMatchObject({ code: 'INSTANCE_SENDING' });
    const [order] = await on.store.outboxOf(id, 1);
    await on.store.postpone({ outbox: order!.id }, { attempts: 7, untilAt: BEGIN + HOUR, trouble: 'x' });
    await on.engine.runDue();
    await expect(on.engine.exportInstance(id)).rejects.toMatchObject({ code: 'INSTANCE_SENDING' });
    on.clock.set(BEGIN + HOUR);
    // What others send, and cannot deliver, is their own matter.
    const { postponed: _untried, ...row } = (await on.store.outboxOf(id, 1))[0]!;
    const crowd = [...Array(10_001).keys()].map((n) => ({
      ...row,
      id: `crowd:1:${n}`,
      variables: {},
      kind: 'notice' as const,
    }));
    const changes = crowd.map((put) => ({ table: 'outbox' as const, put }));
    const instance = { ...(await on.store.instance(id))!, instanceId: 'crowd', seq: 1 };
    const entry = { at: BEGIN, text: '{}', hash: instance.hash };
    await on.store.commit([{ instance, expectedSeq: 0, entry, changes }]);
    for (const one of crowd.slice(0, 500))
      await on.store.postpone({ outbox: one.id }, { attempts: 7, untilAt: BEGIN + 9 * HOUR, trouble: 'x' });
    await deliverOnly(order!.id);
    expect((await on.engine.exportInstance(id)).instance.instanceId).toBe(id);
  });

  it('says when it began and ended as its journal does, also by a clock that goes on while a step is made', async () => {
    on = await bench(kind);
    let now = BEGIN;
    const ticking = { now: () => (now += 1) };
    const engine = await on.another({ clock: ticking });
    await engine.deployText(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']));
    const { instanceId } = await engine.start('p');
    expect(verifyInstanceDocument(await engine.exportInstance(instanceId))).toMatchObject({ sound: true });
    await engine.complete(await on.taskId(instanceId, 'a'), { actor: 'an' });
    expect(verifyInstanceDocument(await engine.exportInstance(instanceId))).toMatchObject({ sound: true });
  });

  it('takes no name that it did not hold: whoever starts by hand may have several of one key', async () => {
    on = await bench(kind);
    const filed = bpmn([start('s', message('filed')), user('a'), end('e')], ['s -> a -> e']);
    await on.deploy(filed);
    const by = { startEvent: 's', businessKey: 'K' };
    const { instanceId } = await on.engine.start('p', by);
    const document = await on.engine.exportInstance(instanceId);
    const { engine, store } = await fresh(kind);
    await engine.deployText(filed);
    await engine.correlate({ message: 'filed', key: 'K' });
    await engine.importInstance(document);
    expect(await store.count('instances', { businessKey: 'K', status: 'active' })).toBe(2);
    expect((await verifyStore(store)).sound).toBe(true);
    await engine.close();
  });

  it('takes the name again under which a message began it', async () => {
    on = await bench(kind);
    const filed = bpmn([start('s', message('filed')), user('a'), end('e')], ['s -> a -> e']);
    await on.deploy(filed);
    const { instanceId } = await on.engine.correlate({ message: 'filed', key: 'K' });
    const document = await on.engine.exportInstance(instanceId);
    const { engine, store } = await fresh(kind);
    await engine.deployText(filed);
    const other = await engine.correlate({ message: 'filed', key: 'K' });
    await expect(engine.importInstance(document)).rejects.toMatchObject({
      ...{ code: 'NAME_TAKEN', params: { name: 'p K', holder: other.instanceId } },
    });
    expect(await store.count('instances', {})).toBe(1);
    await engine.cancel(other.instanceId, { reason: 'x' });
    await engine.importInstance(document);
    expect((await verifyStore(store)).sound).toBe(true);
    await engine.close();
  });

  it('takes at once what was kept for it in the new store, before that expires', async () => {
    on = await bench(kind);
    const source = bpmn([start('s'), receive('r', 'm'), user('after')], ['s -> r -> after'], { keys: { m: 'id' } });
    await on.deploy(source);
    const { instanceId } = await on.engine.start('p', { variables: { id: 'k' } });
    const { engine } = await fresh(kind);
    await engine.deployText(source);
    await engine.runDue();
    expect(await engine.publish({ message: 'm', key: 'k', timeToLiveMs: 1 })).toBe(null);
    await engine.importInstance(await on.engine.exportInstance(instanceId));
    await expect.poll(async () => (await engine.tasks({ instanceId })).rows).toMatchObject([{ element: 'after' }]);
    await engine.close();
  });

  it('keeps an ended or suspended instance as it was', async () => {
    on = await bench(kind);
    await on.deploy(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], {}));
    const [one, two] = [await on.start(), await on.start()];
    await on.complete(one, 'a');
    await on.engine.suspend(two, { reason: 'x' });
    on.clock.set(on.clock.now() + HOUR);
    const { engine, store } = await fresh(kind);
    await engine.deployText(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], {}));
    for (const id of [one, two]) await engine.importInstance(await on.engine.exportInstance(id));
    expect(await engine.instance(one)).toMatchObject({ status: 'completed', endedAt: BEGIN });
    expect(await engine.instance(two)).toMatchObject({ status: 'active', suspended: true });
    expect((await verifyStore(store)).sound).toBe(true);
    await engine.close();
  });
});

/** As `runDue`, without the crowd that stands before it. */
async function deliverOnly(id: string): Promise<void> {
  const store: Store = {
    ...on.store,
    outbox: async () => (await on.store.outbox(20_000)).filter((row) => row.id === id),
  };
  const engine = await openEngine({ store, clock: on.clock });
  await engine.runDue();
}

async function on0(kind: 'memory' | 'sqlite'): Promise<InstanceDocument> {
  const instanceId = await busy(kind);
  return JSON.parse(JSON.stringify(await on.engine.exportInstance(instanceId))) as InstanceDocument;
}

/** The document with every single value in it changed in turn. */
function* changes(document: InstanceDocument): Generator<{ path: string; changed: unknown }> {
  function* inside(
    value: unknown,
    path: string,
    put: (changed: unknown) => unknown,
  ): Generator<{ path: string; changed: unknown }> {
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        const putIn = (changed: unknown): unknown =>
          put(Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed });
        yield* inside(inner, path === '' ? name : `${path}.${name}`, putIn);
      }
      return;
    }
    yield { path, changed: put(other(value)) };
  }
  yield* inside(document, '', (changed) => changed);
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 'x';
  const text = value as string;
  const at = text.length >> 1;
  return text.slice(0, at) + (text[at] === '1' ? '2' : '1') + text.slice(at + 1);
}
