// A small fixed budget of random lives of random processes; `npm run fuzz` goes on for as long as somebody wants.
import { describe, expect, it } from 'vitest';
import { randomProcess } from './random-process.ts';
import { prng } from './prng.ts';
import { prototypeNames, randomRun } from './random-run.ts';

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

  it('live the same whatever their elements and flows are called: as objects call what is always in them', async () => {
    const used = new Set<string>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = prng(seed);
      const ids = [...randomProcess(seed).matchAll(/ id="(\w+)"/g)].map(([, id = '']) => id);
      const names = new Map(prototypeNames.map((name) => [random.pick(ids), name]));
      names.delete('p');
      const renamed = (text: string): string =>
        text.replaceAll(/(["'> ])(\w+)(?=["'< ])/g, (all, before: string, id: string) =>
          names.has(id) ? before + names.get(id)! : all,
        );
      const before = await randomRun({ seed, steps: 60 });
      const after = await randomRun({ seed, steps: 60, rewrite: renamed });
      expect(JSON.stringify(after.events)).toBe(renamed(JSON.stringify(before.events)));
      for (const event of after.events) if ('element' in event) used.add(event.element);
    }
    expect(prototypeNames.filter((name) => used.has(name))).toEqual(prototypeNames);
  });
});
