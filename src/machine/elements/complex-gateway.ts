// Complex gateway (BPMN 2.0.2 §13.4.5). Waiting for start: each token makes it ask its activationCondition, which sees
// activationCount and the number of tokens on each flow; when true, one token of each filled flow is consumed and tokens
// leave by the true conditions. Then it waits for reset: for a token on every other flow, or until none can come; these
// are consumed, and tokens may leave again by conditions that ask for `waitingForStart = false`.
import type { JsonValue } from '../../model/json.ts';
import type { PassingBehaviour } from '../behaviour.ts';
import { evaluateCondition } from '../expression.ts';
import type { Flow, Node } from '../graph.ts';
import { passThrough } from '../passing.ts';
import { emit, type Run } from '../run.ts';
import { trouble } from '../trouble.ts';

export const complexGateway: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const { scope, via, retry } = token;
    if (node.incoming.length <= 1 || retry !== undefined) {
      passThrough(run, token, outgoing(run, node, scope, true));
      return;
    }
    if (via !== undefined) emit(run, { type: 'token.parked', scope, flow: via, element: node.id });
    run.touched.add(scope);
    if (run.state.elements[scope]?.gateways?.[node.id] !== undefined) return; // waits for reset
    const tokens = run.state.elements[scope]?.tokens ?? {};
    if (!isActivated(run, node, scope, tokens)) return;
    const filled = node.incoming.filter(({ id }) => (tokens[id] ?? 0) > 0).map(({ id }) => id);
    const flows = outgoing(run, node, scope, true);
    emit(run, { type: 'token.joined', scope, flows: filled, element: node.id });
    passThrough(run, { node, scope }, flows);
    const rest = node.incoming.filter(({ id }) => !filled.includes(id)).map(({ id }) => id);
    if (rest.length > 0) emit(run, { type: 'gateway.awaits', scope, element: node.id, flows: rest });
  },
};

/** Everything that was awaited has come or can't come any more. */
export function resetComplex(run: Run, node: Node, scope: string): void {
  const awaited = run.state.elements[scope]?.gateways?.[node.id] ?? [];
  const tokens = run.state.elements[scope]?.tokens ?? {};
  const filled = awaited.filter((flow) => (tokens[flow] ?? 0) > 0);
  if (filled.length > 0) emit(run, { type: 'token.joined', scope, flows: filled, element: node.id });
  emit(run, { type: 'gateway.awaits', scope, element: node.id, flows: [] });
  // No exception when none is true: resetting need not produce anything.
  const again = node.outgoing.filter(
    (flow) => flow.condition !== null && flow.usesWaitingForStart && isTrue(run, flow, scope, false),
  );
  if (again.length > 0) passThrough(run, { node, scope }, again);
  else run.touched.add(scope);
}

/** Without a condition the first token activates it. */
function isActivated(run: Run, node: Node, scope: string, tokens: Readonly<Record<string, number>>): boolean {
  if (node.activation === null) return true;
  const counts: Record<string, JsonValue> = {};
  let activationCount = 0;
  for (const { id } of node.incoming) {
    counts[id] = tokens[id] ?? 0;
    activationCount += (tokens[id] ?? 0) > 0 ? 1 : 0;
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
