// A clock that is a year ahead for a while, and then right again: nothing waits for that year.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import type { Store } from 'quytrinh/engine';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { boundary, bpmn, end, message, receive, service, start, throwing, timer, user } from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

describe.each(storeKinds)('after a clock that was a year ahead, on the $kind store,', ({ make }) => {
  let fresh: FreshStore;
  let engine: Engine;
  let clock: ManualClock;
  let isBroken = false;
  const logged: string[] = [];
  beforeEach(async () => {
    fresh = await make();
    clock = manualClock(begin);
    const { store } = fresh;
    const working = (): void => {
      if (isBroken) throw new Error('out of order');
    };
    const flaky: Store = {
      ...store,
      instance: async (id) => {
        working();
        return store.instance(id);
      },
      subscriptions: async (query) => {
        working();
        return store.subscriptions(query);
      },
    };
    const log = (_facts: object, what?: string): void => void logged.push(what ?? '');
    const logger = { trace: () => undefined, debug: () => undefined, info: () => undefined, warn: log, error: log };
    engine = await openEngine({ store: flaky, clock, cachedInstances: 0, logger });
  });
  afterEach(async () => {
    isBroken = false;
    logged.length = 0;
    await engine.close();
    await fresh.cleanUp();
  });
  const status = async (id: string): Promise<string> => (await engine.instance(id)).status;

  it('jobs that were leased, made or put off then are done at once', async () => {
    await engine.deployText(bpmn([start('s'), service('w'), end('e')], ['s -> w -> e']));
    const leased = (await engine.start('p')).instanceId;
    clock.set(begin + YEAR);
    expect(await engine.leaseJobs({ owner: 'outside', forMs: HOUR, limit: 10 })).toHaveLength(1);
    let fails = true;
    engine.handle('w', () => {
      if (fails) throw new Error('no');
      return {};
    });
    const failed = (await engine.start('p')).instanceId;
    await engine.runDue();
    const made = (await engine.start('p')).instanceId;
    clock.set(begin + 1);
    fails = false;
    await engine.runDue();
    for (const id of [leased, failed, made]) expect(await status(id)).toBe('completed');
    expect(logged).toContain('clock set back');
  });

  it('timers and messages that could not be done then are tried again at once', async () => {
    await engine.deployText(
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e'], { id: 'timed' }),
    );
    const keys = { go: '"x"' };
    await engine.deployText(bpmn([start('s'), throwing('t', message('go')), end('e')], ['s -> t -> e'], { keys }));
    await engine.deployText(bpmn([start('s'), receive('r', 'go'), end('e')], ['s -> r -> e'], { id: 'heard', keys }));
    const timed = (await engine.start('timed')).instanceId;
    const heard = (await engine.start('heard')).instanceId;
    await engine.start('p');
    clock.set(begin + YEAR);
    isBroken = true;
    await engine.runDue();
    isBroken = false;
    clock.set(begin + HOUR);
    await engine.runDue();
    expect(await status(timed)).toBe('completed');
    expect(await status(heard)).toBe('completed');
  });

  it('what may wait for so long does, and a lease of an hour is the longest', async () => {
    await engine.deployText(bpmn([start('s'), service('w'), end('e')], ['s -> w -> e']));
    const lease = (forMs: number) => engine.leaseJobs({ owner: 'outside', forMs, limit: 10 });
    await engine.start('p');
    await expect(lease(HOUR + 1)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
    expect(await lease(HOUR)).toHaveLength(1);
    await engine.start('p');
    const [job] = await lease(1);
    await engine.failJob(job!.jobId, { message: 'later', retryAt: begin + YEAR });
    clock.set(begin + HOUR - 1);
    await engine.runDue();
    expect(await lease(1)).toEqual([]);
    expect(logged).toEqual([]);
  });
});
