// Complex gateway (BPMN 2.0.2 §13.4.5). Waiting for start: each token makes it ask its activationCondition, which sees
// activationCount and the number of tokens on each flow; when true, one token of each filled flow is consumed and tokens
// leave by the true conditions. Then it waits for reset: for a token on every other flow, or until none can come; these
// are consumed, and tokens leave again by the conditions that are true with `waitingForStart = false`.
import type { JsonValue } from '../../model/json.ts';
import type { PassingBehaviour } from '../graph.ts';
import { evaluateCondition } from '../expression.ts';
import type { Flow, Node } from '../graph.ts';
import { attempt } from '../incident.ts';
import { enterPassing, passThrough } from '../passing.ts';
import { emit, type Run, touch } from '../run.ts';
import { trouble } from '../trouble.ts';
import { own, tokensOn } from '../own.ts';

export const complexGateway: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const { scope, via, retry } = token;
    const single = node.incoming.length <= 1 && node.activation === null;
    if (single || via === undefined) {
      passThrough(run, token, outgoing(run, node, scope, true));
      if (single) attempt(run, scope, node.id, () => leaveAgain(run, node, scope));
      return;
    }
    // Asked as if the token waited with the others already: in trouble it waits by itself, and comes once.
    const { tokens = {}, gateways } = run.state.elements.get(scope) ?? {};
    if (own(gateways, node.id) === undefined)
      isActivated(run, node, scope, { ...tokens, [via]: tokensOn(tokens, via) + 1 });
    if (retry !== undefined) emit(run, { type: 'element.terminated', id: retry, element: node.id, parent: scope });
    emit(run, { type: 'token.parked', scope, flow: via, element: node.id });
    touch(run, scope);
    activate(run, node, scope);
  },
};

/** Consumes one token of each filled flow and goes on, when the condition is true and it does not wait for reset. */
function activate(run: Run, node: Node, scope: string): void {
  const { gateways, tokens = {} } = run.state.elements.get(scope) ?? {};
  if (own(gateways, node.id) !== undefined) return;
  const filled = node.incoming.filter(({ id }) => tokensOn(tokens, id) > 0).map(({ id }) => id);
  if (filled.length === 0 || !isActivated(run, node, scope, tokens)) return;
  const rest = node.incoming.filter(({ id }) => !filled.includes(id)).map(({ id }) => id);
  emit(run, { type: 'token.joined', scope, flows: filled, element: node.id });
  if (rest.length > 0) emit(run, { type: 'gateway.awaits', scope, element: node.id, flows: rest });
  enterPassing(run, { node, scope }, (entering) => {
    passThrough(run, entering, outgoing(run, node, scope, true));
  });
  if (rest.length === 0) afterReset(run, node, scope);
}

/** Everything that was awaited has come or can't come any more. */
export function resetComplex(run: Run, node: Node, scope: string): void {
  const awaited = own(run.state.elements.get(scope)?.gateways, node.id) ?? [];
  const tokens = run.state.elements.get(scope)?.tokens ?? {};
  const filled = awaited.filter((flow) => tokensOn(tokens, flow) > 0);
  if (filled.length > 0) emit(run, { type: 'token.joined', scope, flows: filled, element: node.id });
  emit(run, { type: 'gateway.awaits', scope, element: node.id, flows: [] });
  touch(run, scope);
  afterReset(run, node, scope);
}

/** Its tokens are consumed by now, so trouble is an incident beside them. Those that came twice may be enough for a new start. */
function afterReset(run: Run, node: Node, scope: string): void {
  attempt(run, scope, node.id, () => {
    leaveAgain(run, node, scope);
    activate(run, node, scope);
  });
}

/**
 * On reset every condition is evaluated once more, now with `waitingForStart = false`; the default flow is taken when none is true.
 * No exception when nothing is: resetting need not produce anything. A flow without a condition belongs to the first phase, else no
 * gateway could be the discriminator that the standard says it is (WCP-9). Nor does one with a single way in repeat what it just
 * did: it has nothing to wait for, so its two phases are one moment, and only conditions that name the phase tell them apart.
 */
function leaveAgain(run: Run, node: Node, scope: string): void {
  const joins = node.incoming.length > 1;
  const conditional = node.outgoing.filter((flow) => flow.condition !== null && flow !== node.defaultFlow);
  const again = conditional.filter((flow) => (joins || flow.usesWaitingForStart) && isTrue(run, flow, scope, false));
  if (again.length > 0) passThrough(run, { node, scope }, again);
  else if (joins && conditional.length > 0 && node.defaultFlow !== null)
    passThrough(run, { node, scope }, [node.defaultFlow]);
}

/** Without a condition the first token activates it. */
function isActivated(run: Run, node: Node, scope: string, tokens: Readonly<Record<string, number>>): boolean {
  if (node.activation === null) return true;
  const counts: Record<string, JsonValue> = {};
  let activationCount = 0;
  for (const { id } of node.incoming) {
    counts[id] = tokensOn(tokens, id);
    activationCount += tokensOn(tokens, id) > 0 ? 1 : 0;
  }
  return evaluateCondition(node.activation, run, scope, { ...counts, activationCount });
}

function outgoing(run: Run, node: Node, scope: string, waitingForStart: boolean): readonly Flow[] {
  if (!node.conditional) return node.outgoing;
  const flows = node.outgoing.filter((flow) => flow !== node.defaultFlow && isTrue(run, flow, scope, waitingForStart));
  if (flows.length > 0) return flows;
  if (node.defaultFlow !== null) return [node.defaultFlow];
  throw trouble('NO_FLOW_TAKEN', { element: node.id, flows: node.outgoing.map(({ id }) => id).join(', ') });
}

function isTrue(run: Run, flow: Flow, scope: string, waitingForStart: boolean): boolean {
  return flow.condition === null || evaluateCondition(flow.condition, run, scope, { waitingForStart });
}
