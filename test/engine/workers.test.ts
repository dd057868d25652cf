// Workers: leases that are held, attempts that fail, handlers that take long, and what fails in the background.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openEngine, type Engine, type EngineOptions } from 'quytrinh';
import { bpmnError, type JobCall, type Store } from 'quytrinh/engine';
import { memoryStore } from 'quytrinh/stores';
import { manualClock } from 'quytrinh/testing';
import {
  boundary,
  cycle,
  bpmn,
  call,
  catching,
  end,
  extension,
  message,
  send,
  service,
  start,
  timer,
  user,
} from '../machine/bpmn-text.ts';
import { processText } from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

const work = (headers = '') =>
  bpmn(
    [start('s'), service('w', extension(`<zeebe:taskDefinition type="work" retries="4"/>${headers}`)), user('a')],
    ['s -> w -> a'],
  );
const backOff = (list: string) =>
  `<zeebe:taskHeaders><zeebe:header key="retryBackoff" value="${list}"/></zeebe:taskHeaders>`;

describe.each(storeKinds)('a job on the %s store', (kind) => {
  let on: Bench;
  afterEach(async () => {
    expect(on.troubles).toEqual([]);
    await on.dispose();
  });

  it('is its holder’s: a late result is refused when the lease went to another, and only then', async () => {
    on = await bench(kind);
    await on.deploy(work());
    const instanceId = await on.start();
    const lease = async () => (await on.engine.leaseJobs({ owner: 'w', forMs: 1000, limit: 1 }))[0];
    const first = await lease();
    const jobId = first?.jobId ?? '';
    on.clock.set(BEGIN + 5000);
    const second = await lease();
    for (const act of [
      () => on.engine.completeJob(jobId, { fence: 1 }),
      () => on.engine.failJob(jobId, { fence: 1, message: 'late' }),
      () => on.engine.throwJobError(jobId, { fence: 1, errorCode: 'X' }),
      () => on.engine.extendJob(jobId, { fence: 1, forMs: 1000 }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'LEASE_LOST', params: { jobId, held: 1, found: 2 } });
    expect(await on.engine.instance(instanceId)).toMatchObject({ seq: 1 });
    on.clock.set(BEGIN + 60_000); // run out, but nobody else has it
    await on.engine.completeJob(jobId, { fence: second?.fence ?? 0, variables: { ok: true } });
    expect(await on.tasks(instanceId)).toEqual(['a']);
    await expect(on.engine.extendJob(jobId, { fence: 2, forMs: 1 })).rejects.toThrow(/JOB_UNKNOWN/);
  });

  it('stays with its worker for as long as he extends the lease', async () => {
    on = await bench(kind);
    await on.deploy(work());
    await on.start();
    const lease = async () => (await on.engine.leaseJobs({ owner: 'w', forMs: 1000, limit: 1 }))[0];
    const job = await lease();
    for (const seconds of [1, 2, 3]) {
      on.clock.set(BEGIN + seconds * 900);
      await on.engine.extendJob(job?.jobId ?? '', { fence: 1, forMs: 1000 });
      expect(await lease()).toBe(undefined);
    }
    await expect(on.engine.extendJob(job?.jobId ?? '', { fence: 1, forMs: 0 })).rejects.toThrow(/ARGUMENT_INVALID/);
    for (const wrong of [{ forMs: Number.NaN }, { limit: 0.5 }, { limit: 5_000 }, { batch: 3 }]) {
      const request = { owner: 'w', forMs: 1000, limit: 1, ...wrong };
      await expect(on.engine.leaseJobs(request)).rejects.toThrow(/ARGUMENT_INVALID|OPTION_UNKNOWN/);
    }
    const unwell = on.engine.failJob(job?.jobId ?? '', { message: '', retries: -1 });
    await expect(unwell).rejects.toThrow(/ARGUMENT_INVALID/);
    on.clock.set(BEGIN + 2700 + 1000);
    expect(await lease()).toMatchObject({ fence: 2 });
  });

  it('is tried again as its back-off list says, a little spread, the last length for all further attempts', async () => {
    const spread = [0, 0.999, 0.5];
    on = await bench(kind, { random: () => spread.shift() ?? 0 });
    let attempts = 0;
    on.engine.handle('work', () => {
      attempts += 1;
      throw new Error('down');
    });
    await on.deploy(work(backOff('PT1S, PT2M')));
    await on.start();
    const triedAt: number[] = [];
    for (const at of [0, 999, 1000, 121_000, 150_969, 150_970, 285_970, 285_971]) {
      on.clock.set(BEGIN + at);
      const before = attempts;
      await on.engine.runDue();
      if (attempts > before) triedAt.push(at);
    }
    expect(triedAt).toEqual([0, 1000, 150_970, 285_970]);
    expect(await on.incidents()).toEqual(['JOB_RETRIES_EXHAUSTED w']);
    expect(on.troubles.splice(0)).toHaveLength(4);
    await on.engine.resolveIncident((await on.engine.incidents({})).rows[0]?.incidentId ?? '');
    await on.engine.runDue();
    expect(attempts).toBe(5);
    expect(on.troubles.splice(0)).toHaveLength(1);
  });

  it('of a worker outside is tried again by the same list, one attempt less each time', async () => {
    on = await bench(kind, { random: () => 0 });
    await on.deploy(work(backOff('PT5S')));
    await on.start();
    const lease = async () => (await on.engine.leaseJobs({ owner: 'w', forMs: 1000, limit: 1 }))[0];
    const job = await lease();
    await on.engine.failJob(job?.jobId ?? '', { message: 'no answer', fence: 1 });
    expect((await on.engine.jobs({})).rows[0]).toMatchObject({ retries: 3, availableAt: BEGIN + 5000 });
    expect(await lease()).toBe(undefined);
    on.clock.set(BEGIN + 5000);
    expect(await lease()).toMatchObject({ fence: 2 });
  });

  it('with a list that is none is tried again all the same, and somebody hears of it', async () => {
    on = await bench(kind);
    on.engine.handle('work', () => {
      throw new Error('down');
    });
    await on.deploy(work(backOff('soon')));
    await on.start();
    await on.engine.runDue();
    expect(on.troubles.splice(0).join()).toMatch(/down.*retryBackoff.*"soon"/s);
    on.clock.set(BEGIN + HOUR);
    expect(await on.engine.runDue()).toMatchObject({ jobs: 1 });
    on.troubles.splice(0);
  });
});

describe('a handler', () => {
  let engine: Engine;
  const clock = manualClock(BEGIN);
  const troubles: string[] = [];
  afterEach(async () => {
    vi.useRealTimers();
    await engine.close({ waitMs: 50 });
    troubles.length = 0;
    clock.set(BEGIN);
  });
  const open = async (store: Store = memoryStore(), more: Partial<EngineOptions> = {}): Promise<void> => {
    const onTrouble = (trouble: unknown): void => void troubles.push(String(trouble));
    engine = await openEngine({ store, clock, onTrouble, random: () => 0, ...more });
    await engine.deployText(work(), 'work.bpmn');
  };
  /** A handler that ends when it is told to, and the calls it has got. */
  const slow = () => {
    const calls: JobCall[] = [];
    const ends: (() => void)[] = [];
    const handler = async (job: JobCall): Promise<Record<string, string>> => {
      calls.push(job);
      await new Promise<void>((resolve) => ends.push(resolve));
      return { by: job.jobId };
    };
    return { calls, ends, handler };
  };
  const status = async (instanceId: string) => (await engine.tasks({ instanceId })).rows.length;

  it('that takes too long has failed: its signal says so, its result is not taken, the job comes again', async () => {
    await open();
    const { calls, ends, handler } = slow();
    engine.handle('work', handler, { timeoutMs: 300 });
    const { instanceId } = await engine.start('p');
    await engine.runDue();
    expect(calls[0]?.signal.aborted).toBe(true);
    expect(String(calls[0]?.signal.reason)).toMatch(/HANDLER_TIMEOUT.*300 ms/);
    expect((await engine.jobs({})).rows[0]).toMatchObject({ retries: 3, availableAt: BEGIN + 1000 });
    ends[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await status(instanceId)).toBe(0);
    clock.set(BEGIN + 1000);
    const second = engine.runDue();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    ends[1]?.();
    await second;
    expect(await status(instanceId)).toBe(1);
    expect(troubles).toHaveLength(1);
  });

  it('has as many jobs in work at once as it says, whatever the others have', async () => {
    await open();
    const { calls, ends, handler } = slow();
    engine.handle('work', handler, { concurrency: 2 });
    let others = 0;
    engine.handle('other', () => {
      others += 1;
      return undefined;
    });
    await engine.deployText(
      bpmn([start('s'), service('w', extension('<zeebe:taskDefinition type="other"/>')), end('e')], ['s -> w -> e'], {
        id: 'q',
      }),
    );
    for (let at = 0; at < 5; at += 1) {
      await engine.start('p');
      await engine.start('q');
    }
    engine.work({ everyMs: 5 });
    await vi.waitFor(() => expect([calls.length, others]).toEqual([2, 5]));
    for (let done = 1; done <= 5; done += 1) {
      ends[done - 1]?.();
      await vi.waitFor(async () => {
        expect((await engine.jobs({})).rows).toHaveLength(5 - done);
        expect(calls.length).toBe(Math.min(5, done + 2));
      });
    }
  });

  it('keeps its lease while it runs, and hears when it has lost it all the same', async () => {
    const inner = memoryStore();
    await open(inner);
    const { calls, ends, handler } = slow();
    engine.handle('work', handler);
    const { instanceId } = await engine.start('p');
    vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout'] });
    const running = engine.runDue();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const [first] = (await inner.jobs({})).rows;
    expect(first?.lease?.untilAt).toBe(BEGIN + 60_000);
    clock.set(BEGIN + 50_000);
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await inner.jobs({})).rows[0]?.lease?.untilAt).toBe(BEGIN + 110_000);
    // The process slept: its lease ran out and somebody else took the job.
    clock.set(BEGIN + 500_000);
    await engine.leaseJobs({ owner: 'other', forMs: 60_000, limit: 1 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(String(calls[0]?.signal.reason)).toMatch(/LEASE_LOST/);
    await running;
    ends[0]?.();
    vi.useRealTimers();
    expect(await status(instanceId)).toBe(0);
    expect((await inner.jobs({})).rows[0]).toMatchObject({ retries: 4, fence: 2 });
    await engine.completeJob(calls[0]?.jobId ?? '', { fence: 2 });
    expect(await status(instanceId)).toBe(1);
  });

  it('whose lease went away and came back to the same engine is still the one whose result counts', async () => {
    await open();
    const { calls, ends, handler } = slow();
    engine.handle('work', handler);
    const { instanceId } = await engine.start('p');
    engine.work({ everyMs: 5 });
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    clock.set(BEGIN + HOUR);
    await vi.waitFor(async () => expect((await engine.jobs({})).rows[0]?.fence).toBe(2));
    ends[0]?.();
    await vi.waitFor(async () => expect(await status(instanceId)).toBe(1));
    expect(calls).toHaveLength(1);
  });

  it('is waited for by a stop; one that does not end is told, and its job goes to others with no attempt lost', async () => {
    const inner = memoryStore();
    await open(inner);
    const quick = slow();
    const endless = slow();
    engine.handle('work', (job) => (job.variables.quick === true ? quick.handler(job) : endless.handler(job)));
    const [one, two] = await Promise.all([
      engine.start('p', { variables: { quick: true } }),
      engine.start('p', { variables: { quick: false } }),
    ]);
    engine.work({ everyMs: 5 });
    await vi.waitFor(() => expect(quick.calls.length + endless.calls.length).toBe(2));
    setTimeout(() => quick.ends[0]?.(), 50);
    const began = Date.now();
    await engine.close({ waitMs: 300 });
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(String(endless.calls[0]?.signal.reason)).toMatch(/ENGINE_CLOSED/);
    expect(quick.calls[0]?.signal.aborted).toBe(false);
    engine = await openEngine({ store: inner, clock });
    expect(await status(one.instanceId)).toBe(1);
    expect(await engine.leaseJobs({ owner: 'w', forMs: 1, limit: 5 })).toMatchObject([
      { instanceId: two.instanceId, retries: 4 },
    ]);
  });

  it('is given its options by name', async () => {
    await open();
    const handle = (options: object) => () => {
      engine.handle('x', () => undefined, options);
    };
    expect(handle({ timeout: 5 })).toThrow(/OPTION_UNKNOWN.*timeoutMs/);
    expect(handle({ timeoutMs: 0 })).toThrow(/OPTION_INVALID/);
    expect(handle({ concurrency: 1.5 })).toThrow(/OPTION_INVALID/);
    await expect(openEngine({ store: memoryStore(), thrownMessageLivesMs: -1 })).rejects.toThrow(/OPTION_INVALID/);
  });
});

describe('a stop', () => {
  it('amid thousands of due timers ends soon; the next engine fires the rest, none is lost and none fires twice', async () => {
    const clock = manualClock(BEGIN);
    const inner = memoryStore();
    let commits = 0;
    const slow: Store = {
      ...inner,
      commit: async (steps) => {
        commits += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return inner.commit(steps);
      },
    };
    const filling = await openEngine({ store: inner, clock });
    await filling.deployText(
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H'), false), user('b')], ['s -> a', 't -> b']),
    );
    const many = 2_000;
    for (let at = 0; at < many; at += 100) {
      await Promise.all(Array.from({ length: 100 }, () => filling.start('p')));
    }
    await filling.close();
    clock.set(BEGIN + HOUR);
    const stopped = await openEngine({ store: slow, clock });
    stopped.work({ everyMs: 1 });
    const looking = stopped.runDue();
    await vi.waitFor(() => expect(commits).toBeGreaterThan(1));
    const began = Date.now();
    await stopped.close();
    expect(Date.now() - began).toBeLessThan(3_000);
    const { timers: before } = await looking;
    const engine = await openEngine({ store: inner, clock });
    const left = (await inner.dueTimers(clock.now(), 10_000)).length;
    expect(left).toBeGreaterThan(0);
    expect(before).toBeLessThan(many);
    expect(await engine.runDue()).toMatchObject({ timers: left });
    let fired = 0;
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await inner.tasks({ element: 'b', limit: 1_000, ...(cursor === undefined ? {} : { cursor }) });
      fired += page.rows.length;
      cursor = page.next;
    }
    expect(fired).toBe(many);
    await engine.close();
  });
});

