// 05: Who may sign? The chairman is away; a written authorisation lets the chief of office sign this kind of licence (TUQ.) until
// 13/03/2026. The engine asks the directory, the grants and the signing rules, and writes into the journal who really acted, for
// whom and by what instrument. Whoever may not is told why.
//
//   node --conditions=source examples/05-acting-under-a-grant.ts
import { readFileSync } from 'node:fs';
import { isEngineError, openEngine } from 'quytrinh';
import type { AuthorityReason, AuthorityRecord, DirectoryData, GrantData } from 'quytrinh/model';
import { manualClock } from 'quytrinh/testing';
import { authorityText } from 'quytrinh/text';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const directory = {
  ...(JSON.parse(read('../processes/so-mau/directory.json')) as DirectoryData),
  grants: JSON.parse(read('../processes/so-mau/grants.json')) as GrantData[],
};
const clock = manualClock(Date.parse('2026-03-10T09:00:00+07:00'));
const engine = await openEngine({ store: ':memory:', clock, directory });
await engine.deployText(read('files/sign.bpmn'));
const { instanceId } = await engine.start('sign', { actor: 'can_bo_g' });
const [task] = (await engine.tasks({ instanceId })).rows;
const taskId = task?.taskId ?? '';

// The chairman himself (away), the records clerk (no right at all).
for (const actor of ['can_bo_k', 'can_bo_n']) {
  try {
    await engine.complete(taskId, { actor });
  } catch (error) {
    if (!isEngineError(error)) throw error;
    const reasons = error.cause as readonly AuthorityReason[];
    console.log(error.code, '–', reasons.map((reason) => authorityText(reason, 'en')).join(' '));
  }
}

// Everybody sees in the list only what they may do now.
console.log(
  'for can_bo_m:',
  (await engine.tasks({ forPerson: 'can_bo_m' })).rows.map(({ name }) => name),
);

const { seq } = await engine.complete(taskId, { actor: 'can_bo_m' });
const entry = (await engine.history(instanceId)).find((candidate) => candidate.seq === seq);
const authority = entry?.authority as unknown as AuthorityRecord;
console.log(authority.mode, 'by', authority.actor.name, 'for', authority.principal?.name, authority.instrument?.no);
console.log(authority.lines?.join('\n'));
await engine.close();
