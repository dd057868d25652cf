// One engine process of several on the same database: says 0 when it is warm, works for as long as it is told, says its steps.
import { createInterface } from 'node:readline';
import { openEngine } from 'quytrinh';
import { postgresStore } from 'quytrinh/stores/postgres';
import { runOnEngine } from './drive-engine.ts';

const [url = '', schema = ''] = (process.argv[2] ?? '').split('#');
const engine = await openEngine({ store: postgresStore(url, { schema }) });
const CLIENTS = 64;

async function work(forMs: number): Promise<number> {
  const until = performance.now() + forMs;
  let steps = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const done = await runOnEngine(engine);
      // What ends too late does not count.
      if (performance.now() < until) steps += done;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return steps;
}

await work(1_500);
process.stdout.write('0\n');
for await (const line of createInterface({ input: process.stdin })) {
  const steps = await work(Number(line));
  process.stdout.write(`${steps}\n`);
}
await engine.close();
