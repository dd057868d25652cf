// Where the tokens of a scope are.
import type { Node, Run } from './graph.ts';
import { nodeOf } from './run.ts';
import { tokensOn } from './own.ts';

/** A live element by its id, or a flow with a token that is parked at its end. */
export type Place = { readonly live: string; readonly node: Node } | { readonly parked: string; readonly node: Node };

/** Live elements, and joins (or activities) in which tokens are parked. */
export function* placesOf(run: Run, scope: string): Generator<Place> {
  for (const [live, node] of liveNodes(run, scope)) yield { live, node };
  for (const parked of Object.keys(run.state.elements.get(scope)?.tokens ?? {})) {
    const node = run.graph.flows.get(parked)?.target;
    if (node !== undefined) yield { parked, node };
  }
}

/** Is a token still there? */
export function isOccupied(run: Run, scope: string, place: Place): boolean {
  if ('parked' in place) return tokensOn(run.state.elements.get(scope)?.tokens, place.parked) > 0;
  return nodeInFlow(run, scope, place.live) === place.node;
}

export function* liveNodes(run: Run, scope: string): Generator<[string, Node]> {
  for (const id of run.state.elements.keys()) {
    const node = nodeInFlow(run, scope, id);
    if (node !== null) yield [id, node];
  }
}

/** Joins (and activities) at which the tokens wait. */
export function joinsOf(run: Run, tokens: Readonly<Record<string, number>>): Set<Node> {
  const joins = new Set<Node>();
  for (const flow of Object.keys(tokens)) {
    const target = run.graph.flows.get(flow)?.target;
    if (target !== undefined) joins.add(target);
  }
  return joins;
}

/** An event subprocess puts no token into the flow around it, nor does what is compensated or compensates. */
function nodeInFlow(run: Run, scope: string, id: string): Node | null {
  const instance = run.state.elements.get(id);
  if (instance === undefined || instance.parent !== scope || instance.compensates !== undefined) return null;
  const node = nodeOf(run, instance.element);
  return node.element?.triggeredByEvent === true ? null : node;
}
