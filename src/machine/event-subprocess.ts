// Event subprocesses (BPMN 2.0.2 §13.5.4): started by an event while their scope is alive.
import type { Variables } from '../model/json.ts';
import { attempt } from './incident.ts';
import type { Node } from './graph.ts';
import { emit, nextId, type Run } from './run.ts';
import { terminateChildren } from './terminate.ts';
import { eventResults } from './catching.ts';
import { clocksOf } from './clocks.ts';
import { prepareScope } from './scope.ts';
import { converse, toldBy } from './correlation.ts';
import { isTrouble } from './trouble.ts';
import { propagate } from './variables.ts';
import { stopListening } from './stop-listening.ts';

/** `start` is the start event of the event subprocess, `on` the live scope that holds it. */
export function triggerEventSubprocess(run: Run, start: Node, on: string, payload: Variables): void {
  const subprocess = start.scope;
  if (subprocess === null || run.state.elements.get(on) === undefined) return;
  if (start.interrupting) {
    terminateChildren(run, on);
    stopListening(run, on);
  }
  const id = nextId(run);
  emit(run, { type: 'element.activated', id, element: subprocess.id, parent: on, variables: {} });
  attempt(run, id, subprocess.id, () => {
    beginTriggered(run, start, id, payload);
  });
}

/** Its event has happened, but trouble kept it from beginning: tried again with what the event brought. */
export function resumeTriggered(run: Run, subprocess: Node, id: string): void {
  const [start] = subprocess.initial;
  if (start !== undefined) beginTriggered(run, start, id, run.state.elements.get(id)?.variables ?? {});
}

/** What the event brought is kept inside when it can't begin, for whoever mends it. */
function beginTriggered(run: Run, start: Node, id: string, payload: Variables): void {
  const subprocess = start.scope;
  const on = run.state.elements.get(id)?.parent;
  if (subprocess === null || on === undefined) return;
  try {
    const results = eventResults(run, start, on, payload);
    const told = toldBy(run, start, payload);
    const startClocks = clocksOf(run, subprocess, id);
    const begin = prepareScope(run, subprocess, id, [start]);
    startClocks?.();
    begin();
    propagate(run, id, results);
    converse(run, on, told);
  } catch (caught) {
    if (isTrouble(caught)) emit(run, { type: 'variables.set', scope: id, values: payload });
    throw caught;
  }
}
