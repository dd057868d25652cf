// Intermediate throw events (BPMN 2.0.2 §13.5.2): the token goes on and the event is thrown; what it interrupts, it interrupts
// with the token already on its way. A link goes on at its target. The token of a compensation waits until all is undone.
import type { PassingBehaviour } from '../graph.ts';
import { stayToCompensate } from '../compensation.ts';
import { passThrough } from '../passing.ts';
import { throwEvents } from '../throw-events.ts';

export const intermediateThrowEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const throwAll = throwEvents(run, node, token.scope);
    const live = stayToCompensate(run, token);
    if (live !== null) {
      throwAll(live);
      return;
    }
    passThrough(run, token);
    if (node.linkTarget !== null) run.queue.push({ node: node.linkTarget, scope: token.scope });
    throwAll();
  },
};
