// Send task (BPMN 2.0.2 §13.3.3): a job when it names one, else its message is thrown to the engine.
import type { ActivityBehaviour } from '../graph.ts';
import { completeActivity } from '../activity.ts';
import { prepareJob } from '../job.ts';
import { throwEvents } from '../throw-events.ts';

export const sendTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    if (node.job !== null) return prepareJob(run, node.job, node.id, id);
    const throwAll = throwEvents(run, node, id);
    return () => {
      throwAll();
      completeActivity(run, id, {});
    };
  },
};
