// Intermediate catch events (BPMN 2.0.2 §13.5.2): the token waits until what it waits for happens.
import type { PassingBehaviour } from '../graph.ts';
import { completeCatch, leaveAgain, waitAt } from '../catching.ts';
import { passThrough } from '../passing.ts';

export const intermediateCatchEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    if (node.linkedFrom.length > 0 || node.events.some(({ kind }) => kind === 'link')) {
      passThrough(run, token);
      return;
    }
    if (!leaveAgain(run, token)) waitAt(run, token, [node]);
  },
  trigger: completeCatch,
};
