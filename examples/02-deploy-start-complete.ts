// 02: A procedure runs. An engine keeps everything in one file; here it is in memory, so `./agency.sqlite` in place of `:memory:` is
// all it takes to survive the end of the process. Each call that returns a receipt is durable when it returns.
//
//   node --conditions=source examples/02-deploy-start-complete.ts
import { readFileSync } from 'node:fs';
import { openEngine } from 'quytrinh';

const engine = await openEngine({ store: ':memory:' });
const [leave] = await engine.deployText(readFileSync(new URL('files/leave.bpmn', import.meta.url), 'utf8'));
console.log(`deployed ${leave?.process} version ${leave?.version}`);

const { instanceId } = await engine.start('leave', { variables: { who: 'Cán bộ C', days: 3 }, businessKey: 'NP-01' });

// Work for people is found by asking for it; the oldest first.
const [decide] = (await engine.tasks({ instanceId })).rows;
console.log(`open: ${decide?.name}`);

const receipt = await engine.complete(decide?.taskId ?? '', {
  actor: 'can_bo_e',
  variables: { approved: true },
  // Sent twice (a lost answer, an impatient click), it is done once.
  idempotencyKey: 'NP-01/decide',
});
console.log(`step ${receipt.seq} is kept; the instance is ${receipt.status}`);

const [record] = (await engine.tasks({ instanceId })).rows;
await engine.complete(record?.taskId ?? '', { actor: 'can_bo_b' });

// The history is the truth: every step, who did it, what it caused.
for (const { seq, actor, events } of await engine.history(instanceId)) {
  console.log(seq, actor?.['personId'] ?? 'system', events.map(({ type }) => type).join(' '));
}
console.log((await engine.instance(instanceId)).status);
await engine.close();
