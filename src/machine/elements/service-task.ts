// Service task (BPMN 2.0.2 §13.3.3): a job, done by a handler in process or a worker outside.
import type { ActivityBehaviour } from '../graph.ts';
import { prepareJob } from '../job.ts';

export const serviceTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => prepareJob(run, node.job, node.id, id),
};
