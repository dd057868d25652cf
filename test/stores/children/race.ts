// Races for the steps of one instance: whoever finds the other ahead goes on from there. Prints the steps that were won.
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { step } from './steps.ts';

const [file = '', last = '0'] = process.argv.slice(2);
const store = sqliteStore(file, { durability: 'normal', busyTimeoutMs: 60_000 });
await store.open();
let seq = 0;
const won: number[] = [];
while (seq < Number(last)) {
  const { idempotencyKey: _key, ...plain } = step('shared', seq + 1);
  const [outcome] = await store.commit([plain]);
  if (outcome?.ok === true) won.push(seq + 1);
  seq = outcome?.ok === false && outcome.reason === 'conflict' ? outcome.found : seq + 1;
}
await store.close();
process.stdout.write(JSON.stringify(won));
