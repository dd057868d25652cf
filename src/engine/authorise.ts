// By what right somebody acts on a task: asked of `authority/`, written into the journal entry as it was at that moment.
import { plainState } from '../machine/index.ts';
import { decide } from '../authority/index.ts';
import type { Authority } from '../model/commands.ts';
import type { AuthorityAction, AuthorityRequest } from '../model/authority.ts';
import { engineError } from '../model/engine-error.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { isTrue } from './is-true.ts';
import type { LiveInstance } from './live-instances.ts';
import type { ResolvedOptions } from './options.ts';
import type { Store, TaskRow } from './ports.ts';
import { visibleVariables } from './visible-variables.ts';

export interface TaskRight {
  readonly personId: string;
  readonly action: AuthorityAction;
  readonly taskId: string;
  /** Only authority to act for this person counts. */
  readonly onBehalfOf?: string;
  /** Certificate about to be used. */
  readonly certSerial?: string;
}

/**
 * `null` when the engine has no directory: then nobody's right is checked. Throws EngineError NOT_AUTHORISED; its `cause` is the
 * list of coded reasons, for `authorityText`.
 */
export async function authorise(
  live: LiveInstance,
  right: TaskRight,
  store: Store,
  options: ResolvedOptions,
): Promise<Authority | null> {
  const { directory, grants, rules, clock } = options;
  if (directory === undefined) return null;
  const row = await store.task(live.instanceId, right.taskId);
  if (row === null) throw engineError('TASK_UNKNOWN', { taskId: `${live.instanceId}:${right.taskId}` });
  const request = requestFor(row, right, live.machine.process, () => plainState(live.state), clock.now());
  const decision = decide(request, directory, grants, rules);
  if (decision.allowed) return decision.authority;
  const { personId, action } = right;
  const reason = decision.reasons.map(({ code }) => code).join(', ');
  throw engineError('NOT_AUTHORISED', { personId, action, taskName: row.task.name, reason }, decision.reasons);
}

/** The question to ask of `authority/`: completing a task that signs is signing what the task puts out. */
export function requestFor(
  row: TaskRow,
  { personId, action, onBehalfOf, certSerial }: Omit<TaskRight, 'taskId'>,
  { procedure, elements }: ProcessModel,
  stateOf: () => InstanceState,
  at: Instant,
): AuthorityRequest {
  const documents = (elements.find(({ id }) => id === row.element)?.documents ?? [])
    .filter(({ direction }) => direction === 'out')
    .map(({ code, name }) => code ?? name);
  return {
    personId,
    action: row.task.signs === true && action === 'complete' ? 'sign' : action,
    task: row.task,
    elementId: row.element,
    at,
    holds: (feel) => {
      const state = stateOf();
      return isTrue(feel, visibleVariables(state, state.tasks[row.taskId]?.on), at);
    },
    ...(documents.length === 0 ? {} : { documents }),
    ...(procedure?.code === undefined ? {} : { procedureCode: procedure.code }),
    ...(procedure?.domainField === undefined ? {} : { domainField: procedure.domainField }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(certSerial === undefined ? {} : { certSerial }),
    ...(row.assignee === null || row.assignee === personId ? {} : { heldBy: row.assignee }),
  };
}
