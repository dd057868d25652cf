// Boundary events: attached to an activity of the same level, and never the target of a flow (BPMN 2.0.2 §10.5.4).
import { isActivity } from '../../model/element-types.ts';
import { flowLabel } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const boundary: Rule = {
  id: 'boundary',
  codes: ['BOUNDARY_INCOMING', 'BOUNDARY_NOT_ATTACHED'],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => element.type === 'boundaryEvent')
      .flatMap((element) => {
        const host = element.attachedTo === undefined ? undefined : context.elements.get(element.attachedTo);
        const attached = host !== undefined && isActivity(host.type) && host.scope === element.scope;
        return [
          ...(attached ? [] : [finding('BOUNDARY_NOT_ATTACHED', 'error', element)]),
          ...element.incoming.map((id) => {
            const flow = context.flows.get(id);
            const name = flow === undefined ? id : flowLabel(flow, context);
            return finding('BOUNDARY_INCOMING', 'error', element, { flow: name }, flow?.at);
          }),
        ];
      }),
};
