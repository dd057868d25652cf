// npm run bench [-- NAME…] [--scale N] [--format json]: measures what the project promises, each against something in the same run.
import { parseArgs } from 'node:util';
import { benches } from './figures/index.ts';
import type { Figure } from './support/figure.ts';
import { tableOf } from './support/report.ts';

const usage = `npm run bench [-- NAME…] [--scale N] [--format table|json]

Measures and prints a table, or one JSON object of \`name: { value, unit, ratio, against, goal }\`. The goal is what the ratio
(or, without one, the value) must reach; { "max": n } is what it must not exceed. Ratios travel between machines, values don't.
\`--scale\`: how many timers are due (timers-due…), how many messages are on their way (messages…), how many instances wait (many-waiting…).

Names: ${benches.map(({ name }) => name).join(', ')}
`;

await main();

async function main(): Promise<void> {
  const asked = readArguments();
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (asked.help) {
    process.stdout.write(usage);
    return;
  }
  const chosen = asked.names.length === 0 ? benches : benches.filter(({ name }) => asked.names.includes(name));
  const figures: Record<string, Figure> = {};
  for (const bench of chosen) {
    const from = performance.now();
    const given = await bench.run(asked.scale === null ? {} : { scale: asked.scale });
    Object.assign(figures, given);
    process.stderr.write(`${bench.name}: ${Math.round((performance.now() - from) / 100) / 10} s\n`);
  }
  const text = asked.format === 'json' ? JSON.stringify(figures, null, 2) : tableOf(figures);
  process.stdout.write(`${text}\n`);
}

/** A text says what is wrong with them. */
function readArguments(): { names: string[]; format: string; scale: number | null; help: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'table' },
        scale: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const unknown = positionals.find((name) => benches.every((bench) => bench.name !== name));
    if (unknown !== undefined) return `there is no bench "${unknown}"`;
    if (values.format !== 'table' && values.format !== 'json')
      return `--format is table or json, not "${values.format}"`;
    const scale = values.scale === undefined ? null : Number(values.scale);
    if (scale !== null && !(Number.isInteger(scale) && scale >= 2_000))
      return `--scale is a whole number from 2000, not "${values.scale}"`;
    return { names: positionals, format: values.format, scale, help: values.help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
