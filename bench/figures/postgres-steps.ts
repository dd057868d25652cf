// Durable steps per second on PostgreSQL, against the very same rows written by hand in the same batches; and what one more engine
// process adds.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Store } from 'quytrinh';
import { engineOn, runClients } from '../support/drive-engine.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median, medianRatio } from '../support/measure.ts';
import { sequence, userTasks } from '../support/models.ts';
import { noting } from '../support/noting.ts';
import { inPostgres, type Place } from '../support/places.ts';
import { writeByHandPostgres } from '../support/write-by-hand-postgres.ts';
import type { Batch } from '../support/write-by-hand.ts';

const text = sequence(userTasks(5));
const CLIENTS = 64;
const INSTANCES = CLIENTS * 8;
const ROUNDS = 5;

export const postgresSteps: Bench = {
  name: 'postgres-steps',
  run: async () => inPostgres(measure),
};

async function measure(place: Place): Promise<Record<string, Figure>> {
  const ours: number[] = [];
  const byHand: number[] = [];
  const batches: Batch[] = [];
  let bytes = 0;
  await throughEngine(noting(place.store('noted'), batches));
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await throughEngine(place.store(`ours${round}`)));
    const name = `hand${round}`;
    const store = place.store(name);
    await store.open();
    await store.close();
    bytes = (await place.bytes(`ours${round}`)) / (INSTANCES * 6);
    byHand.push(await writeByHandPostgres(place.address(name).split('#')[0]!, name, batches));
    await place.drop(`ours${round}`);
    await place.drop(name);
  }
  const raw = Math.round(median(byHand)).toLocaleString('en');
  return {
    'postgres-steps': {
      value: median(ours),
      unit: 'steps/s',
      ratio: medianRatio(ours, byHand),
      against: `the same rows and batches written by hand (${raw} steps/s)`,
      goal: 0.5,
    },
    'postgres-steps-bytes': { value: bytes, unit: 'bytes a step on the disk', ratio: null, against: null, goal: null },
  };
}

async function throughEngine(store: Store): Promise<number> {
  const engine = await engineOn(store, text);
  globalThis.gc?.();
  const from = performance.now();
  const steps = await runClients(engine, CLIENTS, INSTANCES);
  const seconds = (performance.now() - from) / 1_000;
  await engine.close();
  return steps / seconds;
}

export const postgresEngines: Bench = {
  name: 'postgres-engines',
  run: async () =>
    inPostgres(async (place) => {
      const rates: number[] = [];
      for (const processes of [1, 2, 3]) rates.push(await together(place, processes));
      return Object.fromEntries(
        rates.map((rate, at): [string, Figure] => [
          at === 0 ? 'postgres-engines' : `postgres-engines-${at + 1}`,
          { value: rate, unit: 'steps/s', ratio: rate / rates[0]!, against: 'one process', goal: null },
        ]),
      );
    }),
};

const MEASURED_MS = 6_000;

/** All steps per second of so many processes on one database. */
async function together(place: Place, processes: number): Promise<number> {
  const name = `engines${processes}`;
  const engine = await engineOn(place.store(name), text);
  await engine.close();
  const program = fileURLToPath(new URL('../support/engine-process.ts', import.meta.url));
  const children = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['--conditions=source', program, place.address(name)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const lines = children.map(({ stdout }) => createInterface({ input: stdout })[Symbol.asyncIterator]());
  const next = (): Promise<number[]> =>
    Promise.all(lines.map(async (line) => Number(String((await line.next()).value))));
  await next();
  for (const { stdin } of children) stdin.write(`${MEASURED_MS}\n`);
  const steps = await next();
  for (const { stdin } of children) stdin.end();
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('close', resolve))));
  await place.drop(name);
  return steps.reduce((sum, one) => sum + one, 0) / (MEASURED_MS / 1_000);
}
