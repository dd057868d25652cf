// npm run fuzz -- [--seed S] [--steps N] [--runs R] [--engine]: random processes with random lives, on the machine alone or on a
// whole engine. With a seed alone it repeats that one run, command by command when it fails.
// npm run fuzz -- --differential [--seed S] [--steps N] compares with the reference instead.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runSeeds } from './differential/run-seeds.ts';
import { memoryStore } from 'quytrinh/stores';
import { randomEngineRun } from './random-engine-run.ts';
import { randomProcess } from './random-process.ts';
import { randomRun } from './random-run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    steps: { type: 'string' },
    runs: { type: 'string' },
    print: { type: 'boolean', default: false },
    engine: { type: 'boolean', default: false },
    differential: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const steps = Number(values.steps ?? (values.differential ? 10_000 : 60));
const first = values.seed === undefined ? randomInt(1_000_000_000) : Number(values.seed);
const runs = Number(values.runs ?? (values.seed === undefined ? 500 : 1));

if (values.differential) runSeeds({ seed: first, steps, keep: values.keep });
else await runLives();

async function runLives(): Promise<void> {
  const ends: Record<string, number> = {};
  let done = 0;
  let total = 0;
  if (values.print) process.stdout.write(`${randomProcess(first)}\n`);
  for (let seed = first; seed < first + runs; seed += 1) {
    try {
      const run = values.engine
        ? { ...(await randomEngineRun(seed, steps, memoryStore())), status: 'verified' }
        : await randomRun({ seed, steps });
      ends[run.status] = (ends[run.status] ?? 0) + 1;
      total += run.steps;
      done += 1;
    } catch (error) {
      if (runs === 1 && !values.engine) await trace(seed);
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.stderr.write(
        `Repeat it: npm run fuzz -- --seed ${seed} --steps ${steps}${values.engine ? ' --engine' : ''}\n`,
      );
      process.exitCode = 1;
      break;
    }
  }
  process.stdout.write(`${done} of ${runs} runs from seed ${first}, ${total} steps; ended: ${JSON.stringify(ends)}\n`);
}

async function trace(seed: number): Promise<void> {
  const onStep = (command: unknown): void => {
    process.stderr.write(`${JSON.stringify(command)}\n`);
  };
  await randomRun({ seed, steps, onStep }).catch(() => undefined);
}
