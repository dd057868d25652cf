// Which flows get tokens when an element is left: BPMN 2.0.2 §13.3.1, §13.4, table 10.3 (default flow of an activity).
import type { ElementModel } from 'quytrinh/model';
import { isTrue, type Values } from './condition.ts';
import { elementOf, flowOf, isScope, isTask, type Diagram } from './diagram.ts';

/** The flows to put a token on, with repetitions; null: the model offers no way out, an operator has to help. */
export function waysTaken(diagram: Diagram, id: string, values: Values): string[] | null {
  const element = elementOf(diagram, id);
  if (element.outgoing.length === 0) return [];
  if (element.type === 'exclusiveGateway') {
    const first = element.outgoing.find(
      (flow) => flow !== element.defaultFlow && isTrue(flowOf(diagram, flow).condition?.text ?? 'true', values),
    );
    const taken = first ?? element.defaultFlow;
    return taken === undefined ? null : [taken];
  }
  if (element.type === 'inclusiveGateway' || element.type === 'complexGateway') {
    const seen = element.type === 'complexGateway' ? { ...values, waitingForStart: true } : values;
    const taken = element.outgoing.filter(
      (flow) => flow !== element.defaultFlow && isTrue(flowOf(diagram, flow).condition?.text ?? 'true', seen),
    );
    if (taken.length > 0) return taken;
    return element.defaultFlow === undefined ? null : [element.defaultFlow];
  }
  if (!isTask(element) && !isScope(element)) return [...element.outgoing];
  const conditional = element.outgoing.filter((flow) => flowOf(diagram, flow).condition !== undefined);
  const plain = element.outgoing.filter((flow) => !conditional.includes(flow) && flow !== element.defaultFlow);
  const met = conditional.filter(
    (flow) => flow !== element.defaultFlow && isTrue(flowOf(diagram, flow).condition?.text ?? 'true', values),
  );
  const fallback = met.length === 0 && element.defaultFlow !== undefined ? [element.defaultFlow] : [];
  const taken = [...plain, ...met, ...fallback];
  return taken.length === 0 ? null : times(taken, element);
}

function times(flows: readonly string[], { completionQuantity = 1 }: ElementModel): string[] {
  return Array.from({ length: completionQuantity }, () => flows).flat();
}

/** Tasks that nobody does and nothing ends are done at once. */
export function instantly(element: ElementModel): boolean {
  if (element.decision !== undefined) return true;
  return isTask(element) && element.type !== 'callActivity' && !awaited.has(element.type);
}

const awaited: ReadonlySet<string> = new Set(['userTask', 'serviceTask', 'businessRuleTask', 'receiveTask']);
