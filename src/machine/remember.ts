// What has completed and could be compensated later is remembered in its scope, with a snapshot of its data (BPMN 2.0.2 §13.5.5).
import type { CompensationRecord } from '../model/events.ts';
import type { Node, Run } from './graph.ts';
import { emit } from './run.ts';

/**
 * Called as an activity completes: what could be compensated later is remembered in its scope (or loop body), a called process
 * as a whole for its caller.
 */
export function remember(run: Run, node: Node, id: string): void {
  if (!node.compensable) return;
  const { elements, caller, reopened } = run.state;
  const instance = elements.get(id);
  if (instance === undefined || instance.compensates !== undefined) return;
  if (instance.parent === undefined && (caller === undefined || reopened === true)) return;
  const record: { -readonly [K in keyof CompensationRecord]: CompensationRecord[K] } = { id, element: node.id };
  // The variables of the process itself stay in the state anyway.
  if (instance.variables !== undefined && instance.parent !== undefined) record.variables = instance.variables;
  if (instance.completed !== undefined) record.inner = instance.completed;
  if (instance.called !== undefined && node.handler === null) record.call = instance.called;
  // Of a repeated activity its rounds are compensated; without any there is nothing to undo.
  const nothingOwn = (node.handler === null && node.compensationSubprocess === null) || instance.loop !== undefined;
  if (nothingOwn && record.inner === undefined && record.call === undefined) return;
  emit(run, { type: 'compensation.recorded', scope: instance.parent ?? '', record });
}
