// What an engine tells of its work: its log, its health, spans and figures by OpenTelemetry.
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import type { Logger, Store } from 'quytrinh/engine';
import { engineError } from 'quytrinh/model';
import { memoryStore } from 'quytrinh/stores';
import { manualClock } from 'quytrinh/testing';
import { bpmn, boundary, end, extension, service, start, timer, user } from '../machine/bpmn-text.ts';
import { BEGIN, HOUR } from './setup.ts';

const process = bpmn(
  [
    start('s'),
    service('w', extension('<zeebe:taskDefinition type="work" retries="1"/>')),
    user('a'),
    boundary('t', 'a', timer('PT1H')),
    end('e'),
  ],
  ['s -> w -> a -> e', 't -> e'],
);

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
const recording = () => {
  const lines: { readonly level: string; readonly name: string; readonly facts: Record<string, unknown> }[] = [];
  const logger = Object.fromEntries(
    levels.map((level) => [
      level,
      (facts: object, name: string) => void lines.push({ level, name, facts: facts as Record<string, unknown> }),
    ]),
  ) as unknown as Logger;
  return { lines, logger };
};

let engine: Engine;
afterEach(() => engine.close());

describe('the log', () => {
  it('says what was done, what failed, what is stuck; each an object of facts and a name', async () => {
    const { lines, logger } = recording();
    engine = await openEngine({ store: memoryStore(), clock: manualClock(BEGIN), logger });
    engine.handle('work', () => {
      throw new Error('no network');
    });
    await engine.deployText(process);
    const { instanceId } = await engine.start('p');
    await engine.runDue();
    await engine.close();
    const named = (name: string) => lines.filter((line) => line.name === name);
    expect(named('opened')).toMatchObject([{ level: 'info', facts: { store: 'memory' } }]);
    expect(named('step').map(({ level, facts }) => [level, facts.command, facts.instanceId, facts.seq])).toEqual([
      ['debug', 'start', instanceId, 1],
      ['debug', 'job.fail', instanceId, 2],
    ]);
    expect(named('commit').length).toBeGreaterThan(1);
    expect(named('trouble')).toMatchObject([
      { level: 'warn', facts: { what: expect.stringContaining('job') as string } },
    ]);
    expect(named('trouble')[0]?.facts.err).toBeInstanceOf(Error);
    expect(named('incident')).toMatchObject([
      { level: 'warn', facts: { instanceId, element: 'w', code: 'JOB_RETRIES_EXHAUSTED' } },
    ]);
    expect(named('closed')).toHaveLength(1);
  });

  it('that fails, or a listener for trouble that does, changes nothing of what is done, and the work goes on', async () => {
    const fails = (): never => {
      throw new Error('the disk of the log is full');
    };
    const logger: Logger = { trace: fails, debug: fails, info: fails, warn: fails, error: fails };
    const clock = manualClock(BEGIN);
    engine = await openEngine({ store: memoryStore(), clock, logger, onTrouble: fails });
    let isDown = true;
    engine.handle('work', () => (isDown ? fails() : {}));
    await engine.deployText(process);
    const { instanceId, seq } = await engine.start('p');
    expect(seq).toBe(1);
    engine.work({ everyMs: 5 });
    await expect.poll(async () => (await engine.incidents({ instanceId })).rows.length, { timeout: 5_000 }).toBe(1);
    isDown = false;
    await engine.resolveIncident((await engine.incidents({ instanceId })).rows[0]!.incidentId);
    await expect.poll(async () => (await engine.tasks({ instanceId })).rows.length, { timeout: 5_000 }).toBe(1);
    clock.set(BEGIN + HOUR);
    await expect.poll(async () => (await engine.instance(instanceId)).status, { timeout: 5_000 }).toBe('completed');
  });

  it('goes on when the one who is told of trouble makes more of it', async () => {
    const { lines, logger } = recording();
    const onTrouble = (): void => {
      throw new Error('mail server is down');
    };
    engine = await openEngine({ store: memoryStore(), logger, onTrouble });
    engine.handle('work', () => {
      throw new Error('no network');
    });
    await engine.deployText(process);
    await engine.start('p');
    await engine.runDue();
    expect((await engine.incidents({})).rows).toHaveLength(1);
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([{ name: 'onTrouble' }]);
  });
});

