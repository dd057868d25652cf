// Commands that no state allows: each is refused with a named error, and nothing has changed.
import { deepStrictEqual, ok } from 'node:assert/strict';
import { isEngineError, type Command } from 'quytrinh/model';
import { contextAt } from './decisions.ts';
import type { Member } from './family.ts';
import type { Random } from './random.ts';

/** What every object has without being given it: names like any other, and no ids of anything alive. */
export const prototypeNames: readonly string[] = Object.getOwnPropertyNames(Object.prototype).filter(
  (name) => name !== '__proto__',
);

export function refuseNonsense({ machine, state }: Member, random: Random, now: number): void {
  const gone = random.chance(30) ? random.pick(prototypeNames) : String(state.counter + 1 + random.below(5));
  const command: Command = random.pick([
    { type: 'task.complete', taskId: gone, variables: {} },
    { type: 'task.claim', taskId: gone, by: 'an' },
    { type: 'job.complete', jobId: gone, variables: {} },
    { type: 'call.complete', callId: gone, variables: {} },
    { type: 'timer.fire', timerId: gone },
    { type: 'message.deliver', subscriptionId: gone, variables: {} },
    { type: 'incident.resolve', incidentId: gone },
    { type: 'start', variables: {} },
  ] as const satisfies readonly Command[]);
  const before = JSON.stringify(state);
  try {
    machine.step(state, command, contextAt(now));
  } catch (error) {
    if (!isEngineError(error)) throw error;
    ok(error.code !== 'DEFECT', error.message);
    deepStrictEqual(JSON.stringify(state), before, 'a refusal leaves no trace');
    return;
  }
  ok(false, `${JSON.stringify(command)} was not refused`);
}
