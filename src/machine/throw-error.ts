// Throwing BPMN errors and escalations. An error that nobody catches ends the instance; an escalation goes unheard.
import type { Variables } from '../model/json.ts';
import { findCatcher, type Catcher } from './catchers.ts';
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
  emit(run, {
    type: 'error.thrown',
    element,
    code,
    caughtBy: catcher?.node.id ?? null,
    ...(message === undefined ? {} : { message }),
    ...forCaller(run, catcher, variables),
  });
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
  emit(run, {
    type: 'escalation.thrown',
    element,
    code,
    caughtBy: catcher?.node.id ?? null,
    ...forCaller(run, catcher, variables),
  });
  if (catcher !== null) trigger(run, catcher.on, catcher.node.id, variables, catcher.part);
}

/** What is caught here tells its variables by what the catcher does with them; what goes on to the caller takes them along. */
function forCaller(run: Run, catcher: Catcher | null, variables: Variables): { readonly variables?: Variables } {
  return catcher === null && run.state.caller !== undefined ? { variables } : {};
}