describe('the health', () => {
  it('shows how far the work is behind, and what is wrong', async () => {
    const clock = manualClock(BEGIN);
    const inner = memoryStore();
    let down = false;
    let stalled = false;
    let hangs = false;
    const refuse = async (): Promise<never> => Promise.reject(new Error('the line is cut'));
    const store: Store = {
      ...inner,
      vitals: async (query) => (hangs ? new Promise(() => undefined) : down ? refuse() : inner.vitals(query)),
      dueTimers: async (now, limit) => (down || stalled ? refuse() : inner.dueTimers(now, limit)),
    };
    engine = await openEngine({ store, clock });
    await engine.deployText(process);
    expect(await engine.health()).toEqual({
      ok: true,
      problems: [],
      store: 'memory',
      lagMs: 0,
      oldestDueAt: null,
      oldestJobAt: null,
      lastCommitAt: null,
      incidents: 0,
      stuck: 0,
      troubles: 0,
      lastTrouble: null,
    });
    await engine.start('p');
    expect(await engine.health()).toMatchObject({ oldestJobAt: BEGIN, lastCommitAt: BEGIN, oldestDueAt: null });
    engine.handle('work', () => undefined);
    await engine.runDue();
    clock.set(BEGIN + HOUR - 1);
    expect(await engine.health()).toMatchObject({ oldestJobAt: null, oldestDueAt: null, lagMs: 0 });
    clock.set(BEGIN + HOUR + 90_000);
    // Nobody works here by itself: late is what it shows, not what is wrong with it.
    expect(await engine.health()).toMatchObject({ ok: true, oldestDueAt: BEGIN + HOUR, lagMs: 90_000 });
    down = true;
    engine.work({ everyMs: 5 });
    expect(await engine.health()).toMatchObject({
      ok: false,
      problems: ['store'],
      lastTrouble: { at: BEGIN + HOUR + 90_000, message: 'the line is cut' },
    });
    stalled = true;
    hangs = true;
    const began = Date.now();
    expect(await engine.health()).toMatchObject({ problems: ['store'], lastTrouble: { what: 'STORE_SILENT' } });
    expect(Date.now() - began).toBeLessThan(10_000);
    hangs = false;
    down = false;
    expect(await engine.health()).toMatchObject({ ok: false, problems: ['late'] });
    stalled = false;
    await expect.poll(async () => (await engine.health()).ok).toBe(true);
    await engine.close();
    expect(await engine.health()).toMatchObject({ ok: false, problems: ['closed'] });
  });
});

describe('the health of a store that answers and takes no writes', () => {
  it('is told while it lasts, for a minute at most, and not for the fault of one step', async () => {
    const clock = manualClock(BEGIN);
    const inner = memoryStore();
    let fault: 'STORE_WRITE' | 'STORE_LOST' | 'STORE_NO_SQL' | null = null;
    const store: Store = {
      ...inner,
      commit: async (steps) => {
        if (fault !== null)
          throw engineError(fault, { file: 'memory', reason: 'the disk is full', problem: 'diskFull' });
        return inner.commit(steps);
      },
    };
    engine = await openEngine({ store, clock });
    await engine.deployText(process);
    const problems = async () => (await engine.health()).problems;
    for (const kind of ['STORE_WRITE', 'STORE_LOST'] as const) {
      fault = kind;
      await expect(engine.start('p')).rejects.toMatchObject({ code: kind });
      expect(await problems()).toEqual(['write']);
      fault = null;
      await engine.start('p');
      expect(await problems()).toEqual([]);
    }
    fault = 'STORE_NO_SQL';
    await expect(engine.start('p')).rejects.toThrow();
    expect(await problems()).toEqual([]);
    fault = 'STORE_WRITE';
    await expect(engine.start('p')).rejects.toThrow();
    clock.set(BEGIN + 60_000);
    expect(await problems()).toEqual([]);
  });
});

