// Waiting in an intermediate catch event or at an event-based gateway, and going on when it happens.
import type { JsonValue, Variables } from '../model/json.ts';
import { complete } from './activity.ts';
import { chooseSome } from './choice.ts';
import type { Node } from './graph.ts';
import { evaluateMappings } from './mapping.ts';
import { activatePassing, passThrough, take } from './passing.ts';
import { nodeOf, type Run, type Token } from './run.ts';
import { clocksOf } from './clocks.ts';
import { propagate } from './variables.ts';
import { prepareWaits } from './waits.ts';

/** The token waits as a live element with one wait for each event of the catchers. Throws trouble before anything is written. */
export function waitAt(run: Run, token: Token, catchers: readonly Node[]): void {
  const open = prepareWaits(run, token.scope, catchers);
  const id = activatePassing(run, token);
  const startClocks = clocksOf(run, token.node, id);
  // Prepared in the scope around; held by the element itself.
  open?.(id);
  startClocks?.();
}

/** What a caught event brings: its output mappings over the payload, or the payload as it is. */
export function eventResults(
  run: Run,
  node: Node,
  scope: string,
  payload: Variables,
): Readonly<Record<string, JsonValue>> {
  const mapped = node.outputs.length > 0 ? evaluateMappings(run, scope, node.outputs, payload) : payload;
  return node.dataOutputs.length > 0
    ? { ...mapped, ...evaluateMappings(run, scope, node.dataOutputs, payload) }
    : mapped;
}

/** `on` waited in the catch event itself, or at an event-based gateway before it. */
export function completeCatch(run: Run, node: Node, on: string, payload: Variables): void {
  const waiting = run.state.elements[on];
  if (waiting === undefined) return;
  const scope = waiting.parent ?? '';
  propagate(run, scope, eventResults(run, node, on, payload));
  const waitingNode = nodeOf(run, waiting.element);
  complete(run, waitingNode, on);
  if (waitingNode === node) take(run, scope, chooseSome(run, node, scope));
  else {
    const flow = waitingNode.outgoing.find(({ target }) => target === node);
    passThrough(run, flow === undefined ? { node, scope } : { node, scope, via: flow.id });
  }
}
