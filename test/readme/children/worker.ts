// One service job of one dossier. The handler does its work (a line in a file), and then, when told so, the process is killed before
// the result can be given.
import { appendFileSync, readFileSync } from 'node:fs';
import { openEngine } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';

const [, , store = '', log = '', now = '', end = ''] = process.argv;
const engine = await openEngine({ store, clock: manualClock(Number(now)) });
await engine.deployText(readFileSync('examples/files/lookup.bpmn', 'utf8'));
engine.handle('business-register', ({ idempotencyKey }) => {
  appendFileSync(log, `${idempotencyKey}\n`);
  if (end === 'killed') process.kill(process.pid, 'SIGKILL');
  return { answer: 'found' };
});
await engine.start('lookup', { businessKey: 'HS-01', idempotencyKey: 'HS-01' });
await engine.runDue();
await engine.close();