/** As much of the package as a provider made by hand has to know. */
interface Api {
  readonly trace: { setGlobalTracerProvider(provider: object): boolean; disable(): void };
  readonly metrics: { setGlobalMeterProvider(provider: object): boolean; disable(): void };
}
const name = '@opentelemetry/api';
const api = (await import(name).catch(() => null)) as Api | null;

describe.skipIf(api === null)('OpenTelemetry (skipped without the package @opentelemetry/api)', () => {
  it('gets a span for each command, transaction and handler, and figures when it asks for them', async () => {
    const spans: { name: string; attributes: Record<string, unknown>; ended: boolean; failed: boolean }[] = [];
    const startActiveSpan = (
      name: string,
      options: { attributes: object },
      act: (span: object) => unknown,
    ): unknown => {
      const span = { name, attributes: { ...options.attributes }, ended: false, failed: false };
      spans.push(span);
      return act({
        isRecording: () => true,
        setAttributes: (more: object) => Object.assign(span.attributes, more),
        recordException: () => undefined,
        setStatus: () => (span.failed = true),
        end: () => (span.ended = true),
      });
    };
    const figures = new Map<string, number>();
    type Observe = (result: { observe(gauge: object, value: number): void }) => Promise<void>;
    const observers = new Set<Observe>();
    const add = (name: string) => (value: number) => void figures.set(name, (figures.get(name) ?? 0) + value);
    const meter = {
      createCounter: (name: string) => ({ add: add(name) }),
      createHistogram: (name: string) => ({ record: (value: number) => add(name)(value > 0 ? 1 : 0) }),
      createObservableGauge: (name: string) => ({ name }),
      addBatchObservableCallback: (observe: Observe) => void observers.add(observe),
      removeBatchObservableCallback: (observe: Observe) => void observers.delete(observe),
    };
    api?.trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan, startSpan: () => undefined }) });
    api?.metrics.setGlobalMeterProvider({ getMeter: () => meter });
    try {
      const clock = manualClock(BEGIN);
      engine = await openEngine({ store: memoryStore(), clock });
      let fails = true;
      engine.handle('work', () => {
        if (fails) throw new Error('no network');
        return {};
      });
      await engine.deployText(process);
      await engine.start('p');
      await engine.runDue();
      fails = false;
      await engine.start('p');
      await engine.runDue();
      const { instanceId } = await engine.start('p', { businessKey: 'HS-3' });
      await expect(engine.completeJob(`${instanceId}:99`)).rejects.toThrow(/JOB_UNKNOWN/);
      const names = new Set(spans.map((span) => span.name));
      for (const wanted of ['quytrinh start', 'quytrinh commit', 'quytrinh job', 'quytrinh job.complete'])
        expect(names).toContain(wanted);
      expect(spans.every(({ ended }) => ended)).toBe(true);
      const failed = spans.filter((span) => span.failed).map((span) => span.name);
      expect(failed).toEqual(['quytrinh job', 'quytrinh job.complete']);
      expect(spans.find((span) => span.name === 'quytrinh start')?.attributes).toMatchObject({
        'quytrinh.command': 'start',
        'quytrinh.process': 'p',
        'quytrinh.seq': 1,
      });
      clock.set(BEGIN + HOUR + 30_000);
      expect(observers.size).toBe(1);
      for (const observe of observers) {
        await observe({ observe: (gauge, value) => void figures.set((gauge as { name: string }).name, value) });
      }
      expect(Object.fromEntries(figures)).toMatchObject({
        'quytrinh.steps': 5,
        'quytrinh.timer.lag': 30,
        'quytrinh.job.age': 3_630,
        'quytrinh.incidents': 1,
        'quytrinh.stuck': 0,
      });
      expect(figures.get('quytrinh.commit.duration')).toBeGreaterThanOrEqual(5);
      await engine.close();
      expect(observers.size).toBe(0);
    } finally {
      api?.trace.disable();
      api?.metrics.disable();
    }
  });
});
