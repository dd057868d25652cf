// Call activity (BPMN 2.0.2 §13.3.4): the called process runs as an instance of its own; the engine starts it and brings its
// result back. Variables go in and come out by mappings, or whole when the model says so.
import { lookUpAll } from '../variables.ts';
import type { ActivityBehaviour } from '../graph.ts';
import { describe } from '../expression.ts';
import { emit, nextId } from '../run.ts';
import { trouble } from '../trouble.ts';

export const callActivity: ActivityBehaviour = {
  kind: 'activity',
  prepare: (run, node, id) => {
    const called = node.element?.called;
    const process = node.called?.(run, id) ?? null;
    if (called === undefined || typeof process !== 'string' || process === '') {
      throw trouble('CALL_UNKNOWN', { found: describe(process) });
    }
    const own = run.state.elements.get(id)?.variables ?? {};
    const variables = called.propagateAllParent ? lookUpAll(run, id) : own;
    const { binding, versionTag } = called;
    return () => {
      const started = {
        type: 'call.started',
        callId: nextId(run),
        id,
        element: node.id,
        process,
        binding,
        variables,
      } as const;
      emit(run, versionTag === undefined ? started : { ...started, versionTag });
    };
  },
};
