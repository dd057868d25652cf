// Random processes on a whole engine: several instances, people, workers, time, messages, operators. After every act the rows that
// lists are made of must say what the snapshots say, and at the end the store must verify: journal, chain, replay.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { openEngine, verifyStore, type Engine, type Page, type Store } from 'quytrinh/engine';
import { isEngineError, type BpmnModel, type ElementModel, type EventModel, type InstanceState } from 'quytrinh/model';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { someVariables } from './choices.ts';
import { decisionTexts, TAG } from './decisions.ts';
import { randomOf, type Random } from './random.ts';
import { randomModel } from './run-seed.ts';

export interface RandomEngineRun {
  readonly seed: number;
  readonly steps: number;
  readonly instances: number;
  readonly entries: number;
}

const BEGIN = Date.parse('2026-01-05T08:00:00+07:00');

/** `store` must be fresh. Throws an AssertionError, or whatever the engine threw that is no refusal. */
export async function randomEngineRun(seed: number, steps: number, store: Store): Promise<RandomEngineRun> {
  const restore = seededIds(seed);
  try {
    return await run(seed, steps, store);
  } finally {
    restore();
  }
}

/** Ids of instances come from the seed too, since lists are ordered by them. Gives the act that ends it. */
function seededIds(seed: number): () => void {
  const random = randomOf(seed ^ 0x1d5);
  const value = <T extends ArrayBufferView>(array: T): T => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = random.below(256);
    return array;
  };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { configurable: true, value });
  return () => {
    Reflect.deleteProperty(globalThis.crypto, 'getRandomValues');
  };
}

async function run(seed: number, steps: number, store: Store): Promise<RandomEngineRun> {
  const random = randomOf(seed ^ 0xe91e);
  const clock = manualClock(BEGIN);
  const troubles: string[] = [];
  // Some instances are loaded anew all the time.
  const options = {
    store,
    clock,
    cachedInstances: 2,
    onTrouble: (error: unknown, what: string) => void troubles.push(`${what}: ${String(error)}`),
  };
  const engine = await openEngine(options);
  const model = unheard(randomModel(seed));
  await engine.deployDecisions(decisionTexts.versionTag, { versionTag: TAG });
  await engine.deployDecisions(decisionTexts.deployment);
  await engine.deploy(model, JSON.stringify(model));
  clock.set(clock.now() + 1_000);
  await engine.deployDecisions(decisionTexts.latest);
  for (let step = 0; step < steps; step += 1) {
    await act(engine, clock, random);
    // Instances that hear each other's signals may beget work without end: more is no better test.
    if (await isFlooded(store)) break;
    if (step % 5 === 0) await compareRows(engine, store);
  }
  await compareRows(engine, store);
  deepStrictEqual(troubles, [], 'nothing went wrong in the background');
  const verdict = await verifyStore(store);
  ok(verdict.sound, `the store verifies: ${JSON.stringify(verdict)}`);
  const { rows } = await engine.instances({ limit: 1_000 });
  const entries = await store.journalSize();
  await engine.close();
  return { seed, steps, instances: rows.length, entries };
}

/**
 * What it throws is heard by nobody: instances that begin or wake one another by what they throw would go on without end, and the engine
 * with them. What comes from outside they hear.
 */
function unheard(model: BpmnModel): BpmnModel {
  const thrown = ({ type }: ElementModel): boolean => /^(end|intermediateThrow)Event$|^sendTask$/.test(type);
  const away = (element: ElementModel): ElementModel => ({
    ...element,
    ...(element.messageRef === undefined ? {} : { messageRef: 'm3' }),
    ...(element.events === undefined ? {} : { events: element.events.map(unheardEvent) }),
  });
  return {
    ...model,
    processes: model.processes.map((process) => ({
      ...process,
      elements: process.elements.map((element) => (thrown(element) ? away(element) : element)),
    })),
  };
}

function unheardEvent(event: EventModel): EventModel {
  return event.kind === 'message' || event.kind === 'signal' ? { ...event, ref: `${event.kind} 3` } : event;
}

/** One act of somebody; what the engine refuses by name is nobody's fault. */
async function act(engine: Engine, clock: ManualClock, random: Random): Promise<void> {
  try {
    await randomAct(engine, clock, random);
  } catch (error) {
    if (!isEngineError(error) || error.code === 'DEFECT') throw error;
  }
}

