// Commits groups of steps until it is killed, and says of each step that it is kept once it is: `<instance>:<seq>` a line.
import { writeSync } from 'node:fs';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { step } from './steps.ts';

const [file = '', name = '', filler = '300'] = process.argv.slice(2);
const store = sqliteStore(file);
await store.open();
for (let seq = 1; ; seq += 1) {
  const steps = ['a', 'b', 'c'].map((part) => step(`${name}-${part}`, seq, 'x'.repeat(Number(filler))));
  const outcomes = await store.commit(steps);
  if (!outcomes.every(({ ok }) => ok)) process.exitCode = 3;
  // Straight to the pipe: what is in a buffer of a killed process was never said.
  writeSync(1, steps.map(({ instance }) => `${instance.instanceId}:${instance.seq}\n`).join(''));
}
