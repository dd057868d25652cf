// Can a step have taken from a waiting join the last token that could still come? Most steps can't, and then nobody needs to search.
//
// After each step every waiting join can still be met, or an incident says that it can't. A token that goes on over all ways out of
// where it was reaches from there what it reached before, save what lies behind the join in which it now waits; and that is nothing
// the join itself waits for, unless the join lies on a cycle. So only other moves can strand a join: a choice of ways, an end by
// force, the first token at a join, a token that comes to a join that can't fire.
import type { ProcessEvent } from '../model/events.ts';
import type { Graph, Node, Run } from './graph.ts';
import { hasIncident } from './incident.ts';
import { isKeptByLiveElement } from './kept-waiting.ts';
import { tokensOn } from './own.ts';

export function mayHaveStranded(run: Run): boolean {
  const parked = new Set<string>();
  for (const event of run.events) if (event.type === 'token.parked') parked.add(event.flow);
  return run.events.some((event) => !isHarmless(run, event, parked));
}

/** `parked`: flows whose tokens arrived in this step. What is not known to be harmless is not. */
function isHarmless(run: Run, event: ProcessEvent, parked: ReadonlySet<string>): boolean {
  switch (event.type) {
    case 'element.completed': {
      const node = run.graph.nodes.get(event.element);
      return node !== undefined && takesAllWays(node);
    }
    case 'token.parked': {
      const join = run.graph.nodes.get(event.element);
      if (join?.type === 'inclusiveGateway') return isKeptByLiveElement(run, event.scope, join);
      if (join?.type !== 'parallelGateway' || mayLieOnCycle(run.graph, join)) return false;
      if (hasIncident(run, event.scope, join.id)) return false;
      const tokens = run.state.elements.get(event.scope)?.tokens ?? {};
      return join.incoming.some(({ id }) => tokensOn(tokens, id) > 0 && !parked.has(id));
    }
    case 'element.activated':
    case 'element.completing':
    case 'instance.started':
      return true;
    default:
      return harmless.has(event.type.slice(0, event.type.indexOf('.')));
  }
}

function takesAllWays({ type, outgoing, boundary, conditional }: Node): boolean {
  if (boundary.length > 0 || conditional) return false;
  return outgoing.length < 2 || !choosing.has(type);
}

const choosing: ReadonlySet<Node['type']> = new Set(['exclusiveGateway', 'eventBasedGateway', 'complexGateway']);

/** First words of events that move no token. */
const harmless: ReadonlySet<string> = new Set([
  ...['variables', 'loop', 'task', 'job', 'call', 'caller', 'timer', 'subscription', 'condition', 'event'],
  ...['conversation', 'inputs', 'delivery'],
  ...['message', 'signal', 'decision', 'clock', 'notice', 'dossier'],
]);

/** False only when it surely does not: neither the nodes before the first cycle nor those behind the last one do. */
function mayLieOnCycle(graph: Graph, node: Node): boolean {
  let known = onCycles.get(graph);
  if (known === undefined) onCycles.set(graph, (known = withoutLooseEnds(graph)));
  return known.has(node);
}

const onCycles = new WeakMap<Graph, ReadonlySet<Node>>();

/** Takes away nodes that nothing leads to, then those that lead nowhere, until none is left of either kind. */
function withoutLooseEnds({ nodes }: Graph): ReadonlySet<Node> {
  const left = new Set(nodes.values());
  const after = new Map<Node, Node[]>();
  const before = new Map<Node, Node[]>();
  for (const node of left) {
    before.set(node, []);
    after.set(node, []);
  }
  const link = (source: Node, target: Node): void => {
    after.get(source)?.push(target);
    before.get(target)?.push(source);
  };
  for (const node of left) {
    for (const { target } of node.outgoing) link(node, target);
    for (const boundary of node.boundary) link(node, boundary);
    for (const source of node.linkedFrom) link(source, node);
  }
  for (const [inward, outward] of [
    [before, after],
    [after, before],
  ] as const) {
    const open = [...left];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (!left.has(node) || inward.get(node)!.some((other) => left.has(other))) continue;
      left.delete(node);
      open.push(...outward.get(node)!);
    }
  }
  return left;
}
