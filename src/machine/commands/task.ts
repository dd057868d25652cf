// task.*: what people do with a human task. The lifecycle table says what is possible; authority was decided before.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { OpenTask } from '../../model/instance-state.ts';
import { humanTaskTable, type HumanTaskEvent } from '../../lifecycle/index.ts';
import type { TaskState } from '../../model/events.ts';
import type { Variables } from '../../model/json.ts';
import { completeLive } from '../activity.ts';
import { checkExtension, clockExtend } from './clock.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { throwError } from '../throw-error.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function taskClaim(run: Run, { taskId, by }: Of<'task.claim'>): void {
  change(run, taskId, 'claim', by);
}

export function taskAssign(run: Run, { taskId, to }: Of<'task.assign'>): void {
  change(run, taskId, 'assign', to);
}

export function taskRelease(run: Run, { taskId }: Of<'task.release'>): void {
  change(run, taskId, 'release', null);
}

export function taskStart(run: Run, { taskId, by }: Of<'task.start'>): void {
  change(run, taskId, 'start', by);
}

export function taskComplete(run: Run, { taskId, variables, by, principal }: Of<'task.complete'>): void {
  const task = allowed(run, taskId, 'complete');
  if (task.obligation !== undefined) {
    completeDuty(run, taskId, task.obligation.clockId, variables, by);
    return;
  }
  const instance = run.state.elements.get(task.on);
  const element = instance?.element ?? '';
  const closed = { type: 'task.closed', taskId, element, outcome: 'completed' } as const;
  if (by === undefined) emit(run, closed);
  else {
    // Four eyes count for who acted and for whom it was done.
    const remember = principal === undefined ? [by] : [by, principal];
    emit(run, nodeOf(run, element).remembered ? { ...closed, by, remember } : { ...closed, by });
  }
  if (instance !== undefined) completeLive(run, task.on, instance, variables);
}

/** The person reports a BPMN error instead of a result. */
export function taskThrowError(run: Run, { taskId, errorCode, variables, by }: Of<'task.throwError'>): void {
  const task = allowed(run, taskId, 'fail');
  if (task.obligation !== undefined) throw engineError('TASK_STATE', { taskId, state: task.state, action: 'fail' });
  const element = run.state.elements.get(task.on)?.element ?? '';
  const closed = { type: 'task.closed', taskId, element, outcome: 'failed' } as const;
  emit(run, by === undefined ? closed : { ...closed, by });
  throwError(run, task.on, element, errorCode, variables);
}

/** A duty is done; with `extension` (a length) and `reason` it also moves the deadline, which the policy may refuse. */
function completeDuty(run: Run, taskId: string, clockId: string, variables: Variables, by: string | undefined): void {
  const { extension, reason } = variables;
  const closed = { type: 'task.closed', taskId, element: run.state.process, outcome: 'completed' } as const;
  // A refusal must come before the first event.
  const extend = typeof extension === 'string' && extension !== '';
  const why = typeof reason === 'string' ? reason : '';
  if (extend) checkExtension(run, { type: 'clock.extend', clockId, plan: extension, reason: why });
  emit(run, by === undefined ? closed : { ...closed, by });
  if (extend) clockExtend(run, { type: 'clock.extend', clockId, plan: extension, reason: why });
}

function change(run: Run, taskId: string, event: HumanTaskEvent, assignee: string | null): void {
  const task = allowed(run, taskId, event);
  const state = humanTaskTable[task.state][event] as TaskState;
  emit(run, { type: 'task.changed', taskId, state, assignee });
}

/** The open task, when its lifecycle allows the event. */
function allowed(run: Run, taskId: string, event: HumanTaskEvent): OpenTask {
  const task = run.state.tasks.get(taskId);
  if (task === undefined) throw engineError('TASK_UNKNOWN', { taskId });
  if (humanTaskTable[task.state][event] === undefined)
    throw engineError('TASK_STATE', { taskId, state: task.state, action: event });
  return task;
}
