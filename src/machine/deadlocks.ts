// Joins that can never fire any more: found when it happens, so that nobody waits for them in vain.
import type { Flow, Node } from './graph.ts';
import { hasIncident, raise } from './incident.ts';
import { joinsOf, liveNodes } from './places.ts';
import { isReached } from './reach.ts';
import { nodeOf, type Run } from './run.ts';
import { mayHaveStranded } from './stranding.ts';
import { tokensOn } from './own.ts';

/** A join that can't fire any more is an incident that names the flows it lacks. */
export function reportDeadlocks(run: Run): void {
  if (run.moved === null) return;
  let stranding: boolean | null = null;
  for (const scope of run.moved) {
    const { tokens, element } = run.state.elements.get(scope) ?? {};
    if (tokens === undefined || element === undefined) continue;
    // People may still begin what leads to the join.
    if (nodeOf(run, element).type === 'adHocSubProcess') continue;
    stranding ??= mayHaveStranded(run);
    if (!stranding) return;
    for (const join of deadJoins(run, scope, tokens)) {
      if (hasIncident(run, scope, join.id)) continue;
      const missing = join.incoming.filter(({ id }) => tokensOn(tokens, id) === 0).map(({ id }) => id);
      raise(run, scope, join.id, 'JOIN_DEADLOCK', { missing: missing.join(', ') });
    }
  }
}

/**
 * Tokens come from live elements and from joins that may fire themselves; so joins that wait only for one another, or for
 * one that is dead, are dead.
 */
function deadJoins(run: Run, scope: string, tokens: Readonly<Record<string, number>>): Set<Node> {
  const dead = joinsOf(run, tokens);
  const sources = new Set<Node>();
  for (const [, node] of liveNodes(run, scope)) sources.add(node);
  for (let more = true; more && dead.size > 0;) {
    more = false;
    for (const join of dead) {
      if (!mayBeMet(join, sources, tokens)) continue;
      dead.delete(join);
      sources.add(join);
      more = true;
    }
  }
  return dead;
}

function mayBeMet(join: Node, sources: ReadonlySet<Node>, tokens: Readonly<Record<string, number>>): boolean {
  const comes = (flow: Flow): boolean =>
    isReached(flow, join, sources) || (sources.has(join) && canSendToItself(join, flow));
  // A parallel join needs each flow; joins that gather (inclusive, complex, startQuantity) are helped by any token.
  if (join.type === 'parallelGateway')
    return join.incoming.every((flow) => tokensOn(tokens, flow.id) > 0 || comes(flow));
  return join.incoming.some(comes);
}

/** An activity that gathers tokens may be alive and send one to itself. */
function canSendToItself(join: Node, flow: Flow): boolean {
  const after = new Set([...join.outgoing.map(({ target }) => target), ...join.boundary]);
  return join.outgoing.includes(flow) || isReached(flow, join, after);
}
