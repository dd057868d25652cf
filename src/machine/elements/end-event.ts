// End events (BPMN 2.0.2 §13.5.3): the token is consumed after the result is thrown.
import type { PassingBehaviour } from '../graph.ts';
import { stayToCompensate } from '../compensation.ts';
import { passThrough } from '../passing.ts';
import { throwEvents } from '../throw-events.ts';

export const endEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const throwAll = throwEvents(run, node, token.scope);
    const live = stayToCompensate(run, token);
    if (live !== null) {
      throwAll(live);
      return;
    }
    passThrough(run, token, []);
    throwAll();
  },
};
