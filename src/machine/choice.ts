// Which flows a token leaves by: BPMN 2.0.2 §13.4 (exclusive, inclusive) and §13.3.1 (conditional flows from activities).
import { evaluateCondition } from './expression.ts';
import type { Flow, Node } from './graph.ts';
import type { Run } from './run.ts';
import { trouble } from './trouble.ts';

/** The first flow whose condition is true, else the default. Throws trouble NO_FLOW_TAKEN. */
export function chooseOne(run: Run, node: Node, scope: string): readonly Flow[] {
  if (node.outgoing.length <= 1 && !node.conditional) return node.outgoing;
  for (const flow of node.outgoing) {
    if (flow === node.defaultFlow) continue;
    if (flow.condition === null || evaluateCondition(flow.condition, run, scope)) return [flow];
  }
  return defaultOf(node);
}

/**
 * From an activity: every unconditional flow, every flow whose condition is true, and the default when no condition was.
 * Throws trouble NO_FLOW_TAKEN when that is nothing.
 */
export function chooseSome(run: Run, node: Node, scope: string): readonly Flow[] {
  if (!node.conditional) return node.outgoing;
  const isTrue = (flow: Flow): boolean => flow.condition !== null && evaluateCondition(flow.condition, run, scope);
  const always = node.outgoing.filter((flow) => flow !== node.defaultFlow && flow.condition === null);
  const chosen = node.outgoing.filter((flow) => flow !== node.defaultFlow && isTrue(flow));
  if (chosen.length > 0 || (always.length > 0 && node.defaultFlow === null)) return [...always, ...chosen];
  return [...always, ...defaultOf(node)];
}

function defaultOf(node: Node): readonly Flow[] {
  if (node.defaultFlow !== null) return [node.defaultFlow];
  throw trouble('NO_FLOW_TAKEN', { element: node.id, flows: node.outgoing.map((flow) => flow.id).join(', ') });
}
