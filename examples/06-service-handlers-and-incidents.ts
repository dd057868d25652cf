// 06: Work done by programs. A service task becomes a job; a handler does it. A handler that throws is tried again; when the tries
// are used up an incident is stored, and the instance waits for an operator. A result that the procedure foresees (“not found”) is
// not trouble but a BPMN error, caught by the boundary event.
//
//   node --conditions=source examples/06-service-handlers-and-incidents.ts
import { readFileSync } from 'node:fs';
import { bpmnError, openEngine } from 'quytrinh';
import { manualClock } from 'quytrinh/testing';
import { incidentText } from 'quytrinh/text';

const clock = manualClock(Date.parse('2026-03-02T08:00:00+07:00'));
const engine = await openEngine({ store: ':memory:', clock });
await engine.deployText(readFileSync(new URL('files/lookup.bpmn', import.meta.url), 'utf8'));

let registerIsUp = true;
engine.handle('business-register', ({ variables, idempotencyKey }) => {
  // A job may be delivered again after a crash, always with the same key: give it to the system you call.
  if (!registerIsUp) throw new Error('the register is down');
  if (variables['taxCode'] === '0000000000') throw bpmnError('NOT_FOUND');
  return { company: 'Công ty TNHH Mẫu', request: idempotencyKey };
});

const run = async (taxCode: string): Promise<string> => {
  const { instanceId } = await engine.start('lookup', { variables: { taxCode } });
  await engine.runDue(); // a server calls engine.work() once instead
  return instanceId;
};

const found = await engine.instance(await run('0101234567'));
console.log(found.status, found.variables['company']);

const missing = await run('0000000000');
const thrown = (await engine.history(missing))
  .flatMap(({ events }) => events)
  .find(({ type }) => type === 'error.thrown');
console.log(thrown?.['code'], 'caught by', thrown?.['caughtBy']);

registerIsUp = false;
const stuck = await run('0101234567');
clock.set(clock.now() + 60_000); // time for the second and last try
await engine.runDue();
const [incident] = (await engine.incidents()).rows;
if (incident === undefined) throw new Error('expected an incident');
console.log('incident:', incidentText(incident.code, { element: incident.element, ...incident.params }, 'en'));

// The operator sees to the cause, then lets it be tried again.
registerIsUp = true;
await engine.resolveIncident(incident.incidentId, { actor: 'operator' });
await engine.runDue();
console.log((await engine.instance(stuck)).status);
await engine.close();
