// An event-based gateway waits for the first of several events: what may follow it, and how (BPMN 2.0.2 §10.6.6).
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ElementModel } from '../../model/process-model.ts';
import type { LintContext } from '../context.ts';
import { labelOf } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const eventGateway: Rule = {
  id: 'event-gateway',
  codes: [
    'EVENT_GATEWAY_TARGET',
    'EVENT_GATEWAY_TARGET_SHARED',
    'EVENT_GATEWAY_RECEIVE_BOUNDARY',
    'EVENT_GATEWAY_SINGLE',
    'EVENT_GATEWAY_INCOMING',
  ],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => element.type === 'eventBasedGateway')
      .flatMap((gateway) => [...own(gateway), ...targets(gateway, context)]),
};

const mayFollow = ['message', 'signal', 'timer', 'conditional'];

function own(gateway: ElementModel): Diagnostic[] {
  return [
    ...(gateway.outgoing.length < 2 ? [finding('EVENT_GATEWAY_SINGLE', 'error', gateway)] : []),
    ...(gateway.eventGateway?.instantiate === true && gateway.incoming.length > 0
      ? [finding('EVENT_GATEWAY_INCOMING', 'error', gateway)]
      : []),
  ];
}

function targets(gateway: ElementModel, context: LintContext): Diagnostic[] {
  return gateway.outgoing.flatMap((id) => {
    const flow = context.flows.get(id);
    const target = flow === undefined ? undefined : context.elements.get(flow.target);
    if (flow === undefined || target === undefined) return [];
    const params = { target: labelOf(target), type: target.type };
    return [
      ...(isEvent(target) ? [] : [finding('EVENT_GATEWAY_TARGET', 'error', gateway, params, flow.at)]),
      ...(target.incoming.length > 1
        ? [finding('EVENT_GATEWAY_TARGET_SHARED', 'error', gateway, params, target.at)]
        : []),
      ...(target.type === 'receiveTask' && context.boundariesOf.has(target.id)
        ? [finding('EVENT_GATEWAY_RECEIVE_BOUNDARY', 'error', gateway, params, target.at)]
        : []),
    ];
  });
}

function isEvent(target: ElementModel): boolean {
  if (target.type === 'receiveTask') return true;
  if (target.type !== 'intermediateCatchEvent') return false;
  return (target.events ?? []).every((event) => mayFollow.includes(event.kind));
}