describe('what fails in the background', () => {
  /** A store in which some instances can not be read. */
  const poisonable = () => {
    const inner = memoryStore();
    const poisoned = new Set<string>();
    const reads = new Map<string, number>();
    const store: Store = {
      ...inner,
      instance: async (instanceId) => {
        reads.set(instanceId, (reads.get(instanceId) ?? 0) + 1);
        if (poisoned.has(instanceId)) throw new Error('unreadable');
        return inner.instance(instanceId);
      },
    };
    return { store, poisoned, reads };
  };

  it('a poisoned timer is tried ever more rarely, told once for each attempt, and shown to the operator', async () => {
    const { store, poisoned, reads } = poisonable();
    const clock = manualClock(BEGIN);
    const troubles: string[] = [];
    const open = () =>
      openEngine({
        store,
        clock,
        random: () => 0,
        onTrouble: (_error, what) => void troubles.push(what),
        cachedInstances: 0,
      });
    let engine = await open();
    await engine.deployText(
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e']),
    );
    const { instanceId } = await engine.start('p');
    poisoned.add(instanceId);
    await engine.close();
    engine = await open();
    clock.set(BEGIN + HOUR);
    reads.clear();
    // A look each second for an hour.
    for (let second = 0; second < 3_600; second += 1) {
      clock.set(BEGIN + HOUR + second * 1000);
      await engine.runDue();
    }
    expect(troubles.length).toBeLessThan(10);
    expect(troubles.length).toBeGreaterThan(4);
    expect(new Set(troubles).size).toBe(1);
    expect(reads.get(instanceId)).toBe(troubles.length);
    const [stuck, ...others] = await engine.stuck();
    expect(others).toEqual([]);
    expect(stuck).toMatchObject({
      kind: 'timer',
      instanceId,
      name: 't',
      attempts: troubles.length,
      trouble: 'unreadable',
    });
    expect(stuck?.untilAt).toBeGreaterThan(clock.now());
    poisoned.clear();
    expect(await engine.runDue()).toMatchObject({ timers: 0 });
    await engine.retryStuck(stuck?.id ?? '');
    expect(await engine.runDue()).toMatchObject({ timers: 1 });
    expect(await engine.stuck()).toEqual([]);
    await expect(engine.retryStuck(stuck?.id ?? '')).rejects.toThrow(/STUCK_UNKNOWN/);
    await expect(engine.stuck({ limit: 0 })).rejects.toThrow(/ARGUMENT_INVALID/);
    expect((await engine.instance(instanceId)).status).toBe('completed');
    await engine.close();
  });

  it('a poisoned start is put off for every process that looks, and holds up no other', async () => {
    const inner = memoryStore();
    let isPoisoned = true;
    const store: Store = {
      ...inner,
      definitions: async (query) => {
        if (isPoisoned && query?.process === 'bad') throw new Error('unreadable');
        return inner.definitions(query);
      },
    };
    const clock = manualClock(BEGIN);
    const troubles: string[] = [];
    const onTrouble = (_error: unknown, what: string): void => void troubles.push(what);
    const first = await openEngine({ store: inner, clock });
    const hourly = (id: string): string =>
      bpmn([start('s', cycle('R/PT1H')), user('a'), end('e')], ['s -> a -> e'], { id });
    for (const id of ['bad', 'good']) await first.deployText(hourly(id), `${id}.bpmn`);
    const [draft] = await first.deployText(hourly('bad').replaceAll('"a"', '"b"'), 'bad.bpmn', { draft: true });
    await first.submitDefinition('bad', draft!.version);
    const decision = { decisionNumber: '1', decisionOn: '2026-01-04', signer: 'A', effectiveFrom: BEGIN + 3 * HOUR };
    await first.approveDefinition('bad', draft!.version, decision);
    // Each look is that of another process, once a minute.
    const look = async (): Promise<void> => {
      const engine = await openEngine({ store, clock, random: () => 0, onTrouble });
      await engine.runDue();
    };
    for (let minute = 0; minute <= 240; minute += 1) {
      clock.set(BEGIN + minute * 60_000);
      await look();
    }
    const running = (process: string) => first.count('instances', { process });
    expect([await running('bad'), await running('good')]).toEqual([0, 4]);
    expect(new Set(troubles).size).toBe(2);
    expect(troubles.length).toBeLessThan(20);
    const stuck = await first.stuck();
    expect(stuck).toMatchObject([
      { kind: 'start', instanceId: null, name: 'bad', trouble: 'unreadable' },
      { kind: 'version', instanceId: null, name: 'bad', trouble: 'unreadable' },
    ]);
    isPoisoned = false;
    for (const { id } of stuck) await first.retryStuck(id);
    await look();
    // Two under the version that was in force then, one under the one that came after it.
    const versions = await first.definitions('bad');
    const of = ({ hash: definition }: { readonly hash: string }) => first.count('instances', { definition });
    expect(await Promise.all(versions.map(of))).toEqual([2, 1]);
    expect(await first.stuck()).toEqual([]);
    expect((await first.definitions('bad')).map(({ state }) => state)).toEqual(['superseded', 'effective']);
  });

  it('a call that can not be started is not started after it was cancelled, however long it was put off', async () => {
    const clock = manualClock(BEGIN);
    const inner = memoryStore();
    let down = true;
    const store: Store = {
      ...inner,
      commit: async (steps) => {
        if (down && steps.some(({ instance }) => instance.process === 'child')) throw new Error('no room');
        return inner.commit(steps);
      },
    };
    const engine = await openEngine({ store, clock, random: () => 0 });
    await engine.deployText(
      bpmn([start('s'), call('c', 'child'), end('e')], ['s -> c -> e'], {
        more: processText([start('cs'), user('cu'), end('ce')], ['cs -> cu -> ce'], { id: 'child' }),
      }),
    );
    const { instanceId } = await engine.start('p');
    await engine.runDue();
    await engine.cancel(instanceId, { reason: 'withdrawn' });
    await engine.runDue();
    down = false;
    expect(await engine.runDue()).toMatchObject({ messages: 0 });
    clock.set(BEGIN + HOUR);
    await engine.runDue();
    expect(await inner.outbox(10)).toEqual([]);
    const { rows } = await engine.instances({ process: 'child' });
    expect(rows.map(({ status }) => status)).toEqual(['cancelled']);
    await engine.close();
  });
});

