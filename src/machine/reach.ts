// From where in a scope a token can still come to a sequence flow: asked by inclusive and complex joins and by the search
// for joins that can never fire.
import type { Flow, Node } from './graph.ts';

/**
 * The incoming flows of `join` that a token in each node can reach without passing through `join`. Worked out once for each
 * join that asks, and kept with the graph.
 */
export function flowsReachedFrom(join: Node): ReadonlyMap<Node, readonly string[]> {
  let known = cache.get(join);
  if (known === undefined) {
    cache.set(join, (known = new Map<Node, string[]>()));
    for (const flow of join.incoming) {
      for (const node of upstream(flow, join)) {
        const flows = known.get(node);
        if (flows === undefined) known.set(node, [flow.id]);
        else flows.push(flow.id);
      }
    }
  }
  return known;
}

const cache = new WeakMap<Node, Map<Node, string[]>>();

/** Can a token in one of `places` reach the flow without passing through `join`? The nearest are looked at first. */
export function isReached(flow: Flow, join: Node, places: ReadonlySet<Node>): boolean {
  if (flow.source !== join && places.has(flow.source)) return true;
  for (const node of upstream(flow, join)) if (places.has(node)) return true;
  return false;
}

function* upstream(flow: Flow, join: Node): Generator<Node> {
  const found = new Set<Node>([join]);
  const open = [flow.source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    yield node;
    for (const { source } of node.incoming) open.push(source);
    if (node.attachedTo !== null) open.push(node.attachedTo);
    open.push(...node.linkedFrom);
  }
}
