// One step while it runs: the working state, the events so far and the tokens still to move.
import { engineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import { applyEvent } from './apply.ts';
import type { StepContext } from './context.ts';
import type { Acts, Graph, Node, Run } from './graph.ts';
import type { LiveState } from './live-state.ts';

export type { Run, Token } from './graph.ts';

export function beginRun(graph: Graph, state: LiveState, context: StepContext, acts: Acts): Run {
  return {
    graph,
    acts,
    state,
    context,
    events: [],
    queue: [],
    head: 0,
    later: null,
    rounds: null,
    touched: null,
    asking: null,
    incidentsOn: null,
    over: null,
    moved: null,
    entered: 0,
    values: null,
    stopping: null,
    changed: true,
  };
}

/** The only way state changes: an event is written down and applied. */
export function emit(run: Run, event: ProcessEvent): void {
  run.events.push(event);
  switch (event.type) {
    case 'variables.set':
    case 'conversation.known':
    case 'subscription.opened':
      run.changed = true;
      break;
    case 'incident.raised':
      noteIncident(run, event.on, event.incidentId);
      break;
    case 'incident.resolved':
      run.incidentsOn?.get(run.state.incidents.get(event.incidentId)?.on ?? '')?.delete(event.incidentId);
      break;
    default: // nothing that a later part of the step asks for
  }
  applyEvent(run.state, event);
}

/** Something ended in the scope. */
export function touch(run: Run, scope: string): void {
  (run.touched ??= new Set()).add(scope);
}

/** A token moved or something ended in the scope; asked only where tokens gather. */
export function noteMove(run: Run, scope: string): void {
  if (run.graph.gathers) (run.moved ??= new Set()).add(scope);
}

export function noteIncident({ incidentsOn }: Run, on: string, incidentId: string): void {
  const held = incidentsOn?.get(on);
  if (held === undefined) incidentsOn?.set(on, new Set([incidentId]));
  else held.add(incidentId);
}

/** The process itself is the first live element of its instance, so its id is the first that is given out. */
const ROOT = '1';

/** Id of the process itself, which also names the dossier's clock; null when it is not alive. */
export function rootId(run: Run): string | null {
  return run.state.elements.get(ROOT) === undefined ? null : ROOT;
}

/** Ids are counters of the instance, so that a replay gives the same ones. */
export function nextId(run: Run): string {
  return String(run.state.counter + 1);
}

export function nodeOf(run: Run, elementId: string): Node {
  const node = run.graph.nodes.get(elementId);
  if (node === undefined) throw engineError('DEFECT', { detail: `no element ${elementId} in the graph` });
  return node;
}
