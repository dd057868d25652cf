// Start events (BPMN 2.0.2 §13.5.1): at the top they begin the instance; in an event subprocess they start it when triggered.
// A parallel multiple one at the top begins the instance with its first event; the token waits in it for the others.
import { completeCatch, leaveCaught, prepareCaught, waitAt } from '../catching.ts';
import { triggerEventSubprocess } from '../event-subprocess.ts';
import type { Node, PassingBehaviour } from '../graph.ts';
import { passThrough } from '../passing.ts';
import { trigger } from '../trigger.ts';
import { closeWait } from '../waits.ts';

export const startEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, node, token) => {
    if (token.part === undefined || node.element?.parallelMultiple !== true || node.events.length < 2) {
      // What began the instance has brought its variables; in an event subprocess they were taken when it was triggered.
      if (takesData(node)) leaveCaught(run, token, prepareCaught(run, node, token.scope, {}));
      else passThrough(run, token);
      return;
    }
    const on = waitAt(run, token, [node]);
    for (const wait of [...(run.state.elements.get(on)?.waits ?? [])]) {
      const { part } = run.state.subscriptions.get(wait) ?? run.state.timers.get(wait) ?? {};
      if (part === token.part) closeWait(run, wait, 'happened');
    }
    trigger(run, on, node.id, {}, token.part);
  },
  trigger: (run, node, on, payload) => {
    if (run.state.elements.get(on)?.element === node.id) completeCatch(run, node, on, payload);
    else triggerEventSubprocess(run, node, on, payload);
  },
};

function takesData({ scope, outputs, dataOutputs }: Node): boolean {
  return scope?.type === 'process' && outputs.length + dataOutputs.length > 0;
}
