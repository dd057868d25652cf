// Throwing BPMN errors and escalations. An error that nobody catches ends the instance; an escalation goes unheard.
import type { Variables } from '../model/json.ts';
import { findCatcher } from './catchers.ts';
import { emit, type Run } from './run.ts';
import { terminateAll } from './terminate.ts';
import { trigger } from './trigger.ts';

/** `element` throws in the live element `from`. What catches an error ends what it listens on. */
export function throwError(
  run: Run,
  from: string,
  element: string,
  code: string,
  variables: Variables,
  message?: string,
): void {
  const catcher = findCatcher(run, from, 'error', code);
  const thrown = { type: 'error.thrown', element, code, caughtBy: catcher?.node.id ?? null } as const;
  emit(run, message === undefined ? thrown : { ...thrown, message });
  if (catcher !== null) {
    trigger(run, catcher.on, catcher.node.id, variables, catcher.part);
    return;
  }
  terminateAll(run);
  const why = { code, reason: 'ERROR_UNCAUGHT', params: { error: code, thrower: element } } as const;
  if (run.state.reopened === true) emit(run, { type: 'instance.compensated', outcome: 'failed', ...why });
  else emit(run, { type: 'instance.terminated', status: 'failed', ...why });
}

export function throwEscalation(run: Run, from: string, element: string, code: string, variables: Variables): void {
  const catcher = findCatcher(run, from, 'escalation', code);
  const thrown = { type: 'escalation.thrown', element, code, caughtBy: catcher?.node.id ?? null } as const;
  emit(run, catcher === null && run.state.caller !== undefined ? { ...thrown, variables } : thrown);
  if (catcher !== null) trigger(run, catcher.on, catcher.node.id, variables, catcher.part);
}
