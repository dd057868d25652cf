// Compares machine and reference on random processes: node --conditions=source test/reference/main.ts --seed S --steps N
import { parseArgs } from 'node:util';
import { drive } from '../fuzz/differential/drive.ts';
import { randomOf } from '../fuzz/differential/random.ts';
import { shrink } from '../fuzz/differential/shrink.ts';
import { randomProcess } from '../fuzz/differential/random-process.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '10000' },
    size: { type: 'string', default: '8' },
    conditionals: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

const tally: Record<string, number> = {};
const count = (name: string, by = 1): void => {
  tally[name] = (tally[name] ?? 0) + by;
};
let steps = 0;
for (let seed = Number(values.seed); steps < Number(values.steps); seed += 1) {
  const random = randomOf(seed);
  const model = randomProcess(random, { size: 2 + (seed % Number(values.size)), conditionals: values.conditionals });
  const outcome = drive(model, random);
  count(
    outcome.kind === 'agreed'
      ? outcome.end
      : outcome.kind === 'refused'
        ? `refused ${outcome.codes.join(' ')}`
        : outcome.kind,
  );
  if (outcome.kind === 'refused') {
    steps += 1;
    continue;
  }
  steps += Math.max(1, outcome.steps);
  if (outcome.kind !== 'differs') continue;
  console.log(`seed ${seed}`);
  const small = values.show ? shrink(model, outcome) : { model, outcome };
  if (values.show) for (const line of linesOf(small.model)) console.log(line);
  if (values.show || !values.keep) console.log(small.outcome.report);
  if (!values.keep) break;
}
console.log(steps, tally);

function linesOf({ processes }: ReturnType<typeof randomProcess>): string[] {
  return processes.flatMap(({ elements, flows, associations }) => [
    ...elements.map((element) =>
      JSON.stringify(element, (key, value: unknown) =>
        ['at', 'incoming', 'outgoing', 'job'].includes(key) ? undefined : value,
      ),
    ),
    ...flows.map(({ id, condition }) => `${id} ${condition?.text ?? ''}`),
    ...associations.map(({ source, target }) => `${source} undone by ${target}`),
  ]);
}
