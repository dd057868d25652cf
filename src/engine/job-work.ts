// What a worker needs besides the row of its job: the same for a handler in process and for a worker outside.
import type { Variables } from '../model/json.ts';
import { checkInput } from './declared-types.ts';
import type { Definitions } from './definitions/definitions.ts';
import type { InstanceRow, JobRow, Store } from './ports.ts';
import { stateOf } from './state-of.ts';
import { partId } from './views.ts';
import { visibleVariables } from './visible-variables.ts';

export interface JobWork {
  /** Everything visible where the job was created. */
  readonly variables: Variables;
  /** The same at every delivery of this job: for the system that the worker calls. */
  readonly idempotencyKey: string;
}

interface JobAtHand extends JobWork {
  /** Attempts that have failed so far. */
  readonly failures: number;
  readonly instance: InstanceRow | null;
}

/** Throws EngineError STORE_CORRUPT: its instance cannot be read. */
export async function jobWork({ instanceId, jobId }: JobRow, store: Store): Promise<JobAtHand> {
  const instance = await store.instance(instanceId);
  const state = instance === null ? null : stateOf(instance, store);
  const open = state?.jobs[jobId];
  const variables = state === null ? {} : visibleVariables(state, open?.on);
  return { variables, idempotencyKey: partId(instanceId, jobId), failures: open?.failures ?? 0, instance };
}

/** Throws EngineError VARIABLES_INVALID: what the work is given is not what the process declares. */
export async function checkWork(
  { element }: JobRow,
  { instance, variables }: JobAtHand,
  definitions: Definitions,
): Promise<void> {
  if (instance === null) return;
  const { types } = await definitions.byHash(instance.process, instance.definition);
  checkInput(types, element, variables);
}