describe('a message that starts a dossier', () => {
  const order = bpmn([start('m', message('order')), user('a'), end('e')], ['m -> a -> e'], { id: 'shop' });

  it('while one of its key is running waits in the buffer, and starts the next when that has ended', async () => {
    const clock = manualClock(BEGIN);
    const engine = await openEngine({ store: memoryStore(), clock });
    await engine.deployText(order);
    const publish = (number: number) =>
      engine.publish({ message: 'order', key: 'HS-1', variables: { number }, timeToLiveMs: HOUR });
    const first = await publish(1);
    expect(await publish(2)).toBe(null);
    expect(await publish(3)).toBe(null);
    const numbers: unknown[] = [];
    for (let at = 1; at <= 3; at += 1) {
      await vi.waitFor(async () => expect((await engine.tasks({})).rows).toHaveLength(1));
      const [task] = (await engine.tasks({})).rows;
      numbers.push((await engine.instance(task?.instanceId ?? '')).variables.number);
      expect((await engine.instances({ status: 'active' })).rows).toHaveLength(1);
      await engine.complete(task?.taskId ?? '', { actor: 'an' });
    }
    expect(numbers).toEqual([1, 2, 3]);
    expect((await engine.instances({ status: 'completed' })).rows).toHaveLength(3);
    expect(first?.instanceId).toBeDefined();
    await engine.close();
  });

  it('that nobody delivers since its deliverer died is delivered by another within a minute', async () => {
    const clock = manualClock(BEGIN);
    const store = memoryStore();
    const engine = await openEngine({ store, clock });
    await engine.deployText(order);
    await engine.runDue();
    // As left by one that has died between its look and the delivery.
    await store.bufferMessage({ id: 'b', name: 'order', key: 'HS-2', variables: {}, expiresAt: BEGIN + HOUR });
    await engine.runDue();
    expect((await engine.tasks({})).rows).toHaveLength(0);
    clock.set(BEGIN + 60_000);
    await engine.runDue();
    expect((await engine.tasks({})).rows).toHaveLength(1);
    await engine.close();
  });

  it('thrown by a process is kept for as long as the engine was told', async () => {
    const clock = manualClock(BEGIN);
    const store = memoryStore();
    const engine = await openEngine({ store, clock, thrownMessageLivesMs: 1000 });
    await engine.deployText(bpmn([start('s'), send('out', 'paid'), end('e')], ['s -> out -> e']));
    await engine.start('p');
    await engine.runDue();
    expect(await store.bufferedMessages({ now: BEGIN + 999 })).toMatchObject([{ expiresAt: BEGIN + 1000 }]);
    await engine.close();
  });
});

