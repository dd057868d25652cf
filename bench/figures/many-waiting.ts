// A store in which very many instances wait (`--scale 1000000`): to complete a task, to list the tasks of one person, to fire what is
// due must cost what it costs among a thousand; and the process must hold no more in memory, and open as fast.
import { openEngine, type Engine } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';
import { taskIn } from '../support/drive-machine.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median } from '../support/measure.ts';
import { inFiles, inPostgres, type Place } from '../support/places.ts';
import { fill, idOf, officerOf, TERM_MS } from '../support/waiting-instances.ts';

const FEW = 1_000;
const TASKS_OF_ONE = 100;
/** Timers that are due at once, in both stores. */
const DUE = 200;
const COMPLETED = 300;
const AT_ONCE = 16;
/** So many more without a pause, each followed by a new one, then again: what has been written is taken out of the log meanwhile. */
const MORE = 3_000;
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
  /** Just opened: nothing of the store is in memory yet. */
  readonly completeMs: number;
  /** After thousands of others. */
  readonly sustainedMs: number;
  readonly listP99Ms: number;
  readonly timerMs: number;
  readonly heapBytes: number;
}

/** One of both stores, and what waits in it. */
interface Stock {
  readonly name: string;
  /** How many tasks wait that are not due; a completed one makes room for that of a new instance. */
  readonly waiting: number;
  /** The id of the one at a place. */
  readonly first: (at: number) => string;
  readonly later: Map<number, string>;
  readonly officers: number;
  /** Which was taken last, and how far it is to the next: they come from all over the store, and none twice before all others. */
  at: number;
  readonly stride: number;
}

async function compare(place: Place, waiting: number, name: string): Promise<Record<string, Figure>> {
  const few = await stockOf(place, 'few', FEW + DUE * ROUNDS);
  const many = await stockOf(place, 'many', waiting);
  await place.settle();
  const bytes = await place.bytes('many');
  const rounds: Record<'few' | 'many', Round[]> = { few: [], many: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.few.push(await run(place, few, round));
    rounds.many.push(await run(place, many, round));
  }
  const figure = (of: keyof Round, unit: string, scale = 1): Figure => ({
    value: median(rounds.many.map((one) => one[of])) / scale,
    unit,
    ratio: median(rounds.many.map((one) => one[of])) / median(rounds.few.map((one) => one[of])),
    against: `the same among ${FEW.toLocaleString('en')}`,
    goal: { max: 1.2 },
  });
  const size = waiting.toLocaleString('en');
  const alone = { ratio: null, against: null, goal: null } as const;
  return {
    [name]: figure('completeMs', `ms a task completed among ${size} waiting`),
    [`${name}-sustained`]: {
      ...figure('sustainedMs', 'ms a task completed after thousands without a pause'),
      goal: null,
    },
    [`${name}-list`]: figure('listP99Ms', 'ms for the tasks of one person, p99'),
    [`${name}-timers`]: figure('timerMs', 'ms a timer fired'),
    [`${name}-heap`]: figure('heapBytes', 'MB of heap', 1e6),
    [`${name}-open`]: { ...figure('openMs', 'ms to open', 1), ratio: null, against: null, goal: { max: 1_000 } },
    [`${name}-bytes`]: { value: bytes / waiting, unit: 'bytes an instance on the disk', ...alone },
    [`${name}-filled`]: { value: many.perSecond, unit: 'instances/s written', ...alone },
  };
}

async function stockOf(place: Place, name: string, instances: number): Promise<Stock & { readonly perSecond: number }> {
  // Those of the first thousand are due one after another; they are there in both stores.
  const startedAt = (number: number): number =>
    number < DUE * ROUNDS ? now - TERM_MS + Math.floor(number / DUE) * 1_000 : now;
  const { perSecond, task } = await fill(place.store(name), { startedAt, tasksOfOne: TASKS_OF_ONE, instances });
  const waiting = instances - DUE * ROUNDS;
  const first = (at: number): string => `${idOf(DUE * ROUNDS + at)}:${task}`;
  const officers = instances / TASKS_OF_ONE;
  return { name, waiting, first, later: new Map(), officers, at: 0, stride: strideIn(waiting), perSecond };
}

async function run(place: Place, stock: Stock, round: number): Promise<Round> {
  globalThis.gc?.();
  const from = performance.now();
  // The cache is small: what is measured is the store, as when nobody has looked at the instance for days.
  const clock = manualClock(now + round * 1_000);
  const engine = await openEngine({ store: place.store(stock.name), cachedInstances: 100, clock });
  const openMs = performance.now() - from;
  try {
    const listP99Ms = await lists(engine, stock);
    const completeMs = await completions(engine, stock, COMPLETED);
    const due = performance.now();
    const { timers } = await engine.runDue();
    const timerMs = (performance.now() - due) / Math.max(1, timers);
    if (timers < DUE / 2) throw new Error(`only ${timers} timers were due`);
    await completions(engine, stock, MORE);
    const sustainedMs = await completions(engine, stock, COMPLETED);
    globalThis.gc?.();
    const heapBytes = process.memoryUsage().heapUsed;
    return { openMs, completeMs, sustainedMs, listP99Ms, timerMs, heapBytes };
  } finally {
    await engine.close();
  }
}

async function lists(engine: Engine, { officers }: Stock): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 600; count += 1) {
    const assignee = officerOf((count * 7919) % officers);
    const from = performance.now();
    await engine.tasks({ assignee, limit: 20 });
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]!;
}

/** Sixteen at a time, all over the store; then as many begin anew. Gives the milliseconds of a completion. */
async function completions(engine: Engine, stock: Stock, count: number): Promise<number> {
  let ms = 0;
  for (let done = 0; done < count; done += AT_ONCE) {
    const places = Array.from({ length: Math.min(AT_ONCE, count - done) }, () => nextOf(stock));
    const from = performance.now();
    await Promise.all(
      places.map((at) => engine.complete(stock.later.get(at) ?? stock.first(at), { actor: 'le.van.c' })),
    );
    ms += performance.now() - from;
    await Promise.all(
      places.map(async (at) => {
        const variables = { officer: officerOf(at % stock.officers) };
        const { instanceId, events } = await engine.start('p', { variables });
        stock.later.set(at, `${instanceId}:${taskIn(events)}`);
      }),
    );
  }
  return ms / count;
}

function nextOf(stock: Stock): number {
  stock.at = (stock.at + stock.stride) % stock.waiting;
  return stock.at;
}

/** About the golden section of `all`, with no divisor in common with it. */
function strideIn(all: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let step = Math.max(1, Math.floor(all * 0.618));
  while (common(step, all) !== 1) step += 1;
  return step;
}
