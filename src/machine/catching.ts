// Waiting in an intermediate catch event or at an event-based gateway, and going on when it happens.
import type { JsonValue, Variables } from '../model/json.ts';
import { complete } from './activity.ts';
import { converse, toldBy } from './correlation.ts';
import type { Node } from './graph.ts';
import { evaluateMappings } from './mapping.ts';
import { activate, passThrough, take } from './passing.ts';
import { raise } from './incident.ts';
import { emit, nextId, nodeOf, type Run, type Token } from './run.ts';
import { isTrouble, type Trouble } from './trouble.ts';
import { clocksOf } from './clocks.ts';
import { propagate } from './variables.ts';
import { closeWaits, prepareWaits } from './waits.ts';

/** The token waits as a live element with one wait for each event of the catchers. Throws trouble before anything is written. */
export function waitAt(run: Run, token: Token, catchers: readonly Node[]): string {
  const open = prepareWaits(run, token.scope, catchers);
  // Counted before it is alive, under the id that it is about to get.
  const startClocks = clocksOf(run, token.node, token.retry ?? nextId(run), token.scope);
  const id = activate(run, token);
  // Prepared in the scope around; held by the element itself.
  open?.(id);
  startClocks?.();
  return id;
}

/** What a caught event brings: its output mappings over the payload, or the payload as it is. */
export function eventResults(
  run: Run,
  node: Node,
  scope: string,
  payload: Variables,
): Readonly<Record<string, JsonValue>> {
  const mapped = node.outputs.length > 0 ? evaluateMappings(run, scope, node.outputs, payload) : payload;
  const data = node.dataOutputs.length > 0 ? evaluateMappings(run, scope, node.dataOutputs, payload) : {};
  return { ...withoutOwn(node, mapped), ...data };
}

/** What the event declares and passes on by associations ends with it. */
function withoutOwn(
  { locals }: Node,
  values: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, JsonValue>> {
  if (locals.length === 0) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !locals.includes(name)));
}

/** What an event has brought: what it gives to the process, or why that can't be worked out. */
export type Caught = { readonly payload: Variables } & (
  { readonly results: Variables; readonly told: Readonly<Record<string, string>> } | { readonly trouble: Trouble }
);

/** Evaluates in `scope`, while that is still alive. */
export function prepareCaught(run: Run, node: Node, scope: string, payload: Variables): Caught {
  try {
    return { payload, results: eventResults(run, node, scope, payload), told: toldBy(run, node, payload) };
  } catch (caught) {
    if (!isTrouble(caught)) throw caught;
    return { payload, trouble: caught };
  }
}

/**
 * The event has happened: its results are taken and the token leaves. In trouble the token stays in the event with an
 * incident, and what was brought is kept for when it is tried again.
 */
export function leaveCaught(run: Run, token: Token, caught: Caught): void {
  const { node, scope, retry } = token;
  if ('trouble' in caught) {
    const id = activate(run, token);
    if (run.state.elements.get(id)?.completing === undefined) {
      emit(run, { type: 'element.completing', id, variables: caught.payload });
    }
    raise(run, id, node.id, caught.trouble.trouble, caught.trouble.params);
    return;
  }
  propagate(run, scope, caught.results);
  converse(run, scope, caught.told);
  if (retry === undefined) passThrough(run, token);
  else {
    complete(run, node, retry);
    take(run, scope, node.outgoing);
  }
}

/** The token tries again after an incident; true when its event had happened already. */
export function leaveAgain(run: Run, token: Token): boolean {
  const payload = token.retry === undefined ? undefined : run.state.elements.get(token.retry)?.completing;
  if (payload === undefined) return false;
  leaveCaught(run, token, prepareCaught(run, token.node, token.scope, payload));
  return true;
}

/** `on` waited in the catch event itself, or at an event-based gateway before it. */
export function completeCatch(run: Run, node: Node, on: string, payload: Variables): void {
  const waiting = run.state.elements.get(on);
  if (waiting === undefined) return;
  const scope = waiting.parent ?? '';
  const caught = prepareCaught(run, node, scope, payload);
  const waitingNode = nodeOf(run, waiting.element);
  if (waitingNode === node) {
    closeWaits(run, on);
    leaveCaught(run, { node, scope, retry: on }, caught);
    return;
  }
  complete(run, waitingNode, on);
  const flow = waitingNode.outgoing.find(({ target }) => target === node);
  leaveCaught(run, flow === undefined ? { node, scope } : { node, scope, via: flow.id }, caught);
}