describe.each(storeKinds)('two engines on one %s store', (kind) => {
  let on: Bench;
  afterEach(async () => {
    expect(on.troubles).toEqual([]);
    await on.dispose();
  });

  it('start one dossier for one key, however they race', async () => {
    on = await bench(kind);
    await on.deploy(bpmn([start('m', message('order')), user('a'), end('e')], ['m -> a -> e'], { id: 'shop' }));
    const other = await on.another();
    const keys = Array.from({ length: 20 }, (_none, at) => `HS-${at}`);
    const outcomes = await Promise.allSettled(
      keys.flatMap((key) => [on.engine, other].map((engine) => engine.correlate({ message: 'order', key }))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    const { rows } = await on.engine.instances({ process: 'shop' });
    expect(rows.map(({ businessKey }) => businessKey).sort()).toEqual([...keys].sort());
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'MESSAGE_NOT_EXPECTED' });
  });

  it('do each other’s work: what one has made due, the other finds by its own look', async () => {
    on = await bench(kind);
    await on.deploy(
      bpmn(
        [
          start('s'),
          service('w', extension('<zeebe:taskDefinition type="work"/>')),
          catching('t', timer('PT1H')),
          user('a'),
        ],
        ['s -> w -> t -> a'],
      ),
    );
    const other = await on.another();
    other.handle('work', () => ({ done: true }));
    other.work({ everyMs: 5 });
    const instanceId = await on.start();
    await expect.poll(async () => (await on.engine.instance(instanceId)).variables).toEqual({ done: true });
    on.clock.set(BEGIN + HOUR);
    await expect.poll(() => on.tasks(instanceId)).toEqual(['a']);
  });
});

