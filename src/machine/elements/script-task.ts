// Script task (BPMN 2.0.2 §13.3.3) with a FEEL script; a script in another language is a job for a registered handler.
import type { ActivityBehaviour } from '../graph.ts';
import { completeActivity } from '../activity.ts';
import { prepareJob } from '../job.ts';

export const scriptTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    if (node.script === null) return prepareJob(run, node.job, node.id, id);
    const value = node.script.evaluate(run, id);
    const { resultVariable } = node.script;
    return () => {
      completeActivity(run, id, resultVariable === null ? {} : { [resultVariable]: value });
    };
  },
};
