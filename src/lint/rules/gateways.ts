// A gateway has something to do, and does one thing: it joins or it splits (BPMN 2.0.2 §10.6.1).
import { elementTypes } from '../../model/element-types.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const gateways: Rule = {
  id: 'gateways',
  codes: ['GATEWAY_SINGLE', 'GATEWAY_MIXED'],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => elementTypes[element.type] === 'gateway' && element.type !== 'eventBasedGateway')
      .flatMap((element) => {
        const { incoming, outgoing } = element;
        if (incoming.length > 1 && outgoing.length > 1) {
          // A token that is merged and sent on by one exclusive gateway confuses nobody.
          return [finding('GATEWAY_MIXED', element.type === 'exclusiveGateway' ? 'info' : 'warning', element)];
        }
        return incoming.length === 1 && outgoing.length === 1 ? [finding('GATEWAY_SINGLE', 'info', element)] : [];
      }),
};
