// From where in a scope a token can still come to a sequence flow: asked by inclusive and complex joins and by the search
// for joins that can never fire. Worked out once for each join and kept with the graph.
import type { Flow, Node } from './graph.ts';

/** For each incoming flow of `join`: the nodes from which a token can reach it without passing through `join`. */
export function reachOf(join: Node): ReadonlyMap<string, ReadonlySet<Node>> {
  let known = cache.get(join);
  if (known === undefined) {
    known = new Map(join.incoming.map((flow) => [flow.id, upstream(flow, join)]));
    cache.set(join, known);
  }
  return known;
}

const cache = new WeakMap<Node, ReadonlyMap<string, ReadonlySet<Node>>>();

function upstream(flow: Flow, join: Node): ReadonlySet<Node> {
  const found = new Set<Node>();
  const open = [flow.source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === join || found.has(node)) continue;
    found.add(node);
    for (const { source } of node.incoming) open.push(source);
    if (node.attachedTo !== null) open.push(node.attachedTo);
    open.push(...node.linkedFrom);
  }
  return found;
}
