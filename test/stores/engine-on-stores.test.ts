// The engine does the same on every store: one scenario with everything that is durable, alone, with restarts between its stages,
// and with two engines that share the work.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore, type Store } from 'quytrinh/engine';
import type { JournalEntry } from 'quytrinh/model';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { jobTypes, source } from '../crash/processes.ts';
import { oneTask } from './children/one-task.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;

describe.each(storeKinds)('an engine on the $kind store', ({ kind, make }) => {
  let fresh: FreshStore;
  let clock: ManualClock;
  let troubles: string[];
  let handled: string[];
  beforeEach(async () => {
    fresh = await make();
    clock = manualClock(begin);
    troubles = [];
    handled = [];
  });
  afterEach(async () => {
    expect(troubles).toEqual([]);
    await fresh.cleanUp();
  });

  const open = async (store: Store): Promise<Engine> => {
    const engine = await openEngine({
      store,
      clock,
      onTrouble: (error, what) => troubles.push(`${what}: ${String(error)}`),
    });
    for (const type of jobTypes) {
      engine.handle(type, ({ jobId, variables }) => {
        handled.push(jobId);
        return { [`did_${type}`]: variables.number ?? null };
      });
    }
    return engine;
  };
  const number = (at: number): string => `HS-${String(at).padStart(3, '0')}`;
  const startOne = (engine: Engine, at: number) =>
    engine.start('dossier', {
      variables: { number: number(at) },
      businessKey: number(at),
      idempotencyKey: `start ${at}`,
    });
  const reviewAll = async (engine: Engine): Promise<number> => {
    const { rows } = await engine.tasks({ limit: 1_000 });
    await Promise.all(
      rows.map(({ taskId }) => engine.complete(taskId, { actor: 'an', idempotencyKey: `done ${taskId}` })),
    );
    return rows.length;
  };
  const payOne = (engine: Engine, at: number) =>
    engine.publish({ message: 'paid', key: number(at), timeToLiveMs: 24 * HOUR, idempotencyKey: `paid ${at}` });

  /** Every command of an instance that took something in, with how often. */
  const taken = async (store: Store): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { text } of await store.journal({})) {
      const { command } = JSON.parse(text) as JournalEntry;
      counts[command.type] = (counts[command.type] ?? 0) + 1;
    }
    return counts;
  };
  const expectDone = async (store: Store, dossiers: number): Promise<void> => {
    const other = fresh.again();
    await other.open();
    expect(await verifyStore(other)).toMatchObject({ sound: true, strayed: [] });
    const { rows } = await other.instances({ limit: 1_000 });
    expect(rows.filter(({ status }) => status !== 'completed')).toEqual([]);
    expect(rows.length).toBe(3 * dossiers);
    expect(await taken(other)).toEqual({
      'definition.deploy': 3,
      start: 3 * dossiers,
      'job.complete': 3 * dossiers,
      'task.complete': dossiers,
      'timer.fire': dossiers,
      'message.deliver': 3 * dossiers,
      'call.complete': dossiers,
    });
    expect(await other.outbox(10)).toEqual([]);
    expect(await other.bufferedMessages({ now: 0 })).toEqual([]);
    expect((await other.jobs({})).rows).toEqual([]);
    expect(await other.dueTimers(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    if (other !== store) await other.close();
  };

  it('brings dossiers to their end, each thing done once', async () => {
    const engine = await open(fresh.store);
    await engine.deployText(source, 'dossier.bpmn');
    const numbers = [...Array(12).keys()];
    const receipts = await Promise.all(numbers.map((at) => startOne(engine, at)));
    expect(new Set(receipts.map(({ instanceId }) => instanceId)).size).toBe(12);
    await engine.runDue();
    await Promise.all(numbers.map((at) => payOne(engine, at)));
    expect(await reviewAll(engine)).toBe(12);
    clock.set(begin + 1_000);
    await engine.runDue();
    expect(new Set(handled).size).toBe(handled.length);
    await engine.close();
    await expectDone(fresh.store, 12);
  });

  it('goes on where it was after a restart at every stage; repeated commands give the first receipt', async () => {
    let engine = await open(fresh.store);
    await engine.deployText(source, 'dossier.bpmn');
    const stages: readonly ((engine: Engine) => Promise<unknown>)[] = [
      (on) => startOne(on, 1),
      (on) => on.runDue(),
      (on) => payOne(on, 1),
      (on) => reviewAll(on),
      async (on) => {
        clock.set(begin + 1_000);
        await on.runDue();
      },
    ];
    const first = await startOne(engine, 1);
    for (const stage of stages) {
      await stage(engine);
      await engine.close();
      engine = await open(fresh.again());
      expect(await startOne(engine, 1)).toMatchObject({ instanceId: first.instanceId, repeated: true });
    }
    await engine.close();
    await expectDone(fresh.store, 1);
  });

  it('a message that was published again after it was delivered is not delivered again', async () => {
    const engine = await open(fresh.store);
    await engine.deployText(source, 'dossier.bpmn');
    await payOne(engine, 1);
    await startOne(engine, 1);
    await engine.runDue();
    await reviewAll(engine);
    clock.set(begin + 1_000);
    await engine.runDue();
    await vi.waitFor(async () => expect((await engine.instances({ status: 'completed' })).rows.length).toBe(3));
    expect(await payOne(engine, 1)).toMatchObject({ repeated: true });
    await engine.close();
    await expectDone(fresh.store, 1);
  });

  it('goes on with an instance that another engine has brought further, though it remembers an older state', async () => {
    const left = await open(fresh.store);
    const right = await open(fresh.again());
    await left.deployText(source, 'dossier.bpmn');
    await startOne(left, 1);
    await left.runDue();
    // From here `left` has the dossier in its memory as it is now.
    await reviewAll(right);
    clock.set(begin + 1_000);
    await left.runDue();
    await payOne(right, 1);
    await left.runDue();
    // The message that was kept comes by the engine that has opened the wait.
    await vi.waitFor(async () => expect((await left.instances({ status: 'completed' })).rows.length).toBe(3));
    if (kind !== 'memory') await right.close();
    await left.close();
    await expectDone(fresh.store, 1);
  });

  it('two engines that get the same message start one dossier for its key, and the next when that has ended', async () => {
    const left = await open(fresh.store);
    const right = await open(fresh.again());
    await left.deployText(oneTask, 'one-task.bpmn');
    const keys = Array.from({ length: 15 }, (_none, at) => number(at));
    const publish = (engine: Engine, key: string) => engine.publish({ message: 'order', key, timeToLiveMs: HOUR });
    await Promise.all(keys.flatMap((key) => [publish(left, key), publish(right, key), publish(left, key)]));
    for (let round = 1; round <= 3; round += 1) {
      const running = async (): Promise<readonly (string | null)[]> =>
        (await left.instances({ process: 'two', status: 'active' })).rows.map(({ businessKey }) => businessKey).sort();
      await vi.waitFor(async () => expect(await running()).toEqual(keys), { timeout: 5_000 });
      const { rows } = await left.tasks({ process: 'two' });
      await Promise.all(rows.map(({ taskId }, at) => (at % 2 === 0 ? left : right).complete(taskId, { actor: 'an' })));
    }
    await vi.waitFor(async () => {
      expect((await left.instances({ process: 'two', status: 'completed' })).rows).toHaveLength(3 * keys.length);
    });
    await left.runDue();
    expect(await fresh.store.bufferedMessages({ now: clock.now() })).toEqual([]);
    if (kind !== 'memory') await right.close();
    await left.close();
  });

  it('two engines share the work: nothing is done twice', { timeout: 120_000 }, async () => {
    const engines = [await open(fresh.store), await open(fresh.again())];
    const [left, right] = engines as [Engine, Engine];
    await left.deployText(source, 'dossier.bpmn');
    const dossiers = 60;
    for (const engine of engines) engine.work({ everyMs: 5 });
    await Promise.all([...Array(dossiers).keys()].map((at) => startOne(engines[at % 2]!, at)));
    await Promise.all([...Array(dossiers).keys()].map((at) => payOne(engines[(at + 1) % 2]!, at)));
    const isDone = async (): Promise<boolean> =>
      (await left.instances({ status: 'completed', limit: 1_000 })).rows.length === 3 * dossiers;
    for (let round = 0; round < 2_000 && !(await isDone()); round += 1) {
      await Promise.allSettled([reviewAll(left), reviewAll(right)]);
      clock.set(clock.now() + 100);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (kind !== 'memory') await right.close();
    await left.close();
    await expectDone(fresh.store, dossiers);
    // A handler may be called again, its result is taken once; here no lease ran out, so not even that.
    expect(handled.length).toBe(3 * dossiers);
  });
});
