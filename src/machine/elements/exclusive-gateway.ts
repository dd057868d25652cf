// Exclusive gateway (BPMN 2.0.2 §13.4.2): every token passes by itself; the first true condition takes it.
import type { PassingBehaviour } from '../graph.ts';
import { chooseOne } from '../choice.ts';
import { passThrough } from '../passing.ts';

export const exclusiveGateway: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    passThrough(run, token, chooseOne(run, node, token.scope));
  },
};
