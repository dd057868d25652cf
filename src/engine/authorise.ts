// By what right somebody acts on a task: asked of `authority/`, written into the journal entry as it was at that moment.
import { decide } from '../authority/index.ts';
import type { Authority } from '../model/commands.ts';
import type { AuthorityAction, AuthorityRequest } from '../model/authority.ts';
import { engineError } from '../model/engine-error.ts';
import type { Instant, JsonObject } from '../model/json.ts';
import type { ProcessModel } from '../model/process-model.ts';
import type { LiveInstance } from './live-instances.ts';
import type { ResolvedOptions } from './options.ts';
import type { Store, TaskRow } from './ports.ts';

export interface TaskRight {
  readonly personId: string;
  readonly action: AuthorityAction;
  readonly taskId: string;
  /** Only authority to act for this person counts. */
  readonly onBehalfOf?: string;
}

/** `null` when the engine has no directory: then nobody's right is checked. Throws EngineError NOT_AUTHORISED. */
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
  const request = requestFor(row, right, live.machine.process, clock.now());
  const decision = decide(request, directory, grants, rules);
  if (decision.allowed) return decision.authority as unknown as JsonObject;
  const reason = decision.reasons.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join('; ');
  throw engineError('NOT_AUTHORISED', {
    personId: right.personId,
    action: right.action,
    taskName: row.task.name,
    reason,
  });
}

/** The question to ask of `authority/`: completing a task that signs is signing. */
export function requestFor(
  row: TaskRow,
  { personId, action, onBehalfOf }: Omit<TaskRight, 'taskId'>,
  { procedure }: ProcessModel,
  at: Instant,
): AuthorityRequest {
  return {
    personId,
    action: row.task.signs === true && action === 'complete' ? 'sign' : action,
    task: row.task,
    elementId: row.element,
    at,
    ...(procedure?.code === undefined ? {} : { procedureCode: procedure.code }),
    ...(procedure?.domainField === undefined ? {} : { domainField: procedure.domainField }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(row.assignee === null || row.assignee === personId ? {} : { heldBy: row.assignee }),
  };
}
