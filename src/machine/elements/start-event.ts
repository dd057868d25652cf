// Start events (BPMN 2.0.2 §13.5.1): at the top they begin the instance; in an event subprocess they start it when triggered.
import type { PassingBehaviour } from '../graph.ts';
import { triggerEventSubprocess } from '../event-subprocess.ts';
import { passThrough } from '../passing.ts';

export const startEvent: PassingBehaviour = {
  kind: 'passing',
  enter: (run, _node, token) => {
    passThrough(run, token);
  },
  trigger: triggerEventSubprocess,
};
