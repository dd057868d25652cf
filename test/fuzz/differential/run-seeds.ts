// npm run fuzz -- --differential [--seed S] [--steps N] [--keep]: machine and reference side by side, seed after seed, until N steps
// agree or one differs. With --keep it goes on and names all seeds that differ.
import { explain, runSeed } from './run-seed.ts';

export interface Options {
  readonly seed: number;
  readonly steps: number;
  readonly keep: boolean;
}

export function runSeeds({ seed: first, steps: wanted, keep }: Options): void {
  const tally: Record<string, number> = {};
  let steps = 0;
  for (let seed = first; steps < wanted; seed += 1) {
    const run = runSeed(seed);
    const { outcome } = run;
    const name = outcome.kind === 'agreed' ? outcome.end : outcome.kind;
    tally[name] = (tally[name] ?? 0) + 1;
    steps += outcome.kind === 'refused' ? 1 : Math.max(1, outcome.steps);
    if (outcome.kind === 'refused') process.stderr.write(`seed ${seed} does not compile: ${outcome.codes.join(' ')}\n`);
    if (outcome.kind !== 'differs') continue;
    process.exitCode = 1;
    process.stderr.write(`Repeat it: npm run fuzz -- --differential --seed ${seed} --steps 1\n`);
    if (keep) continue;
    process.stderr.write(`${explain(run)}\n`);
    break;
  }
  const processes = Object.values(tally).reduce((sum, count) => sum + count, 0);
  process.stdout.write(`${processes} processes from seed ${first}, ${steps} steps: ${JSON.stringify(tally)}\n`);
}
