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
  it('does not keep the other lists from their turn, and is told', async () => {
    const inner = memoryStore();
    const store: Store = {
      ...inner,
      outbox: async (limit, now) => {
        if (now !== undefined) throw new Error('a row of the outbox is damaged');
        return inner.outbox(limit);
      },
    };
    const engine = await openEngine({ store });
    await engine.deployText(bpmn([start('s'), service('w'), end('e')], ['s -> w -> e']));
    engine.handle('w', () => ({}));
    const { instanceId } = await engine.start('p');
    await expect(engine.runDue()).rejects.toThrow('damaged');
    expect((await engine.instance(instanceId)).status).toBe('completed');
    await engine.close();
  });
});

describe('an archive that fails', () => {
  it('for one process takes the instances of the others; one that never answers holds up no end', async () => {
    const clock = manualClock(BEGIN);
    const store = memoryStore();
    const archived: string[] = [];
    let hangs = false;
    const troubles: string[] = [];
    const engine = await openEngine({
      store,
      clock,
      onTrouble: (_error, what) => void troubles.push(what),
      retention: {
        rules: [{ days: 1 }],
        to: async ({ instance }) => {
          if (instance.process === 'p') throw new Error('no room for these');
          if (hangs) await new Promise(() => undefined);
          archived.push(instance.instanceId);
        },
      },
    });
    await engine.deployText(oneTask);
    await engine.deployText(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], { id: 'q' }));
    const ids: string[] = [];
    for (const process of ['p', 'q']) {
      const { instanceId } = await engine.start(process);
      await engine.cancel(instanceId, { reason: 'x' });
      ids.push(instanceId);
    }
    clock.set(BEGIN + 100 * HOUR);
    await engine.runDue();
    await expect.poll(() => archived).toEqual(ids.slice(1));
    expect(troubles).toEqual(['retention of p']);
    hangs = true;
    const { instanceId } = await engine.start('q');
    await engine.cancel(instanceId, { reason: 'x' });
    clock.set(BEGIN + 200 * HOUR);
    await engine.runDue();
    await engine.close({ waitMs: 20 });
  });
});

describe('the end of an engine', () => {
  it('begins no handler any more, also for a look that is under way', async () => {
    const inner = memoryStore();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let ask = (): void => undefined;
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const store: Store = {
      ...inner,
      outbox: async (limit, now) => {
        ask();
        if (now !== undefined) await held;
        return inner.outbox(limit, now);
      },
    };
    const engine = await openEngine({ store });
    await engine.deployText(bpmn([start('s'), service('w'), end('e')], ['s -> w -> e']));
    engine.handle('w', () => new Promise(() => undefined));
    await engine.start('p');
    const looking = engine.runDue();
    await asked;
    const closing = engine.close({ waitMs: 20 });
    setTimeout(release, 50);
    await closing;
    await looking;
    await store.open();
    expect((await store.jobs({})).rows).toMatchObject([{ lease: null }]);
  });
});

describe('what is kept of instances in memory', () => {
  it('is back at its limit after a moment in which more were in work', async () => {
    const inner = memoryStore();
    let loads = 0;
    const store: Store = {
      ...inner,
      instance: async (id) => {
        loads += 1;
        return inner.instance(id);
      },
    };
    const engine = await openEngine({ store, cachedInstances: 2 });
    await engine.deployText(oneTask);
    const ids: string[] = [];
    for (let at = 0; at < 20; at += 1) ids.push((await engine.start('p')).instanceId);
    await Promise.all(ids.map((id) => engine.setVariables(id, { variables: { x: 1 }, actor: 'an' })));
    await engine.setVariables(ids[19]!, { variables: { x: 2 }, actor: 'an' });
    loads = 0;
    for (const id of ids.slice(0, 18)) await engine.setVariables(id, { variables: { x: 2 }, actor: 'an' });
    expect(loads).toBe(18);
    await engine.close();
  });
});
