// Joins that look at the whole scope: the inclusive gateway (BPMN 2.0.2 §13.4.3), the reset of the complex gateway (§13.4.5),
// and any join that can never fire. Asked when no token is left to move, so that none is on its way unseen.
import { resetComplex } from './elements/complex-gateway.ts';
import type { Flow, Node } from './graph.ts';
import { enterPassing, passThrough } from './passing.ts';
import { chooseSome } from './choice.ts';
import { hasIncident, raise } from './incident.ts';
import { flowsReachedFrom, isReached } from './reach.ts';
import { emit, nodeOf, type Run } from './run.ts';

/** True when a join fired. */
export function fireJoins(run: Run): boolean {
  if (!run.graph.waitingJoins) return false;
  for (const [scope, { tokens, gateways }] of Object.entries(run.state.elements)) {
    if (tokens !== undefined) {
      for (const join of joinsOf(run, tokens)) {
        const incoming = join.incoming.map(({ id }) => id);
        if (join.type === 'inclusiveGateway' && isComplete(run, scope, join, incoming, tokens)) {
          fireInclusive(run, scope, join, tokens);
          return true;
        }
      }
    }
    if (gateways !== undefined) {
      for (const [gateway, awaited] of Object.entries(gateways)) {
        const join = nodeOf(run, gateway);
        if (isComplete(run, scope, join, awaited, tokens ?? {})) {
          resetComplex(run, join, scope);
          return true;
        }
      }
    }
  }
  return false;
}

/**
 * Of the flows it waits for, a token somewhere keeps the join waiting if it can reach an empty one, unless it can also reach
 * one that is not: then the join need not wait for it.
 */
function isComplete(
  run: Run,
  scope: string,
  join: Node,
  flows: readonly string[],
  tokens: Readonly<Record<string, number>>,
): boolean {
  if (flows.every((flow) => (tokens[flow] ?? 0) > 0)) return true;
  const reached = flowsReachedFrom(join);
  const awaited = new Set(flows);
  for (const place of placesOf(run, scope)) {
    if (place === join) continue;
    const ways = reached.get(place)?.filter((flow) => awaited.has(flow)) ?? [];
    if (ways.length > 0 && ways.every((flow) => (tokens[flow] ?? 0) === 0)) return false;
  }
  return true;
}

function fireInclusive(run: Run, scope: string, join: Node, tokens: Readonly<Record<string, number>>): void {
  const flows = join.incoming.map(({ id }) => id).filter((id) => (tokens[id] ?? 0) > 0);
  emit(run, { type: 'token.joined', scope, flows, element: join.id });
  enterPassing(run, { node: join, scope }, (token) => {
    passThrough(run, token, chooseSome(run, join, scope));
  });
}

/** Where the tokens of a scope are: live elements, and joins (or activities) in which tokens are parked. */
function* placesOf(run: Run, scope: string): Generator<Node> {
  yield* liveNodes(run, scope);
  for (const flow of Object.keys(run.state.elements[scope]?.tokens ?? {})) {
    const target = run.graph.flows.get(flow)?.target;
    if (target !== undefined) yield target;
  }
}

function* liveNodes(run: Run, scope: string): Generator<Node> {
  for (const { parent, element, compensates } of Object.values(run.state.elements)) {
    if (parent !== scope || compensates !== undefined) continue;
    const node = nodeOf(run, element);
    // An event subprocess puts no token into the flow around it, nor does what is compensated or compensates.
    if (node.element?.triggeredByEvent !== true) yield node;
  }
}

function joinsOf(run: Run, tokens: Readonly<Record<string, number>>): Set<Node> {
  const joins = new Set<Node>();
  for (const flow of Object.keys(tokens)) {
    const target = run.graph.flows.get(flow)?.target;
    if (target !== undefined) joins.add(target);
  }
  return joins;
}

/** A join that can't fire any more is an incident that names the flows it lacks, found when it happens. */
export function reportDeadlocks(run: Run): void {
  for (const scope of run.moved) {
    const { tokens, element } = run.state.elements[scope] ?? {};
    if (tokens === undefined || element === undefined) continue;
    // People may still begin what leads to the join.
    if (nodeOf(run, element).type === 'adHocSubProcess') continue;
    for (const join of deadJoins(run, scope, tokens)) {
      if (hasIncident(run, scope, join.id)) continue;
      const missing = join.incoming.filter(({ id }) => (tokens[id] ?? 0) === 0).map(({ id }) => id);
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
  const sources = new Set(liveNodes(run, scope));
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
  if (join.type === 'parallelGateway') return join.incoming.every((flow) => (tokens[flow.id] ?? 0) > 0 || comes(flow));
  return join.incoming.some(comes);
}

/** An activity that gathers tokens may be alive and send one to itself. */
function canSendToItself(join: Node, flow: Flow): boolean {
  const after = new Set([...join.outgoing.map(({ target }) => target), ...join.boundary]);
  return join.outgoing.includes(flow) || isReached(flow, join, after);
}
