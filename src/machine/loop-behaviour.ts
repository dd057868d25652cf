// The event behaviours of a multi-instance activity (BPMN 2.0.2 §10.3.8, table 10.30): `all` throws nothing, `none` throws at
// each completion, `one` at the first, `complex` whatever its conditions say. The event is caught on the activity's own
// boundary, as if thrown inside it.
import type { EventPart, Node } from './graph.ts';
import { evaluateCondition } from './expression.ts';
import { emit, type Run } from './run.ts';
import { throwError, throwEscalation } from './throw-error.ts';
import { throwSignal } from './throw-events.ts';

export function throwBehaviour(run: Run, node: Node, body: string): void {
  const { loop } = node;
  const done = run.state.elements[body]?.loop?.done ?? 0;
  if (loop?.kind !== 'multiInstance') return;
  switch (loop.behaviour.kind) {
    case 'all':
      return;
    case 'none':
      throwPart(run, node, body, loop.behaviour.event);
      return;
    case 'one':
      if (done === 1) throwPart(run, node, body, loop.behaviour.event);
      return;
    case 'complex':
      for (const { condition, event } of loop.behaviour.cases) {
        if (run.state.elements[body] === undefined) return; // an event before has ended it
        if (condition === null || evaluateCondition(condition, run, body)) throwPart(run, node, body, event);
      }
  }
}

function throwPart(run: Run, node: Node, body: string, part: EventPart | null): void {
  if (part === null || run.state.elements[body] === undefined) return;
  switch (part.kind) {
    case 'signal':
      throwSignal(run, node.id, part.name, {});
      return;
    case 'escalation':
      throwEscalation(run, body, node.id, part.name, {});
      return;
    case 'error':
      throwError(run, body, node.id, part.name, {});
      return;
    case 'message':
      emit(run, { type: 'message.thrown', element: node.id, name: part.name, variables: {} });
      return;
    default:
  }
}
