// Intermediate throw events (BPMN 2.0.2 §13.5.2): thrown, then the token goes on.
import type { PassingBehaviour } from '../behaviour.ts';
import { passThrough } from '../passing.ts';
import { throwEvents } from '../throw-events.ts';

export const intermediateThrowEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const throwAll = throwEvents(run, node, token.scope);
    throwAll();
    passThrough(run, token);
  },
};
