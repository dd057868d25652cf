// Embedded subprocess (BPMN 2.0.2 §13.3.4): a scope inside the process.
import type { ActivityBehaviour } from '../graph.ts';
import { emit } from '../run.ts';
import { prepareScope } from '../scope.ts';

export const subProcess: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    const begin = prepareScope(run, node, id);
    return () => {
      // A scope has variables of its own from the start, so that results can find it.
      if (run.state.elements.get(id)?.variables === undefined)
        emit(run, { type: 'variables.set', scope: id, values: {} });
      begin();
    };
  },
};
