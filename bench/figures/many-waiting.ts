// A store in which very many instances wait (`--scale 1000000`): to complete a task, to list the tasks of one person, to fire what is
// due must cost what it costs among a thousand; and the process must hold no more in memory, and open as fast.
import { openEngine, type Engine } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';
import type { Bench, Figure } from '../support/figure.ts';
import { median } from '../support/measure.ts';
import { inFiles, inPostgres, type Place } from '../support/places.ts';
import { fill, idOf, officerOf, TERM_MS } from '../support/waiting-instances.ts';

const FEW = 1_000;
const TASKS_OF_ONE = 100;
/** Timers that are due at once, in both stores. */
const DUE = 200;
const COMPLETED = 300;
const ROUNDS = 5;
const now = Date.parse('2026-03-02T08:00:00+07:00');

export const manyWaiting: readonly Bench[] = [
  { name: 'many-waiting', run: ({ scale = 20_000 }) => inFiles((place) => compare(place, scale, 'many-waiting')) },
  {
    name: 'many-waiting-postgres',
    run: ({ scale = 20_000 }) => inPostgres((place) => compare(place, scale, 'many-waiting-postgres')),
  },
];

interface Round {
  readonly openMs: number;
  readonly completeMs: number;
  readonly listP99Ms: number;
  readonly timerMs: number;
  readonly heapBytes: number;
}

async function compare(place: Place, many: number, name: string): Promise<Record<string, Figure>> {
  const startedAt = (number: number): number =>
    number < DUE * ROUNDS ? now - TERM_MS + Math.floor(number / DUE) * 1_000 : now;
  // Those of the first thousand are due one after another; they are there in both stores.
  const filling = { startedAt, tasksOfOne: TASKS_OF_ONE };
  await fill(place.store('few'), { ...filling, instances: FEW + DUE * ROUNDS });
  const perSecond = await fill(place.store('many'), { ...filling, instances: many });
  await place.settle();
  const bytes = await place.bytes('many');
  const few: Round[] = [];
  const much: Round[] = [];
  await run(place, 'few', FEW + DUE * ROUNDS, 0, true);
  await run(place, 'many', many, 0, true);
  for (let round = 0; round < ROUNDS; round += 1) {
    few.push(await run(place, 'few', FEW + DUE * ROUNDS, round));
    much.push(await run(place, 'many', many, round));
  }
  const figure = (of: keyof Round, unit: string, scale = 1): Figure => ({
    value: median(much.map((one) => one[of])) / scale,
    unit,
    ratio: median(much.map((one) => one[of])) / median(few.map((one) => one[of])),
    against: `the same among ${FEW.toLocaleString('en')}`,
    goal: { max: 1.2 },
  });
  const waiting = many.toLocaleString('en');
  return {
    [name]: figure('completeMs', `ms a task completed among ${waiting} waiting`),
    [`${name}-list`]: figure('listP99Ms', 'ms for the tasks of one person, p99'),
    [`${name}-timers`]: figure('timerMs', 'ms a timer fired'),
    [`${name}-heap`]: figure('heapBytes', 'MB of heap', 1e6),
    [`${name}-open`]: { ...figure('openMs', 'ms to open', 1), ratio: null, against: null, goal: { max: 1_000 } },
    [`${name}-bytes`]: {
      value: bytes / many,
      unit: 'bytes an instance on the disk',
      ratio: null,
      against: null,
      goal: null,
    },
    [`${name}-filled`]: { value: perSecond, unit: 'instances/s written', ratio: null, against: null, goal: null },
  };
}

async function run(place: Place, name: string, instances: number, round: number, isWarmUp = false): Promise<Round> {
  globalThis.gc?.();
  const from = performance.now();
  // The cache is small: what is measured is the store, as when nobody has looked at the instance for days.
  const clock = manualClock(now + round * 1_000);
  const engine = await openEngine({ store: place.store(name), cachedInstances: 100, clock });
  const openMs = performance.now() - from;
  try {
    const listP99Ms = await lists(engine, instances);
    if (isWarmUp) return { openMs, completeMs: 0, listP99Ms, timerMs: 0, heapBytes: 0 };
    const completeMs = await completions(engine, instances, round);
    const due = performance.now();
    const { timers } = await engine.runDue();
    const timerMs = (performance.now() - due) / Math.max(1, timers);
    if (timers < DUE / 2) throw new Error(`only ${timers} timers were due`);
    globalThis.gc?.();
    const heapBytes = process.memoryUsage().heapUsed;
    return { openMs, completeMs, listP99Ms, timerMs, heapBytes };
  } finally {
    await engine.close();
  }
}

async function lists(engine: Engine, instances: number): Promise<number> {
  const officers = Math.floor(instances / TASKS_OF_ONE);
  const times: number[] = [];
  for (let count = 0; count < 600; count += 1) {
    const assignee = officerOf((count * 7919) % officers);
    const from = performance.now();
    await engine.tasks({ assignee, limit: 20 });
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
}

/** Sixteen at a time, all over the store. */
async function completions(engine: Engine, instances: number, round: number): Promise<number> {
  const first = DUE * ROUNDS;
  const all = instances - first;
  // Different ones in each round, spread by a step that has no divisor in common with their number.
  const numbers = Array.from(
    { length: COMPLETED },
    (_, at) => first + (((round * COMPLETED + at) * stride(all)) % all),
  );
  const tasks: string[] = [];
  for (const number of numbers) {
    const [task] = (await engine.tasks({ instanceId: idOf(number), limit: 1 })).rows;
    if (task !== undefined) tasks.push(task.taskId);
  }
  const from = performance.now();
  for (let at = 0; at < tasks.length; at += 16) {
    await Promise.all(tasks.slice(at, at + 16).map((taskId) => engine.complete(taskId, { actor: 'le.van.c' })));
  }
  return (performance.now() - from) / Math.max(1, tasks.length);
}

function stride(all: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let step = Math.max(1, Math.floor(all * 0.618));
  while (common(step, all) !== 1) step += 1;
  return step;
}
