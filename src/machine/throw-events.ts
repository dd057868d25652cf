// Throwing: what end events, intermediate throw events and send tasks do.
import { evaluateMappings } from './mapping.ts';
import type { EventPart, Node } from './graph.ts';
import { emit, type Run } from './run.ts';
import { terminateChildren } from './terminate.ts';
import { correlationKey } from './waits.ts';

/** Evaluates all that the event definitions need (this may fail) and gives the act that throws them. */
export function throwEvents(run: Run, node: Node, scope: string): () => void {
  const acts = node.events.map((part) => prepareThrow(run, node, scope, part));
  return () => {
    for (const act of acts) act();
  };
}

function prepareThrow(run: Run, node: Node, scope: string, part: EventPart): () => void {
  switch (part.kind) {
    case 'message': {
      const variables = evaluateMappings(run, scope, node.inputs);
      const key = part.evaluate === null ? undefined : correlationKey(part.evaluate(run, scope, variables), part.name);
      const thrown = { type: 'message.thrown', element: node.id, name: part.name, variables } as const;
      return () => {
        emit(run, key === undefined ? thrown : { ...thrown, key });
      };
    }
    case 'signal': {
      const variables = evaluateMappings(run, scope, node.inputs);
      return () => {
        emit(run, { type: 'signal.thrown', element: node.id, name: part.name, variables });
      };
    }
    case 'terminate':
      return () => {
        terminateChildren(run, scope);
        run.touched.add(scope);
      };
    default:
      return () => undefined; // refused when the file is compiled
  }
}
