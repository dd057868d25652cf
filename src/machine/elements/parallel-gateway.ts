// Parallel gateway (BPMN 2.0.2 §13.4.1): fires when there is a token on each incoming flow, one token of each is consumed
// (several tokens on one flow wait for the next firing), and puts a token on each outgoing flow.
import type { PassingBehaviour } from '../graph.ts';
import { passThrough } from '../passing.ts';
import { emit, touch } from '../run.ts';
import { tokensOn } from '../own.ts';

export const parallelGateway: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    const { scope, via } = token;
    if (node.incoming.length > 1 && via !== undefined) {
      emit(run, { type: 'token.parked', scope, flow: via, element: node.id });
      const tokens = run.state.elements.get(scope)?.tokens ?? {};
      // From the end: branches are mostly worked off from the first on.
      if (node.incoming.findLast((flow) => tokensOn(tokens, flow.id) === 0) !== undefined) {
        touch(run, scope);
        return;
      }
      emit(run, { type: 'token.joined', scope, flows: node.incoming.map((flow) => flow.id), element: node.id });
    }
    passThrough(run, { node, scope });
  },
};
