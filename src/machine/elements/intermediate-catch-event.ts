// Intermediate catch events (BPMN 2.0.2 §13.5.2): the token waits until what it waits for happens.
import type { PassingBehaviour } from '../behaviour.ts';
import { completeCatch, waitAt } from '../catching.ts';

export const intermediateCatchEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    waitAt(run, token, [node]);
  },
  trigger: completeCatch,
};
