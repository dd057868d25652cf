// npm run fuzz -- [--seed S] [--steps N] [--keep] [--engine]: random processes with random lives, seed after seed, until N steps have held
// or one has not; then the line that runs this seed again, and a smaller process that fails in the same way. With --keep it goes on and
// names all seeds that fail. With --engine each seed is a life of N steps of several instances in a whole engine.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { memoryStore } from 'quytrinh/stores';
import { randomEngineRun } from './random-engine-run.ts';
import { again, explain, runSeed } from './run-seed.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    steps: { type: 'string' },
    keep: { type: 'boolean', default: false },
    engine: { type: 'boolean', default: false },
  },
});
const first = values.seed === undefined ? randomInt(1_000_000_000) : Number(values.seed);

if (values.engine) await engineRun(Number(values.steps ?? 500));
else runs(Number(values.steps ?? 10_000));

function runs(wanted: number): void {
  const ends: Record<string, number> = {};
  let [processes, steps, compared] = [0, 0, 0];
  for (let seed = first; steps < wanted; seed += 1) {
    const run = runSeed(seed);
    const { outcome } = run;
    const end = outcome.kind === 'held' ? outcome.end : outcome.kind;
    ends[end] = (ends[end] ?? 0) + 1;
    processes += 1;
    steps += outcome.kind === 'refused' ? 1 : outcome.steps;
    if (outcome.kind === 'held') {
      compared += outcome.compared;
      continue;
    }
    process.exitCode = 1;
    process.stderr.write(`Repeat it: ${again(seed)}\n`);
    if (values.keep) continue;
    process.stderr.write(`${explain(run)}\n`);
    break;
  }
  process.stdout.write(
    `${processes} processes from seed ${first}, ${steps} steps, ${compared} compared with the reference: ${JSON.stringify(ends)}\n`,
  );
}

async function engineRun(steps: number): Promise<void> {
  try {
    const { instances, entries } = await randomEngineRun(first, steps, memoryStore());
    process.stdout.write(`seed ${first}: ${steps} acts, ${instances} instances, ${entries} entries, verified\n`);
  } catch (error) {
    process.stderr.write(`Repeat it: npm run fuzz -- --engine --seed ${first} --steps ${steps}\n`);
    throw error;
  }
}
