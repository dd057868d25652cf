// Very many timers that are due at the same moment, as after a night or a long outage: how fast they are fired, against the same rows
// written by hand in the same batches.
import type { Store } from 'quytrinh';
import { openEngine } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';
import type { Bench, Figure } from '../support/figure.ts';
import { inFiles, inPostgres, type Place } from '../support/places.ts';
import { fill, TERM_MS } from '../support/waiting-instances.ts';
import { writeByHandPostgres } from '../support/write-by-hand-postgres.ts';
import { sameRows, writeByHand, type Batch } from '../support/write-by-hand.ts';
import { noting } from '../support/noting.ts';

const startedAt = Date.parse('2026-03-02T08:00:00+07:00');

export const timersDue: readonly Bench[] = [
  {
    name: 'timers-due',
    run: async ({ scale = 5_000 }) => ({ 'timers-due': await inFiles((place) => measure(place, scale)) }),
  },
  {
    name: 'timers-due-postgres',
    run: async ({ scale = 5_000 }) => ({ 'timers-due-postgres': await inPostgres((place) => measure(place, scale)) }),
  },
];

async function measure(place: Place, timers: number): Promise<Figure> {
  const filling = { instances: timers, startedAt: () => startedAt, tasksOfOne: 200 };
  await fill(place.store('ours'), filling);
  await fill(place.store('hand'), filling);
  await place.settle();
  const batches: Batch[] = [];
  const rate = await drain(noting(place.store('ours'), batches), timers);
  const steps = batches.reduce((sum, batch) => sum + batch.length, 0);
  if (steps !== timers) throw new Error(`${steps} steps for ${timers} timers`);
  const raw = await byHand(place, batches);
  return {
    value: rate,
    unit: 'timers/s',
    ratio: rate / raw,
    against: `the same rows and batches written by hand (${Math.round(raw).toLocaleString('en')}/s), ${timers.toLocaleString('en')} due at once`,
    goal: 0.5,
  };
}

async function drain(store: Store, timers: number): Promise<number> {
  const engine = await openEngine({ store, clock: manualClock(startedAt + TERM_MS) });
  globalThis.gc?.();
  const from = performance.now();
  const { timers: fired } = await engine.runDue();
  const seconds = (performance.now() - from) / 1_000;
  await engine.close();
  if (fired !== timers) throw new Error(`${fired} of ${timers} timers were fired`);
  return fired / seconds;
}

async function byHand(place: Place, batches: readonly Batch[]): Promise<number> {
  const address = place.address('hand');
  if (place.kind === 'sqlite') {
    const rate = await writeByHand(address, batches);
    sameRows(place.address('ours'), address);
    return rate;
  }
  return writeByHandPostgres(address.split('#')[0]!, 'hand', batches);
}
