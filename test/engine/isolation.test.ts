// One instance, handler or message in trouble never stops another, and what was refused leaves nothing behind.
import { afterEach, describe, expect, it } from 'vitest';
import { isEngineError, memoryStore, openEngine, type Engine, type Store } from 'quytrinh';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { engineError, type Variables } from 'quytrinh/model';
import {
  boundary,
  bpmn,
  call,
  el,
  end,
  message,
  receive,
  service,
  start,
  throwing,
  timer,
  user,
} from '../machine/bpmn-text.ts';

const BEGIN = Date.parse('2026-01-05T08:00:00+07:00');
const HOUR = 3_600_000;

let engine: Engine;
let store: Store;
let clock: ManualClock;
let troubles: string[];

async function open(inner: Store = memoryStore(), ...sources: string[]): Promise<void> {
  store = inner;
  clock = manualClock(BEGIN);
  troubles = [];
  engine = await openEngine({
    store,
    clock,
    onTrouble: (trouble, what) =>
      troubles.push(`${what}: ${trouble instanceof Error ? trouble.message : String(trouble)}`),
  });
  for (const source of sources) await engine.deployText(source);
}
const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => (isEngineError(error) ? error.code : String(error)),
  );
const taskOf = async (instanceId: string): Promise<string> =>
  (await engine.tasks({ instanceId })).rows[0]?.taskId ?? 'none';

afterEach(async () => {
  await engine.close();
});

const oneTask = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']);

describe('a refused command', () => {
  it('with half of a surrogate pair names the place, and the task is still there', async () => {
    await open(memoryStore(), oneTask);
    const { instanceId } = await engine.start('p');
    const taskId = await taskOf(instanceId);
    const broken = { note: ['fine', '\ud800'] };
    expect(await codeOf(engine.complete(taskId, { actor: 'an', variables: broken }))).toBe('VARIABLES_INVALID');
    expect((await engine.complete(taskId, { actor: 'an' })).status).toBe('completed');
  });

  it('that can not be written down leaves the instance as it was', async () => {
    await open(memoryStore(), oneTask);
    const { instanceId } = await engine.start('p');
    const taskId = await taskOf(instanceId);
    expect(await codeOf(engine.complete(taskId, { actor: 'an\ud800' }))).not.toBe('done');
    expect((await engine.complete(taskId, { actor: 'an' })).status).toBe('completed');
  });

  it('that the store can not write takes none with it that came in the same moment', async () => {
    const inner = memoryStore();
    const choosy: Store = {
      ...inner,
      commit: async (steps) => {
        const isBad = steps.some(({ instance }) => instance.businessKey === 'too big');
        if (!isBad) return inner.commit(steps);
        throw engineError('STORE_WRITE', { file: 'x', reason: 'string or blob too big', problem: 'other' });
      },
    };
    await open(choosy, oneTask);
    const started = await Promise.all(
      ['1', 'too big', '2'].map((businessKey) => codeOf(engine.start('p', { businessKey }))),
    );
    expect(started).toEqual(['done', 'STORE_WRITE', 'done']);
    expect(await engine.count('instances', {})).toBe(2);
  });
});

describe('a handler', () => {
  it.each([
    ['a date', { at: new Date(0) }],
    ['undefined', { at: undefined }],
    ['a number that is none', { at: NaN }],
  ])('that gives %s has failed, and its instance is as it was', async (_what, results) => {
    await open(memoryStore(), bpmn([start('s'), service('a'), end('e')], ['s -> a -> e']));
    let good = false;
    engine.handle('a', () => (good ? { at: 1 } : (results as unknown as Variables)));
    const { instanceId } = await engine.start('p');
    await engine.runDue();
    expect((await engine.jobs({ instanceId })).rows).toMatchObject([{ retries: 2 }]);
    expect(troubles.join()).toContain('VARIABLES_INVALID');
    good = true;
    clock.set(BEGIN + HOUR);
    await engine.runDue();
    expect(await engine.instance(instanceId)).toMatchObject({ status: 'completed', variables: { at: 1 } });
  });

  it('that takes long holds up no timer, while the engine works by itself', async () => {
    await open(
      memoryStore(),
      bpmn([start('s'), service('slow'), end('e')], ['s -> slow -> e']),
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e'], { id: 'q' }),
    );
    let release = (): void => undefined;
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    engine.handle('slow', () => {
      begun();
      return new Promise((resolve) => {
        release = () => {
          resolve({});
        };
      });
    });
    const slow = await engine.start('p');
    const { instanceId } = await engine.start('q');
    engine.work({ everyMs: 5 });
    await running;
    clock.set(BEGIN + HOUR);
    await expect.poll(async () => (await engine.instance(instanceId)).status, { timeout: 2000 }).toBe('completed');
    release();
    await expect.poll(async () => (await engine.instance(slow.instanceId)).status, { timeout: 2000 }).toBe('completed');
  });
});

