// The inclusive join asks whether a token can still come. That question must not get dearer with the number of tokens.
import type { ProcessMachine } from 'quytrinh';
import { machineOf, runInstance } from '../support/drive-machine.ts';
import type { Bench } from '../support/figure.ts';
import { median, spread, takeTurns, type Work } from '../support/measure.ts';
import { branches } from '../support/models.ts';

const counts = [10, 30, 100, 300, 1_000];

export const inclusiveJoin: Bench = {
  name: 'inclusive-join',
  run: async () => {
    const works: Work[] = [];
    for (const count of counts) works.push(join(await machineOf(branches('inclusiveGateway', count)), count));
    const rates = await takeTurns(works, { rounds: 7, warmUp: 2 });
    const figure = {
      value: 1e6 / median(rates.at(-1)!),
      unit: 'µs a token of 1,000',
      ratio: spread(rates),
      against: `the cheapest of ${counts.map((count) => count.toLocaleString('en')).join(', ')} tokens`,
      goal: { max: 2 },
    };
    return { 'inclusive-join': figure };
  },
};

/** Splits into so many tokens, lets each wait in a task, and joins them. */
function join(machine: ProcessMachine, count: number): Work {
  const perCall = Math.ceil(1_000 / count);
  return {
    run: () => {
      for (let call = 0; call < perCall; call += 1) runInstance(machine);
      return perCall * count;
    },
  };
}
