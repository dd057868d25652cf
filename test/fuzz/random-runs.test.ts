// A small fixed budget of random lives of random processes; `npm run fuzz` goes on for as long as somebody wants.
import { describe, expect, it } from 'vitest';
import { randomProcess } from './random-process.ts';
import { randomRun } from './random-run.ts';

describe('random processes', () => {
  it('are the same for the same seed', () => {
    expect(randomProcess(7)).toBe(randomProcess(7));
    expect(randomProcess(7)).not.toBe(randomProcess(8));
  });

  it.each(Array.from({ length: 8 }, (_, index) => 1 + index * 25))(
    'keep the laws at every step and come to an end: seeds from %d',
    async (first) => {
      const ends = new Set<string>();
      for (let seed = first; seed < first + 25; seed += 1) ends.add((await randomRun({ seed, steps: 60 })).status);
      expect(ends).toContain('completed');
    },
  );
});
