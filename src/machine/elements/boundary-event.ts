// Boundary events (BPMN 2.0.2 §13.5.3, §10.5.4): interrupting ones end their activity, others run beside it.
import type { PassingBehaviour } from '../graph.ts';
import { passThrough } from '../passing.ts';
import { terminate } from '../terminate.ts';
import { leaveAgain, leaveCaught, prepareCaught } from '../catching.ts';

export const boundaryEvent: PassingBehaviour = {
  kind: 'passing',
  // No sequence flow leads here: entered only again after an incident on the way out.
  enter: (run, _node, token) => {
    if (!leaveAgain(run, token)) passThrough(run, token);
  },
  trigger: (run, node, on, payload) => {
    const host = run.state.elements.get(on);
    if (host === undefined) return;
    const scope = host.parent ?? '';
    const caught = prepareCaught(run, node, on, payload);
    if (node.interrupting) terminate(run, on);
    leaveCaught(run, { node, scope }, caught);
  },
};
