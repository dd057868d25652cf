// No flow leaves an end event (BPMN 2.0.2 §10.5.3).
import { flowLabel } from '../context.ts';
import type { Rule } from '../rule.ts';
import { finding } from '../rule.ts';

export const endEvent: Rule = {
  id: 'end-event',
  codes: ['END_EVENT_OUTGOING'],
  check: (context) =>
    [...context.elements.values()]
      .filter((element) => element.type === 'endEvent')
      .flatMap((element) =>
        element.outgoing.map((id) => {
          const flow = context.flows.get(id);
          const name = flow === undefined ? id : flowLabel(flow, context);
          return finding('END_EVENT_OUTGOING', 'error', element, { flow: name }, flow?.at);
        }),
      ),
};
