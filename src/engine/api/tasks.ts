// Tasks: the lists, and what people do with them. Every act is asked of `authority/`.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Variables } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { authorise } from '../authorise.ts';
import { checkVariables } from '../check-variables.ts';
import type { EngineParts } from '../parts.ts';
import type { Page, TaskQuery } from '../ports.ts';
import type { Receipt } from '../receipt.ts';
import { tasksFor } from '../tasks-for.ts';
import { splitId, taskView, viewPage, type Task } from '../views.ts';

export interface TaskActs {
  /**
   * Open tasks, the oldest first. `forPerson`: only those the person may do now, by own right or by a grant; a page may then
   * hold fewer than were asked for, and `next` alone tells the end. Without a directory: those that nobody else has claimed.
   */
  tasks(query?: TaskQuery & { readonly forPerson?: string }): Promise<Page<Task>>;
  /** Takes the task on oneself. EngineErrors TASK_UNKNOWN, TASK_STATE, NOT_AUTHORISED. */
  claim(taskId: string, act: PersonAct): Promise<Receipt>;
  /** Gives it back to all who may do it. EngineErrors as for `claim`. */
  release(taskId: string, act: PersonAct): Promise<Receipt>;
  /** Gives the task to the person `to`. EngineErrors as for `claim`; they are about `act.actor`, not about `to`. */
  assign(taskId: string, to: string, act: PersonAct): Promise<Receipt>;
  /** Says that work on it has begun. EngineErrors as for `claim`. */
  begin(taskId: string, act: PersonAct): Promise<Receipt>;
  /** EngineErrors TASK_UNKNOWN, TASK_STATE, NOT_AUTHORISED, CONFLICT, VARIABLES_INVALID. */
  complete(taskId: string, act: PersonAct & { readonly variables?: Variables }): Promise<Receipt>;
  /** The work ended with a BPMN error, reported by a person: caught by an error event of the process, or the instance fails. EngineErrors as for `complete`. */
  throwTaskError(taskId: string, act: PersonAct & ThrownError): Promise<Receipt>;
}

export interface PersonAct extends Act {
  readonly actor: string;
  /** Only authority to act for this person counts. */
  readonly onBehalfOf?: string;
  /** Serial of the certificate about to be used for a signature; absent: the best one on file. */
  readonly certSerial?: string;
}

/** How work ended with a BPMN error. */
export interface ThrownError {
  readonly errorCode: string;
  readonly message?: string;
  readonly variables?: Variables;
}

export function taskActs({ act, definitions, options, store }: EngineParts): TaskActs {
  const taskAct = (
    action: TaskAction,
    taskId: string,
    by: PersonAct,
    command: (part: string) => Command,
  ): Promise<Receipt> => {
    const { instanceId, part } = splitId(taskId, 'TASK_UNKNOWN', 'taskId');
    if (typeof by.actor !== 'string' || by.actor === '') throw engineError('ACTOR_MISSING', { action });
    const { onBehalfOf, certSerial } = by;
    const right = {
      personId: by.actor,
      action,
      taskId: part,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(certSerial === undefined ? {} : { certSerial }),
    };
    return act(instanceId, command(part), by, (live) => authorise(live, right, store, options));
  };

  return {
    tasks: async ({ forPerson, ...query } = {}) => {
      const page =
        forPerson === undefined
          ? await store.tasks(query)
          : await tasksFor(forPerson, query, store, definitions, options);
      return viewPage(page, taskView);
    },
    claim: async (taskId, by) =>
      taskAct('claim', taskId, by, (part) => ({ type: 'task.claim', taskId: part, by: by.actor })),
    release: async (taskId, by) => taskAct('release', taskId, by, (part) => ({ type: 'task.release', taskId: part })),
    assign: async (taskId, to, by) =>
      taskAct('assign', taskId, by, (part) => ({ type: 'task.assign', taskId: part, to })),
    begin: async (taskId, by) =>
      taskAct('start', taskId, by, (part) => ({ type: 'task.start', taskId: part, by: by.actor })),
    complete: async (taskId, by) => {
      const variables = checkVariables(by.variables);
      return taskAct('complete', taskId, by, (part) => ({
        type: 'task.complete',
        taskId: part,
        variables,
        by: by.actor,
      }));
    },
    throwTaskError: async (taskId, by) => {
      const variables = checkVariables(by.variables);
      const { errorCode, actor } = by;
      return taskAct('fail', taskId, by, (part) => ({
        type: 'task.throwError',
        taskId: part,
        errorCode,
        variables,
        by: actor,
      }));
    },
  };
}

type TaskAction = 'claim' | 'release' | 'assign' | 'start' | 'complete' | 'fail';
