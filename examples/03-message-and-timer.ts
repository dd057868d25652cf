// 03: Waiting. A receive task waits for a message with the dossier's key; a boundary event lets it wait 15 working days at most.
// Time is given by a clock, so a test moves through a month in an instant and nothing sleeps.
//
//   node --conditions=source examples/03-message-and-timer.ts
import { readFileSync } from 'node:fs';
import { isEngineError, openEngine } from 'quytrinh';
import { advanceTo, manualClock } from 'quytrinh/testing';
import { formatInstant } from 'quytrinh/text';

const clock = manualClock(Date.parse('2026-02-02T08:00:00+07:00'));
const engine = await openEngine({ store: ':memory:', clock });
await engine.deployText(readFileSync(new URL('files/supplement.bpmn', import.meta.url), 'utf8'));

// Two dossiers wait. One is answered: the message finds it by its key.
const answered = await engine.start('supplement', { variables: { maHoSo: 'HS-01' } });
const silent = await engine.start('supplement', { variables: { maHoSo: 'HS-02' } });
await engine.correlate({ message: 'Hồ sơ bổ sung', key: 'HS-01', variables: { papers: ['Phương án'] } });
console.log('HS-01:', (await engine.instance(answered.instanceId)).status);

// Nobody waits for a third: the sender is told so instead of a message that is lost.
try {
  await engine.correlate({ message: 'Hồ sơ bổ sung', key: 'HS-03' });
} catch (error) {
  if (!isEngineError(error)) throw error;
  console.log(error.message);
}

// A timer is a row with a due moment. 15 working days from 02/02/2026 step over Tết.
const dueAt = (await engine.nextDueAt()) ?? 0;
console.log('HS-02 waits until', formatInstant(dueAt, 'Asia/Ho_Chi_Minh'));
await advanceTo(engine, clock, dueAt);
const done = (await engine.history(silent.instanceId))
  .flatMap(({ events }) => events)
  .filter(({ type }) => type === 'element.completed' || type === 'element.terminated')
  .map(({ element }) => element as string);
console.log('HS-02:', done.join(' → '));
await engine.close();
