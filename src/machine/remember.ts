// What has completed and could be compensated later is remembered in its scope, with a snapshot of its data (BPMN 2.0.2 §13.5.5).
import type { CompensationRecord } from '../model/events.ts';
import type { Node, Run } from './graph.ts';
import { emit } from './run.ts';

/** Called as an activity completes: what could be compensated later is remembered in its scope (or loop body). */
export function remember(run: Run, node: Node, id: string): void {
  if (!node.compensable) return;
  const instance = run.state.elements[id];
  if (instance?.parent === undefined || instance.compensates !== undefined) return;
  const record: { -readonly [K in keyof CompensationRecord]: CompensationRecord[K] } = { id, element: node.id };
  if (instance.variables !== undefined) record.variables = instance.variables;
  if (instance.completed !== undefined) record.inner = instance.completed;
  // Of a repeated activity its rounds are compensated; without any there is nothing to undo.
  const nothingOwn = (node.handler === null && node.compensationSubprocess === null) || instance.loop !== undefined;
  if (nothingOwn && record.inner === undefined) return;
  emit(run, { type: 'compensation.recorded', scope: instance.parent, record });
}
