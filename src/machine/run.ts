// One step while it runs: the working state, the events so far and the tokens still to move.
import { engineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { InstanceState } from '../model/instance-state.ts';
import { applyEvent } from './apply.ts';
import type { StepContext } from './context.ts';
import type { Graph, Node } from './graph.ts';

export interface Run {
  readonly graph: Graph;
  /** Owned by the step and changed in place, by `emit` alone. */
  readonly state: InstanceState;
  readonly context: StepContext;
  readonly events: ProcessEvent[];
  /** Tokens to move, from `head` on. */
  readonly queue: Token[];
  head: number;
  /** Tokens before an element that throws a signal: they move when all others rest, so that who will listen does. */
  readonly later: Token[];
  /** Rounds of loops that are to begin: put off, so that a long loop of tasks that are over at once does not nest. */
  readonly rounds: { readonly node: Node; readonly body: string; readonly item: number }[];
  /** Scopes in which something ended: looked at when no token is left to move. */
  readonly touched: Set<string>;
  /** Scopes in which tokens moved or something ended: searched at the end for joins that can't fire any more. */
  readonly moved: Set<string>;
  entered: number;
  /** Why the instance is being stopped; goes into the dossier's clock. */
  stopping: string | null;
  /** Variables were written since conditions were last looked at. */
  changed: boolean;
}

/** A token on its way into a node. */
export interface Token {
  readonly node: Node;
  /** Live element that is the scope. */
  readonly scope: string;
  /** Sequence flow it travels on. */
  readonly via?: string;
  /** Id of the live element that waited with an incident and now tries again. */
  readonly retry?: string;
}

export function beginRun(graph: Graph, state: InstanceState, context: StepContext): Run {
  return {
    graph,
    state,
    context,
    events: [],
    queue: [],
    head: 0,
    later: [],
    rounds: [],
    touched: new Set(),
    moved: new Set(),
    entered: 0,
    stopping: null,
    changed: true,
  };
}

/** The only way state changes: an event is written down and applied. */
export function emit(run: Run, event: ProcessEvent): void {
  run.events.push(event);
  if (event.type === 'variables.set' || event.type === 'subscription.opened') run.changed = true;
  applyEvent(run.state, event);
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
