// Inclusive gateway (BPMN 2.0.2 §13.4.3): puts a token on each flow whose condition is true; as a join it waits for every token
// that can still come (joins.ts asks that when no token is left to move).
import type { PassingBehaviour } from '../graph.ts';
import { chooseSome } from '../choice.ts';
import { passThrough } from '../passing.ts';
import { emit } from '../run.ts';

export const inclusiveGateway: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const { scope, via, retry } = token;
    if (node.incoming.length > 1 && via !== undefined && retry === undefined) {
      emit(run, { type: 'token.parked', scope, flow: via, element: node.id });
      return;
    }
    passThrough(run, token, chooseSome(run, node, scope));
  },
};
