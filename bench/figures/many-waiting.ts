// A store in which very many instances wait (`--scale 1000000`): to complete a task, to list the tasks of one person, to fire what is
// due must cost what it costs among a thousand; and the process must hold no more in memory, and open as fast.
import { openEngine, type Clock, type Engine, type Store } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';
import { taskIn } from '../support/drive-machine.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median } from '../support/measure.ts';
import { inFiles, inPostgres, type Place } from '../support/places.ts';
import { fill, idOf, officerOf, TERM_MS } from '../support/waiting-instances.ts';
import { writeByHandPostgres } from '../support/write-by-hand-postgres.ts';
import { writeByHand, type Batch } from '../support/write-by-hand.ts';

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
  /** The rows of such completions, written by hand just opened: what the database alone takes for them. */
  readonly byHandMs: number;
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
    [`${name}-by-hand`]: { ...figure('byHandMs', 'ms a task completed, its rows written by hand'), goal: null },
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
  const clock = manualClock(now + round * 1_000);
  const byEngine = await throughEngine(place, stock, clock);
  return { ...byEngine, byHandMs: await completionsByHand(place, stock, clock) };
}

async function throughEngine(place: Place, stock: Stock, clock: Clock): Promise<Omit<Round, 'byHandMs'>> {
  globalThis.gc?.();
  const from = performance.now();
  // The cache is small: what is measured is the store, as when nobody has looked at the instance for days.
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
  for (const places of placesOf(stock, count)) {
    const from = performance.now();
    await completeAt(engine, stock, places);
    ms += performance.now() - from;
    await beginAt(engine, stock, places);
  }
  return ms / count;
}

/** An engine decides them on a store that writes nothing; the hand writes what it was given. The milliseconds of a completion. */
async function completionsByHand(place: Place, stock: Stock, clock: Clock): Promise<number> {
  const all = placesOf(stock, COMPLETED);
  const batches: Batch[] = [];
  const deciding = await openEngine({ store: unwritten(place.store(stock.name), batches), clock });
  for (const places of all) await completeAt(deciding, stock, places);
  await deciding.close();
  const perSecond =
    place.kind === 'sqlite'
      ? await writeByHand(place.address(stock.name), batches)
      : await writeByHandPostgres(place.address(stock.name).split('#')[0]!, stock.name, batches);
  const engine = await openEngine({ store: place.store(stock.name), clock });
  for (const places of all) await beginAt(engine, stock, places);
  await engine.close();
  return 1_000 / perSecond;
}

function unwritten(store: Store, batches: Batch[]): Store {
  let position = 0;
  return {
    ...store,
    commit: async (steps) => {
      batches.push(steps);
      return steps.map(() => ({ ok: true, position: (position += 1) }) as const);
    },
  };
}

function placesOf(stock: Stock, count: number): number[][] {
  const groups: number[][] = [];
  for (let done = 0; done < count; done += AT_ONCE) {
    groups.push(Array.from({ length: Math.min(AT_ONCE, count - done) }, () => nextOf(stock)));
  }
  return groups;
}

async function completeAt(engine: Engine, stock: Stock, places: readonly number[]): Promise<void> {
  const taskAt = (at: number): string => stock.later.get(at) ?? stock.first(at);
  await Promise.all(places.map((at) => engine.complete(taskAt(at), { actor: 'le.van.c' })));
}

async function beginAt(engine: Engine, stock: Stock, places: readonly number[]): Promise<void> {
  await Promise.all(
    places.map(async (at) => {
      const variables = { officer: officerOf(at % stock.officers) };
      const { instanceId, events } = await engine.start('p', { variables });
      stock.later.set(at, `${instanceId}:${taskIn(events)}`);
    }),
  );
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
