// Message flows run between pools, from what can send to what can receive (BPMN 2.0.2 §7.6.2).
import type { Diagnostic } from '../../model/diagnostic.ts';
import { elementTypes } from '../../model/element-types.ts';
import type { ElementModel, MessageFlowModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { labelOf } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const messageFlows: Rule = {
  id: 'message-flows',
  codes: ['MESSAGE_FLOW_SOURCE', 'MESSAGE_FLOW_TARGET', 'MESSAGE_FLOW_SAME_POOL'],
  check: (context) => context.model.messageFlows.flatMap((flow) => check(flow, context)),
};

function check(flow: MessageFlowModel, context: LintContext): Diagnostic[] {
  const source = context.elements.get(flow.sourceRef);
  const target = context.elements.get(flow.targetRef);
  const params = { flow: labelOf(flow) };
  const samePool =
    source !== undefined &&
    target !== undefined &&
    context.processOf.get(source.id) === context.processOf.get(target.id);
  return [
    ...(source !== undefined && !canSend(source)
      ? [finding('MESSAGE_FLOW_SOURCE', 'error', source, params, flow.at)]
      : []),
    ...(target !== undefined && !canReceive(target)
      ? [finding('MESSAGE_FLOW_TARGET', 'error', target, params, flow.at)]
      : []),
    ...(samePool ? [finding('MESSAGE_FLOW_SAME_POOL', 'error', source, params, flow.at)] : []),
  ];
}

function canSend({ type }: ElementModel): boolean {
  return elementTypes[type] === 'event'
    ? type === 'endEvent' || type === 'intermediateThrowEvent'
    : elementTypes[type] !== 'gateway';
}

function canReceive({ type }: ElementModel): boolean {
  return elementTypes[type] === 'event'
    ? type !== 'endEvent' && type !== 'intermediateThrowEvent'
    : elementTypes[type] !== 'gateway';
}