async function randomAct(engine: Engine, clock: ManualClock, random: Random): Promise<unknown> {
  const variables = someVariables(random);
  const anInstance = async (): Promise<string> => {
    const { rows } = await engine.instances({ status: 'active', limit: 100 });
    return rows.length === 0 ? 'none' : random.pick(rows).instanceId;
  };
  switch (random.below(16)) {
    case 0:
      return engine.start('p', { variables, idempotencyKey: `start ${random.below(12)}` });
    case 1:
    case 2:
    case 3:
    case 4: {
      const { rows } = await engine.tasks({ limit: 100 });
      const chosen = rows.length < 2 ? rows : [random.pick(rows), random.pick(rows)];
      // At the same moment, perhaps the same one twice.
      return Promise.allSettled(chosen.map(({ taskId }) => engine.complete(taskId, { actor: 'an', variables })));
    }
    case 5: {
      const { rows } = await engine.tasks({ limit: 100 });
      if (rows.length === 0) return null;
      const { taskId, state } = random.pick(rows);
      if (state === 'ready') return engine.claim(taskId, { actor: 'an' });
      return random.chance(50)
        ? engine.release(taskId, { actor: 'an' })
        : engine.assign(taskId, 'binh', { actor: 'an' });
    }
    case 6:
    case 7:
    case 8: {
      const leased = await engine.leaseJobs({ owner: 'w', forMs: 1_000, limit: 3 });
      for (const { jobId } of leased) {
        const fate = random.below(12);
        if (fate === 0)
          await engine.failJob(jobId, { message: 'random', retries: random.below(2), retryAt: clock.now() + 60_000 });
        else if (fate === 1) await engine.throwJobError(jobId, { errorCode: random.pick(['E1', 'E2']) });
        else if (fate > 2) await engine.completeJob(jobId, { variables });
      }
      return null;
    }
    case 9:
      clock.set(clock.now() + random.pick([1_000, 3_600_000, 86_400_000]));
      return engine.runDue();
    case 10:
      return engine.runDue();
    case 11:
      return engine.correlate({ message: random.pick(['m1', 'm2', 'm3', 'm4']), variables });
    case 12:
      return engine.broadcast({ name: random.pick(['g1', 'g2', 'g3', 'g4']), variables });
    case 13: {
      const { rows } = await engine.incidents({ limit: 100 });
      if (rows.length > 0) return engine.resolveIncident(random.pick(rows).incidentId, { variables });
      return engine.setVariables(await anInstance(), { variables });
    }
    case 14: {
      const instanceId = await anInstance();
      if (random.chance(50)) return engine.suspend(instanceId, { reason: 'random' });
      return engine.resume(instanceId);
    }
    default: {
      const { rows } = await engine.instances({ status: 'active', limit: 100 });
      const asleep = rows.filter(({ suspended }) => suspended);
      if (asleep.length > 0) return engine.resume(random.pick(asleep).instanceId);
      return random.chance(10) ? engine.cancel(await anInstance(), { reason: 'random' }) : null;
    }
  }
}

async function isFlooded(store: Store): Promise<boolean> {
  const lists = [
    await store.tasks({ limit: 300 }),
    await store.jobs({ limit: 300 }),
    await store.instances({ limit: 300 }),
  ];
  return lists.some(({ rows }) => rows.length === 300);
}

/** The lists are projections of the snapshots: nothing more, nothing less, nothing else. */
async function compareRows(engine: Engine, store: Store): Promise<void> {
  const byId = <T>(list: readonly T[], id: (one: T) => string): Record<string, T> =>
    Object.fromEntries(list.map((one) => [id(one), one]));
  const tasks = await all((page) => store.tasks(page));
  const jobs = await all((page) => store.jobs(page));
  const incidents = await all((page) => store.incidents(page));
  const subscriptions = (await all((page) => store.subscriptions(page))).filter(({ kind }) => kind !== 'conditional');
  const instances = await all((page) => engine.instances(page));
  for (const { instanceId } of instances) {
    const row = await store.instance(instanceId);
    ok(row !== null);
    const state = JSON.parse(row.snapshot) as InstanceState;
    const own = <T extends { readonly instanceId: string }>(list: readonly T[]): T[] =>
      list.filter((one) => one.instanceId === instanceId);
    const element = (on: string): string => state.elements[on]?.element ?? '?';
    deepStrictEqual(
      mapped(
        byId(own(tasks), ({ taskId }) => taskId),
        (task) => [task.element, task.state, task.assignee],
      ),
      mapped(state.tasks, (task) => [element(task.on), task.state, task.assignee]),
    );
    deepStrictEqual(
      mapped(
        byId(own(jobs), ({ jobId }) => jobId),
        (job) => [job.element, job.jobType, job.retries],
      ),
      mapped(state.jobs, (job) => [element(job.on), job.jobType, job.retries]),
    );
    deepStrictEqual(
      mapped(
        byId(own(incidents), ({ incidentId }) => incidentId),
        (incident) => [incident.element, incident.code],
      ),
      mapped(state.incidents, (incident) => [incident.element, incident.code]),
    );
    const heard = Object.entries(state.subscriptions).filter(([, { kind }]) => kind !== 'conditional');
    deepStrictEqual(
      mapped(
        byId(own(subscriptions), ({ subscriptionId }) => subscriptionId),
        (one) => [one.element, one.kind, one.name, one.key],
      ),
      {
        ...mapped(Object.fromEntries(heard), (one) => [one.element, one.kind, one.name, one.key ?? null]),
        ...mapped(state.calls, (one) => [element(one.on), 'call', one.process, null]),
        // A suspended instance waits for its timers there.
        ...(state.suspended === true ? mapped(state.timers, (one) => [one.element, 'timer', '', null]) : {}),
      },
    );
    // A suspended instance has no timer in the list of what is due.
    deepStrictEqual(
      mapped(
        byId(await all((page) => store.timers({ ...page, instanceId })), ({ timerId }) => timerId),
        (timer) => [timer.element, timer.dueAt],
      ),
      state.suspended === true ? {} : mapped(state.timers, (timer) => [timer.element, timer.dueAt]),
    );
  }
}

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

async function all<T>(read: (page: PageQuery) => Promise<Page<T>>): Promise<readonly T[]> {
  const rows: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await read(cursor === '' ? { limit: 1_000 } : { limit: 1_000, cursor });
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

function mapped<T, R>(record: Readonly<Record<string, T>>, view: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([id, value]) => [id, view(value)]));
}
