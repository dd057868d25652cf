// One instance whose row cannot be read, or that fails at whatever comes, stops nothing that is done for the others.
import { afterEach, describe, expect, it } from 'vitest';
import { memoryStore, openEngine, type Engine } from 'quytrinh';
import type { InstanceDocument, InstanceRow, Store } from 'quytrinh/engine';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { vietnamCalendar } from 'quytrinh/time';
import {
  boundary,
  bpmn,
  catching,
  end,
  message,
  receive,
  service,
  signal,
  start,
  throwing,
  timer,
  user,
} from '../machine/bpmn-text.ts';
import { BEGIN, HOUR } from './setup.ts';

const oneTask = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']);

describe('an instance that cannot be read', () => {
  let engine: Engine;
  let clock: ManualClock;
  let store: Store;
  let troubles: string[];
  const damaged = new Set<string>();
  const broken = new Set<string>();
  const asKept = (row: InstanceRow): InstanceRow =>
    damaged.has(row.instanceId) ? { ...row, snapshot: row.snapshot.slice(1) } : row;

  const open = async (...sources: readonly string[]): Promise<void> => {
    damaged.clear();
    broken.clear();
    const inner = memoryStore();
    store = {
      ...inner,
      instance: async (id) => {
        if (broken.has(id)) throw new TypeError('a defect');
        const row = await inner.instance(id);
        return row === null ? null : asKept(row);
      },
      instances: async (query) => {
        const { rows, next } = await inner.instances(query);
        return { rows: rows.map(asKept), next };
      },
    };
    clock = manualClock(BEGIN);
    troubles = [];
    engine = await reopened();
    for (const source of sources) await engine.deployText(source);
  };
  const reopened = (): Promise<Engine> =>
    openEngine({ store, clock, cachedInstances: 0, onTrouble: (_error, what) => void troubles.push(what) });
  const started = async (count: number, process = 'p', variables = {}): Promise<string[]> => {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) ids.push((await engine.start(process, { variables })).instanceId);
    return ids;
  };
  afterEach(async () => {
    await engine.close();
  });

  it('and waits for a message of the buffer does not stop what is due', async () => {
    await open(
      bpmn([start('s'), receive('r', 'answer'), end('e')], ['s -> r -> e'], { keys: { answer: 'id' } }),
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e'], { id: 'q' }),
    );
    const [poisoned] = await started(1, 'p', { id: 'x' });
    const [timed] = await started(1, 'q');
    const kept = { id: 'kept', name: 'answer', key: 'x', variables: {}, expiresAt: BEGIN + 100 * HOUR };
    await store.bufferMessage(kept);
    damaged.add(poisoned!);
    await engine.close();
    engine = await reopened();
    clock.set(BEGIN + 2 * HOUR);
    await engine.runDue();
    expect((await engine.instance(timed!)).status).toBe('completed');
    expect(troubles).toEqual(['message kept']);
  });

  it('does not keep a signal from those who wait for it beside it', async () => {
    await open(bpmn([start('s'), catching('c', signal('alarm')), end('e')], ['s -> c -> e']));
    const ids = await started(3);
    damaged.add(ids[0]!);
    await expect(engine.broadcast({ name: 'alarm' })).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    for (const id of ids.slice(1)) expect((await engine.instance(id)).status).toBe('completed');
  });

  it('does not make the others hear a signal again that is thrown once', async () => {
    await open(
      bpmn(
        [start('s'), catching('c', signal('alarm')), catching('d', signal('alarm')), end('e')],
        ['s -> c -> d -> e'],
      ),
      bpmn([start('s'), throwing('t', signal('alarm')), end('e')], ['s -> t -> e'], { id: 'q' }),
    );
    const [poisoned, other] = await started(2);
    damaged.add(poisoned!);
    for (const element of ['d', undefined]) {
      await started(1, 'q');
      for (let look = 0; look < 3; look += 1) {
        await engine.runDue();
        expect((await engine.instance(other!)).active[0]?.element).toBe(element);
        clock.set(clock.now() + HOUR);
      }
    }
  });

  it('is refused by name among many, and the others are done', async () => {
    await open(oneTask);
    const ids = await started(3);
    damaged.add(ids[1]!);
    const report = await engine.cancelAll({ process: 'p' }, { reason: 'x' });
    expect(report.results.map((result) => (result.ok ? 'done' : result.code))).toEqual([
      'done',
      'STORE_CORRUPT',
      'done',
    ]);
  });

  it('fails in whatever way, and the others are done', async () => {
    await open(oneTask);
    const ids = await started(3);
    broken.add(ids[1]!);
    const report = await engine.suspendAll({ process: 'p' }, { reason: 'x' });
    expect(report.results.map((result) => (result.ok ? 'done' : result.code))).toEqual(['done', 'DEFECT', 'done']);
  });

  it('is named when its version is resumed or the calendar changes, and the others go on', async () => {
    await open(oneTask);
    const ids = await started(3);
    const suspended = await engine.suspendDefinition('p', 1, { reason: 'x', instances: true });
    expect(suspended.instances).toHaveLength(3);
    damaged.add(ids[1]!);
    const { instances } = await engine.resumeDefinition('p', 1, { instances: true });
    expect(instances.map((result) => (result.ok ? 'done' : result.code))).toEqual(['done', 'STORE_CORRUPT', 'done']);
    const moved = await engine.recomputeClocks({ calendar: vietnamCalendar(), rule: 'always', reason: 'x' });
    expect(moved).toMatchObject([{ instanceId: ids[1], clockId: null, timerId: null, problem: 'STORE_CORRUPT' }]);
  });

  it('is kept when the others go to the archive', async () => {
    await open(oneTask);
    const ids = await started(3);
    for (const id of ids) await engine.cancel(id, { reason: 'x' });
    damaged.add(ids[0]!);
    clock.set(BEGIN + HOUR);
    const archived: InstanceDocument[] = [];
    const to = (document: InstanceDocument): void => void archived.push(document);
    expect(await engine.archive({ endedBefore: BEGIN + 1, to })).toEqual({
      archived: ids.slice(1),
      kept: [{ instanceId: ids[0], reason: 'unsound' }],
      more: false,
    });
    expect(archived).toHaveLength(2);
  });

  it('is put off with its timer as any other that fails', async () => {
    await open(bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')], ['s -> a', 't -> e']));
    const [poisoned] = await started(1);
    damaged.add(poisoned!);
    clock.set(BEGIN + HOUR);
    for (let look = 0; look < 5; look += 1) await engine.runDue();
    expect(troubles).toHaveLength(1);
  });
});

