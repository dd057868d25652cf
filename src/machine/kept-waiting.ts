// What keeps each inclusive or complex join waiting, remembered from step to step, so that a step need not search the whole scope
// again. It is a memory and nothing else: a state that comes from a store has none, and then the scope is searched.
import type { ElementInstance } from '../model/instance-state.ts';
import type { Graph, Node, Run } from './graph.ts';
import { isOccupied, type Place } from './places.ts';
import { flowsReachedFrom } from './reach.ts';
import { own, tokensOn } from './own.ts';

/** True when every join of the scope is known to be kept waiting still. */
export function allKeptWaiting(run: Run, scope: string): boolean {
  const instance = run.state.elements.get(scope);
  if (instance === undefined || (instance.tokens === undefined && instance.gateways === undefined)) return true;
  const known = memory.get(instance);
  if (known?.graph !== run.graph) return false;
  for (const [join, place] of known.keepers) {
    if (!isOccupied(run, scope, place) || !keepsWaiting(run, scope, join, place.node)) return false;
  }
  return true;
}

export function rememberKeepers(run: Run, scope: string, keepers: ReadonlyMap<Node, Place>): void {
  const instance = run.state.elements.get(scope);
  if (instance !== undefined) memory.set(instance, { graph: run.graph, keepers });
}

/** Is it remembered that a live element keeps the join waiting? */
export function isKeptByLiveElement(run: Run, scope: string, join: Node): boolean {
  const instance = run.state.elements.get(scope);
  const known = instance === undefined ? undefined : memory.get(instance);
  const keeper = known?.graph === run.graph ? known.keepers.get(join) : undefined;
  return keeper !== undefined && 'live' in keeper && isOccupied(run, scope, keeper);
}

/** A join began to wait, or waits for something else: unless it is remembered, the scope must be searched. */
export function forgetKeepers(run: Run, scope: string, join: string): void {
  const instance = run.state.elements.get(scope);
  const node = run.graph.nodes.get(join);
  if (instance !== undefined && node !== undefined && memory.get(instance)?.keepers.has(node) !== true)
    memory.delete(instance);
}

/**
 * Of the flows it waits for, a token keeps the join waiting if it can reach an empty one, unless it can also reach one that is
 * not: then the join need not wait for it.
 */
export function keepsWaiting(run: Run, scope: string, join: Node, place: Node): boolean {
  if (place === join) return false;
  const { tokens, gateways } = run.state.elements.get(scope) ?? {};
  const awaited = join.type === 'complexGateway' ? (own(gateways, join.id) ?? []) : null;
  let reachesEmpty = false;
  for (const flow of flowsReachedFrom(join).get(place) ?? []) {
    // From the others it has consumed a token already: they count like flows that have one.
    if (awaited?.includes(flow) === false || tokensOn(tokens, flow) > 0) return false;
    reachesEmpty = true;
  }
  return reachesEmpty;
}

interface Memory {
  readonly graph: Graph;
  readonly keepers: ReadonlyMap<Node, Place>;
}

const memory = new WeakMap<ElementInstance, Memory>();