describe('what is due', () => {
  it('is done although hundreds before it can not be done', async () => {
    const inner = memoryStore();
    const poisoned = new Set<string>();
    const guarded: Store = {
      ...inner,
      instance: async (instanceId) => {
        if (poisoned.has(instanceId)) throw new Error('unreadable');
        return inner.instance(instanceId);
      },
    };
    const process = bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e']);
    await open(guarded, process);
    const many = await Promise.all(Array.from({ length: 300 }, () => engine.start('p')));
    for (const { instanceId } of many) poisoned.add(instanceId);
    clock.set(BEGIN + 1000);
    const { instanceId } = await engine.start('p');
    await engine.close();
    const again = manualClock(BEGIN + 2 * HOUR);
    engine = await openEngine({ store: guarded, clock: again });
    await engine.runDue();
    expect((await engine.instance(instanceId)).status).toBe('completed');
  });

  it('when it was listed, and not any more when the clock is set back before it is fired, waits for its time', async () => {
    const inner = memoryStore();
    let back = 0;
    const turning: Store = {
      ...inner,
      dueTimers: async (now, limit) => {
        const rows = await inner.dueTimers(now, limit);
        clock.set(clock.now() - back);
        return rows;
      },
    };
    const process = bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e']);
    await open(turning, process);
    const { instanceId } = await engine.start('p');
    clock.set(BEGIN + HOUR);
    back = 60_000;
    expect(await engine.runDue()).toMatchObject({ timers: 0 });
    expect(troubles).toEqual([]);
    back = 0;
    clock.set(BEGIN + HOUR);
    expect(await engine.runDue()).toMatchObject({ timers: 1 });
    expect((await engine.instance(instanceId)).status).toBe('completed');
  });
});

describe('messages', () => {
  const waiting = bpmn([start('s', message('begin')), user('a'), end('e')], ['s -> a -> e']);

  it('with one key that come together start one instance', async () => {
    await open(memoryStore(), waiting);
    const codes = await Promise.all(
      Array.from({ length: 5 }, () => codeOf(engine.correlate({ message: 'begin', key: 'HS-1' }))),
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect((await engine.instances({ businessKey: 'HS-1' })).rows).toHaveLength(1);
  });

  it('for an instance that is suspended arrive when it goes on', async () => {
    await open(
      memoryStore(),
      bpmn([start('s'), receive('r', 'answer'), end('e')], ['s -> r -> e'], { keys: { answer: 'id' } }),
    );
    const { instanceId } = await engine.start('p', { variables: { id: 'x' } });
    await engine.suspend(instanceId, { reason: 'inspection' });
    await engine.publish({ message: 'answer', key: 'x', timeToLiveMs: HOUR });
    expect((await engine.instance(instanceId)).status).toBe('active');
    await engine.resume(instanceId);
    await expect.poll(async () => (await engine.instance(instanceId)).status, { timeout: 2000 }).toBe('completed');
  });

  it('go to the wait that an instance opened first', async () => {
    const each =
      '<multiInstanceLoopCharacteristics><loopCardinality>6</loopCardinality></multiInstanceLoopCharacteristics>';
    await open(
      memoryStore(),
      bpmn([start('s'), el('receiveTask', 'r', each, { messageRef: 'm' }), end('e')], ['s -> r -> e'], {
        keys: { m: '1' },
      }),
    );
    await engine.start('p');
    const taken: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const { events } = await engine.correlate({ message: 'm', key: '1' });
      for (const event of events) if (event.type === 'subscription.closed') taken.push(Number(event.subscriptionId));
    }
    expect(taken).toEqual([...taken].sort((a, b) => a - b));
    expect(taken.map((id) => id > 9)).toContain(false);
    expect(taken.map((id) => id > 9)).toContain(true);
  });

  it('with no time to live that is a length are refused', async () => {
    await open(memoryStore(), oneTask);
    for (const timeToLiveMs of [NaN, -1, undefined as unknown as number])
      expect(await codeOf(engine.publish({ message: 'm', timeToLiveMs }))).toBe('ARGUMENT_INVALID');
  });

  it('thrown to an instance that is not waiting yet arrive when it does', async () => {
    await open(
      memoryStore(),
      bpmn([start('s'), throwing('t', message('answer')), end('e')], ['s -> t -> e'], {
        id: 'thrower',
        keys: { answer: 'id' },
      }),
      bpmn([start('s'), user('a'), receive('r', 'answer'), end('e')], ['s -> a -> r -> e'], { keys: { answer: 'id' } }),
    );
    const { instanceId } = await engine.start('p', { variables: { id: 'x' } });
    await engine.start('thrower', { variables: { id: 'x' } });
    await engine.runDue();
    await engine.complete(await taskOf(instanceId), { actor: 'an' });
    await engine.runDue();
    await expect.poll(async () => (await engine.instance(instanceId)).status, { timeout: 2000 }).toBe('completed');
  });
});

