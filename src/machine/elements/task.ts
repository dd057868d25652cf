// Abstract and manual tasks (BPMN 2.0.2 §13.3.3): done outside of any system, so they are over as soon as they begin.
import type { ActivityBehaviour } from '../graph.ts';
import { completeActivity } from '../activity.ts';

export const task: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, _node, id) => () => {
    completeActivity(run, id, {});
  },
};
