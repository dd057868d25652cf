// Conditions stand where they are evaluated: on flows that leave exclusive and inclusive gateways and activities
// (BPMN 2.0.2 §8.3.13, §13.4). A split without a default may leave a dossier stuck.
import type { Diagnostic } from '../../model/diagnostic.ts';
import { elementTypes } from '../../model/element-types.ts';
import type { ElementModel, FlowModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { flowLabel } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const flowConditions: Rule = {
  id: 'flow-conditions',
  codes: ['FLOW_CONDITION_MISSING', 'FLOW_CONDITION_UNUSED', 'FLOW_DEFAULT_MISSING'],
  check: (context) => [...context.elements.values()].flatMap((element) => check(element, context)),
};

function check(element: ElementModel, context: LintContext): Diagnostic[] {
  const flows = element.outgoing.flatMap((id) => context.flows.get(id) ?? []);
  const tell = (code: 'FLOW_CONDITION_MISSING' | 'FLOW_CONDITION_UNUSED', flow: FlowModel): Diagnostic =>
    finding(code, 'warning', element, { flow: flowLabel(flow, context) }, flow.at);
  const unused = flows.filter(
    (flow) => flow.condition !== undefined && (!evaluates(element) || flow.id === element.defaultFlow),
  );
  const chooses = element.type === 'exclusiveGateway' || element.type === 'inclusiveGateway';
  const missing =
    chooses && flows.length > 1
      ? flows.filter((flow) => flow.condition === undefined && flow.id !== element.defaultFlow)
      : [];
  const stuck =
    evaluates(element) &&
    flows.length > 0 &&
    element.defaultFlow === undefined &&
    flows.every((flow) => flow.condition !== undefined);
  return [
    ...unused.map((flow) => tell('FLOW_CONDITION_UNUSED', flow)),
    ...missing.map((flow) => tell('FLOW_CONDITION_MISSING', flow)),
    ...(stuck ? [finding('FLOW_DEFAULT_MISSING', 'info', element)] : []),
  ];
}

function evaluates(element: ElementModel): boolean {
  if (elementTypes[element.type] === 'event') return false;
  return element.type !== 'parallelGateway' && element.type !== 'eventBasedGateway';
}