describe('a call', () => {
  it('that was cancelled before its process could be started is not started later', async () => {
    const inner = memoryStore();
    let failing = false;
    const flaky: Store = {
      ...inner,
      definitions: async (query) => {
        if (failing && query?.process === 'q') throw new Error('out of order');
        return inner.definitions(query);
      },
    };
    await open(
      flaky,
      bpmn([start('s'), call('c', 'q'), end('e')], ['s -> c -> e']),
      bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], { id: 'q' }),
    );
    const { instanceId } = await engine.start('p');
    failing = true;
    await engine.runDue();
    await engine.cancel(instanceId, { reason: 'wrong' });
    await engine.runDue();
    failing = false;
    await engine.runDue();
    expect((await engine.instances({ process: 'q', status: 'active' })).rows).toEqual([]);
  });
});

describe('an engine', () => {
  it('that closes finishes the commands that are on their way', async () => {
    await open(memoryStore(), oneTask);
    const { instanceId } = await engine.start('p');
    const taskId = await taskOf(instanceId);
    const completing = engine.complete(taskId, { actor: 'an' });
    const closing = engine.close();
    expect((await completing).status).toBe('completed');
    await closing;
  });

  it('that can not make its last checkpoint closes the store all the same', async () => {
    const inner = memoryStore();
    let closed = false;
    const broken: Store = {
      ...inner,
      putCheckpoint: async () => {
        throw new Error('disk full');
      },
      close: async () => {
        closed = true;
        await inner.close();
      },
    };
    await open(broken, oneTask);
    await engine.start('p');
    await expect(engine.close()).rejects.toThrow('disk full');
    expect(closed).toBe(true);
    engine = await openEngine({ store: memoryStore() });
  });

  it('that closes does not wait for ever for a handler, and leaves its job to others', async () => {
    await open(memoryStore(), bpmn([start('s'), service('a'), end('e')], ['s -> a -> e']));
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    engine.handle('a', () => {
      begun();
      return new Promise(() => undefined);
    });
    await engine.start('p');
    engine.work({ everyMs: 5 });
    await running;
    await engine.close();
    engine = await openEngine({ store, clock });
    expect(await engine.leaseJobs({ owner: 'other', forMs: 1000, limit: 1 })).toHaveLength(1);
  });

  it('refuses a key that was used for another command, and repeats the first receipt for the same one', async () => {
    await open(memoryStore(), oneTask);
    const first = await engine.start('p', { idempotencyKey: 'k' });
    await engine.complete(await taskOf(first.instanceId), { actor: 'an' });
    expect(await engine.start('p', { idempotencyKey: 'k' })).toEqual({ ...first, repeated: true });
    expect(await codeOf(engine.cancel(first.instanceId, { reason: 'x', idempotencyKey: 'k' }))).toBe(
      'IDEMPOTENCY_MISMATCH',
    );
  });

  it('names the instance and the task in what it refuses', async () => {
    await open(memoryStore(), oneTask);
    const { instanceId } = await engine.start('p');
    const taskId = await taskOf(instanceId);
    await expect(engine.complete(`${instanceId}:99`, { actor: 'an' })).rejects.toThrow(`${instanceId}:99`);
    await engine.complete(taskId, { actor: 'an' });
    await expect(engine.cancel(instanceId, { reason: 'x' })).rejects.toThrow(`"${instanceId}" has ended`);
  });

  it('needs a store', async () => {
    await open(memoryStore());
    expect(await codeOf(openEngine({} as unknown as { store: string }))).toBe('OPTION_INVALID');
  });
});
