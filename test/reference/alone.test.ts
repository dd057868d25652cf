// Acts that are done alone to spare orders (alone.ts) lose none of the worlds that trying all orders finds.
import { expect, it } from 'vitest';
import { agrees, seenOfWorld } from '../fuzz/observe.ts';
import { randomOf } from '../fuzz/random.ts';
import { randomModel } from '../fuzz/run-seed.ts';
import { run } from '../fuzz/run.ts';
import { restsOf } from './explore.ts';

it('what is explored sparingly is all that agrees with what was seen', () => {
  let compared = 0;
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = randomOf(seed);
    run({
      model: randomModel(seed, random),
      random,
      onCompared: ({ diagram, begun, seen, agreeing }) => {
        const { rests, all } = restsOf(diagram, begun, 600);
        if (!all) return;
        expect([...agreeing].sort()).toEqual(rests.filter((text) => agrees(seenOfWorld(diagram, text), seen)).sort());
        compared += 1;
      },
    });
  }
  expect(compared).toBeGreaterThan(900);
}, 60_000);
