// One seed is one random process with one random life: everything follows from the number.
import type { BpmnModel } from 'quytrinh/model';
import { randomOf, type Random } from './random.ts';
import { randomProcess } from './random-process.ts';
import { run, type Outcome } from './run.ts';
import { shrink } from './shrink.ts';

export interface SeedRun {
  readonly model: BpmnModel;
  readonly outcome: Outcome;
}

/** `compares`: also with the reference. */
export function runSeed(seed: number, compares = true): SeedRun {
  const random = randomOf(seed);
  const model = randomModel(seed, random);
  return { model, outcome: run({ model, random, compares }) };
}

export function randomModel(seed: number, random: Random = randomOf(seed)): BpmnModel {
  return randomProcess(random, { size: 2 + (seed % 14), conditionals: seed % 2 === 0 });
}

/** The command line that runs a seed again. */
export const again = (seed: number): string => `npm run fuzz -- --seed ${seed} --steps 1`;

/** A small process that differs in the same way, its life and the difference. */
export function explain({ model, outcome }: SeedRun): string {
  if (outcome.kind !== 'differs') return '';
  const small = shrink(model, outcome);
  return [...linesOf(small.model), ...small.outcome.report.split('\n').slice(-LINES)].join('\n');
}

/** Of the life and the difference: what came last. */
const LINES = 60;

function linesOf({ processes }: BpmnModel): string[] {
  return processes.flatMap(({ elements, flows, associations }) => [
    ...elements.map((element) =>
      JSON.stringify(element, (key, value: unknown) =>
        ['at', 'incoming', 'outgoing', 'job'].includes(key) ? undefined : value,
      ),
    ),
    ...flows.map(({ source, target, condition }) => `${source} -> ${target} ${condition?.text ?? ''}`),
    ...associations.map(({ source, target }) => `${source} undone by ${target}`),
  ]);
}
