// Receive task (BPMN 2.0.2 §13.3.3): waits for its message.
import type { ActivityBehaviour } from '../behaviour.ts';
import { completeActivity } from '../activity.ts';
import { conversationOf } from '../catching.ts';
import { propagate } from '../variables.ts';
import { prepareWaits } from '../waits.ts';

export const receiveTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => prepareWaits(run, id, [node]) ?? (() => undefined),
  trigger: (run, node, on, payload) => {
    propagate(run, run.state.elements[on]?.parent ?? on, conversationOf(run, node, on, payload));
    completeActivity(run, on, payload);
  },
};
