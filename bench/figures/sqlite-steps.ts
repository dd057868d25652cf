// Durable steps per second on SQLite with full sync, against the very same rows written by hand in the same batches.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Store } from 'quytrinh';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { engineOn, runClients } from '../support/drive-engine.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median, medianRatio } from '../support/measure.ts';
import { sequence, userTasks } from '../support/models.ts';
import { noting } from '../support/noting.ts';
import { sameRows, writeByHand, type Batch } from '../support/write-by-hand.ts';

/** Six steps an instance: the start, and five officers one after another. */
const text = sequence(userTasks(5));
const ROUNDS = 7;

export const sqliteSteps: Bench = {
  name: 'sqlite-steps',
  run: async () => ({
    'sqlite-steps': await measure({ clients: 64, instances: 64 * 64, goal: 0.5 }),
    'sqlite-steps-one-per-commit': await measure({ clients: 1, instances: 200, goal: 0.5 }),
    'sqlite-steps-bytes': await bytes(),
  }),
};

interface Load {
  readonly clients: number;
  readonly instances: number;
  readonly goal: number;
}

async function measure({ clients, instances, goal }: Load): Promise<Figure> {
  const ours: number[] = [];
  const byHand: number[] = [];
  const batches: Batch[] = [];
  // The first round is not timed: what the engine gives the store to write is noted, and the hand writes exactly that each time.
  await inFolder(async (file) => {
    const rate = await throughEngine(noting(sqliteStore(file), batches), clients, instances);
    await writeByHand(`${file}-hand`, batches);
    sameRows(file, `${file}-hand`);
    return rate;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await inFolder((file) => throughEngine(sqliteStore(file), clients, instances)));
    byHand.push(await inFolder((file) => writeByHand(file, batches)));
  }
  const raw = Math.round(median(byHand)).toLocaleString('en');
  return {
    value: median(ours),
    unit: 'steps/s',
    ratio: medianRatio(ours, byHand),
    against: `the same rows and batches written by hand (${raw} steps/s)`,
    goal,
  };
}

/** Of instances that have ended: what is kept for good. */
async function bytes(): Promise<Figure> {
  const instances = 1_000;
  const value = await inFolder(async (file) => {
    await throughEngine(sqliteStore(file), 64, instances);
    return statSync(file).size / (instances * 6);
  });
  return { value, unit: 'bytes a step on the disk', ratio: null, against: null, goal: null };
}

/** Steps per second. */
async function throughEngine(store: Store, clients: number, instances: number): Promise<number> {
  const engine = await engineOn(store, text);
  globalThis.gc?.();
  const from = performance.now();
  const steps = await runClients(engine, clients, instances);
  const seconds = (performance.now() - from) / 1_000;
  await engine.close();
  return steps / seconds;
}

async function inFolder(act: (file: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quytrinh-bench-'));
  try {
    return await act(path.join(folder, 'store.sqlite'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
