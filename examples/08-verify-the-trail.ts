// 08: Was anything changed? Every step is sealed with the hash of the one before; now and then the head of all steps is signed.
// Whoever has the public key and one checkpoint can check an export on his own machine, with no trust in whoever kept the store.
//
//   node --conditions=source examples/08-verify-the-trail.ts
import { readFileSync } from 'node:fs';
import { memoryStore, openEngine } from 'quytrinh';
import { exportTrail, generateSigningKey, verifyExport } from 'quytrinh/audit';
import { verifyStore } from 'quytrinh/engine';
import { auditText } from 'quytrinh/text';

const store = memoryStore();
const origin = 'so-mau.example.vn/quytrinh';
const signingKey = generateSigningKey('so-mau.example.vn'); // kept secret; its `verifierKey` is published
const engine = await openEngine({ store, origin, signingKey });
await engine.deployText(readFileSync(new URL('files/leave.bpmn', import.meta.url), 'utf8'));
for (const days of [1, 2, 3]) {
  const { instanceId } = await engine.start('leave', { variables: { days } });
  const [task] = (await engine.tasks({ instanceId })).rows;
  await engine.complete(task?.taskId ?? '', { actor: 'can_bo_e', variables: { approved: true } });
}
await engine.checkpoint();

// Inside: entries, chains, checkpoints, and that the stored state is what the journal gives when it is replayed.
const publicKeys = [signingKey.verifierKey];
const { trail, sound } = await verifyStore(store, { publicKeys });
console.log(sound, trail);

// Outside: an export is lines of text. One letter changed, and the entry is named.
const entries = await store.journal({ from: 1, limit: 1_000 });
const checkpoints = (await store.checkpoints()).map(({ note }) => note).filter((note) => note !== '');
const lines: string[] = [];
for await (const line of exportTrail({ origin, checkpoints, entries })) lines.push(line);
console.log((await verifyExport(lines, { publicKeys })).sound);

const forged = lines.map((line) => line.replace('can_bo_e', 'can_bo_d'));
const verdict = await verifyExport(forged, { publicKeys });
if (!verdict.sound) console.log(auditText(verdict.firstBad, 'en'));
await engine.close();
