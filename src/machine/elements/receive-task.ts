// Receive task (BPMN 2.0.2 §13.3.3): waits for its message, or follows an event-based gateway that waits for it (§13.4.4).
import type { ActivityBehaviour } from '../graph.ts';
import { complete, completeActivity } from '../activity.ts';
import type { Node } from '../graph.ts';
import { nodeOf, type Run } from '../run.ts';
import { activate } from '../passing.ts';
import { prepareWaits } from '../waits.ts';

export const receiveTask: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => prepareWaits(run, id, [node]) ?? (() => undefined),
  trigger: (run, node, on, payload) => {
    const waiting = run.state.elements.get(on);
    if (waiting === undefined) return;
    completeActivity(run, waiting.element === node.id ? on : enterFrom(run, node, on), payload);
  },
};

/** The message came while the token waited at the event-based gateway `on` before the task: it goes on into the task. */
function enterFrom(run: Run, node: Node, on: string): string {
  const scope = run.state.elements.get(on)?.parent ?? '';
  const gateway = nodeOf(run, run.state.elements.get(on)?.element ?? '');
  const via = gateway.outgoing.find(({ target }) => target === node)?.id;
  complete(run, gateway, on);
  return activate(run, via === undefined ? { node, scope } : { node, scope, via });
}