describe('an attempt has failed, whatever its handler has thrown:', () => {
  const anything: Readonly<Record<string, unknown>> = {
    'an error with half of a character': new Error('a\uD800b'),
    'an error whose message is no text': Object.assign(new Error('x'), { message: undefined }),
    'an error as long as a book': new Error('x'.repeat(1_000_000)),
    'what has no words': Object.create(null) as unknown,
    nothing: undefined,
    'a BPMN error without a code': Object.assign(new Error('x'), { name: 'BpmnError' }),
    'a BPMN error whose code is no text': bpmnError(5 as never),
    'a BPMN error with half of a character': bpmnError('a\uD800'),
    'a BPMN error with what is no JSON': bpmnError('E', 'm', { f: (() => 1) as never }),
  };
  it.each(Object.keys(anything))('%s', async (what) => {
    const on = await bench('memory');
    const once = extension('<zeebe:taskDefinition type="work" retries="1"/>');
    await on.deploy(bpmn([start('s'), service('w', once), end('e')], ['s -> w -> e']));
    on.engine.handle('work', () => {
      throw anything[what];
    });
    const instanceId = await on.start();
    await on.engine.runDue();
    const [incident] = (await on.engine.incidents({ instanceId })).rows;
    expect(incident).toMatchObject({
      code: 'JOB_RETRIES_EXHAUSTED',
      params: { message: expect.any(String) as string },
    });
    expect(String(incident?.params.message).length).toBeLessThanOrEqual(1_000);
    await on.dispose();
  });
});
