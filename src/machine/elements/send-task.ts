// Send task (BPMN 2.0.2 §13.3.3): a job when it names one, else its message is thrown to the engine.
import type { Variables } from '../../model/json.ts';
import type { ActivityBehaviour, Node, Run } from '../graph.ts';
import { completeActivity } from '../activity.ts';
import { prepareJob } from '../job.ts';
import { throwEvents } from '../throw-events.ts';

export const sendTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    if (node.job !== null) return prepareJob(run, node.job, node.id, id);
    const throwAll = throwEvents(run, node, id, inputsTaken(run, node, id));
    return () => {
      throwAll();
      completeActivity(run, id, {});
    };
  },
};

/** What it took as its inputs when it began is what it sends. */
function inputsTaken({ state }: Run, { inputs }: Node, id: string): Variables {
  const own = state.elements.get(id)?.variables ?? {};
  const names = new Set(inputs.map(({ target }) => target[0]));
  return Object.fromEntries(Object.entries(own).filter(([name]) => names.has(name)));
}
