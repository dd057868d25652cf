// Event subprocesses (BPMN 2.0.2 §13.5.4): started by an event while their scope is alive.
import type { Variables } from '../model/json.ts';
import { attempt } from './incident.ts';
import type { Node } from './graph.ts';
import { emit, nextId, type Run } from './run.ts';
import { terminateChildren } from './terminate.ts';
import { prepareCaught } from './catching.ts';
import { clocksOf } from './clocks.ts';
import { prepareScope } from './scope.ts';
import { propagate } from './variables.ts';
import { stopListening } from './stop-listening.ts';

/** `start` is the start event of the event subprocess, `on` the live scope that holds it. */
export function triggerEventSubprocess(run: Run, start: Node, on: string, payload: Variables): void {
  const subprocess = start.scope;
  if (subprocess === null || run.state.elements[on] === undefined) return;
  const caught = prepareCaught(run, start, on, payload);
  if (start.interrupting) {
    terminateChildren(run, on);
    stopListening(run, on);
  }
  const id = nextId(run);
  emit(run, { type: 'element.activated', id, element: subprocess.id, parent: on });
  emit(run, { type: 'variables.set', scope: id, values: {} });
  attempt(run, id, subprocess.id, () => {
    const startClocks = clocksOf(run, subprocess, id);
    const begin = prepareScope(run, subprocess, id, [start]);
    if ('trouble' in caught) {
      // It begins when the trouble is mended; what the event brought is kept inside, for whoever mends it.
      emit(run, { type: 'variables.set', scope: id, values: payload });
      throw caught.trouble;
    }
    startClocks?.();
    begin();
    propagate(run, on, caught.results);
  });
}