describe('a history of definitions that cannot be read', () => {
  it('keeps nothing from the processes beside it, and begins none under the version before', async () => {
    const clock = manualClock(BEGIN);
    const inner = memoryStore();
    let isDamaged = false;
    const store: Store = {
      ...inner,
      journal: async (query) => {
        const rows = await inner.journal(query);
        return isDamaged && query.instanceId === 'definition:q' ? rows.map((row) => ({ ...row, text: '{' })) : rows;
      },
    };
    const troubles: string[] = [];
    const engine = await openEngine({ store, clock, onTrouble: (_error, what) => void troubles.push(what) });
    const of = (id: string, task: string): string =>
      bpmn(
        [start('s', message(`to-${id}`)), start('h', signal('alarm')), user(task), end('e')],
        [`s -> ${task} -> e`, `h -> ${task}`],
        { id },
      );
    await engine.deployText(of('p', 'a'));
    await engine.deployText(of('q', 'a'));
    await engine.deployText(of('q', 'b'), 'q.bpmn', { draft: true });
    await engine.submitDefinition('q', 2);
    const approval = { decisionNumber: '12/QĐ', decisionOn: '2026-01-05', signer: 'an' };
    await engine.approveDefinition('q', 2, { ...approval, effectiveFrom: '2026-01-06' });
    isDamaged = true;
    clock.set(BEGIN + 24 * HOUR);
    for (let look = 0; look < 3; look += 1) {
      await engine.runDue();
      await engine.correlate({ message: 'to-p', key: `${look}` });
      await expect(engine.correlate({ message: 'to-q', key: `${look}` })).rejects.toThrow();
      await expect(engine.broadcast({ name: 'alarm' })).rejects.toThrow();
      expect(await engine.count('instances', { process: 'p' })).toBe(2 * (look + 1));
      expect(await engine.count('instances', { process: 'q' })).toBe(0);
    }
    expect(troubles).toEqual(['version:q:2']);
    isDamaged = false;
    await engine.correlate({ message: 'to-q', key: '9' });
    expect((await engine.tasks({ process: 'q' })).rows).toMatchObject([{ element: 'b' }]);
    await engine.close();
  });
});

describe('a list that cannot be read', () => {
  const lists = ['outbox', 'bufferedMessages', 'dropBuffered', 'reclaim', 'dueTimers', 'starts', 'leaseJobs'] as const;
  it.each(lists)('%s: does not keep the others from their turn, at every look, and is told', async (name) => {
    const inner = memoryStore();
    let isDamaged = false;
    const damaged = (...args: readonly unknown[]): unknown => {
      if (isDamaged) return Promise.reject(new Error(`${name} is damaged`));
      return (inner[name] as (...given: readonly unknown[]) => unknown)(...args);
    };
    const store = { ...inner, [name]: damaged };
    const clock = manualClock(BEGIN);
    const engine = await openEngine({ store, clock, onTrouble: () => undefined });
    await engine.deployText(
      bpmn(
        [start('s'), service('w'), user('a'), boundary('t', 'a', timer('PT1H')), end('e')],
        ['s -> w -> a', 't -> e'],
      ),
    );
    engine.handle('w', () => ({}));
    const ids = [(await engine.start('p')).instanceId, (await engine.start('p')).instanceId];
    if (name === 'leaseJobs' || name === 'dueTimers') await engine.runDue();
    isDamaged = true;
    clock.set(BEGIN + HOUR);
    for (let look = 0; look < 2; look += 1) {
      clock.set(BEGIN + (look + 2) * HOUR);
      await expect(engine.runDue()).rejects.toThrow('damaged');
    }
    const statuses = await Promise.all(ids.map(async (id) => (await engine.instance(id)).status));
    expect(statuses).toEqual(name === 'dueTimers' ? ['active', 'active'] : ['completed', 'completed']);
    isDamaged = false;
    await engine.close();
  });
});
