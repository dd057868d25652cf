// Event-based gateway (BPMN 2.0.2 §13.4.4): the first of the following events that happens takes the token.
import type { PassingBehaviour } from '../graph.ts';
import { waitAt } from '../catching.ts';

export const eventBasedGateway: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    waitAt(
      run,
      token,
      node.outgoing.map((flow) => flow.target),
    );
  },
};
