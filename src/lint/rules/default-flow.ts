// The default flow is one of the element's own outgoing flows (BPMN 2.0.2 §8.3.13).
import { flowLabel } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const defaultFlow: Rule = {
  id: 'default-flow',
  codes: ['FLOW_DEFAULT_INVALID'],
  check: (context) =>
    [...context.elements.values()].flatMap((element) => {
      if (element.defaultFlow === undefined) return [];
      const flow = context.flows.get(element.defaultFlow);
      if (flow?.source === element.id) return [];
      return [
        finding('FLOW_DEFAULT_INVALID', 'error', element, {
          flow: flow === undefined ? element.defaultFlow : flowLabel(flow, context),
        }),
      ];
    }),
};
