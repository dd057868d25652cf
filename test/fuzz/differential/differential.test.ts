// The machine does what a naive interpreter of the standard does, on random processes, after every single step. More of it:
// npm run fuzz -- --differential --seed S --steps N
import { describe, expect, it } from 'vitest';
import { explain, runSeed } from './run-seed.ts';

describe('machine and reference', () => {
  it('agree on random processes step by step, and every run ends or names what is stuck', () => {
    const ends = { agreed: 0, left: 0, refused: 0, differs: 0 };
    let steps = 0;
    let calls = 0;
    for (let seed = 1; seed <= 250; seed += 1) {
      const run = runSeed(seed);
      if (run.outcome.kind === 'differs')
        expect.unreachable(`npm run fuzz -- --differential --seed ${seed} --steps 1\n${explain(run)}`);
      ends[run.outcome.kind] += 1;
      if (run.outcome.kind !== 'agreed') continue;
      steps += run.outcome.steps;
      calls += run.outcome.calls;
    }
    expect(ends.refused).toBe(0);
    // A run is left when a step has too many orders to try; that must stay rare, or nothing is compared.
    expect(ends.left).toBeLessThan(10);
    expect(steps).toBeGreaterThan(1000);
    expect(calls).toBeGreaterThan(40);
  }, 120_000);
});
