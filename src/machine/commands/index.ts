// Every command and what carries it out; complete by its type.
import type { Command, CommandType } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import { invalidArgument } from '../../model/invalid.ts';
import { isLive } from '../../model/instance-state.ts';
import { clockExtend, clockPause, clockRecompute, clockResume } from './clock.ts';
import { deliverMessage, deliverSignal } from './deliver.ts';
import { adHocActivate } from './ad-hoc.ts';
import { compensateInstance } from '../compensation.ts';
import { callComplete, callEscalate, callFail, callThrowError } from './call.ts';
import { jobComplete, jobFail, jobThrowError } from './job.ts';
import { hold, isDelivery } from './held.ts';
import { instanceMigrate } from './migrate.ts';
import { instanceModify } from './modify.ts';
import { noticeConfirm } from './notice.ts';
import {
  incidentResolve,
  instanceCancel,
  instanceResume,
  instanceStop,
  instanceSuspend,
  variablesSet,
} from './operate.ts';
import type { Run } from '../run.ts';
import { start } from './start.ts';
import { taskAssign, taskClaim, taskComplete, taskRelease, taskStart, taskThrowError } from './task.ts';
import { timerFire } from './timer-fire.ts';

/**
 * Carries the command out up to its first events; `settle` then moves the tokens. Throws EngineError before any event:
 * ARGUMENT_INVALID when there is no such command, whatever the state.
 */
export function perform(run: Run, command: Command): void {
  const performer = byType.get(command.type);
  if (performer === undefined)
    throw invalidArgument('type', 'NOT_ONE_OF', {
      value: command.type,
      allowed: Object.keys(performers).join(', '),
    });
  if (!isPossible(run, command)) {
    throw engineError('INSTANCE_ENDED', { instanceId: run.state.process, status: run.state.status });
  }
  if (run.state.suspended === true && !whileSuspended.has(command.type) && !isTakenOver(run, command)) {
    if (!isDelivery(command)) throw engineError('INSTANCE_SUSPENDED', { instanceId: run.state.process });
    hold(run, command);
    return;
  }
  performer(run, command);
}

function isPossible({ state }: Run, { type }: Command): boolean {
  if (type === 'start') return state.counter === 0;
  if (type === 'instance.compensate') return state.status === 'completed' && state.undo !== undefined;
  // What is completed can't be withdrawn any more, even while it is compensated.
  if (type === 'instance.stop' && state.reopened === true) return false;
  return isLive(state) && state.counter > 0;
}

/** What was suspended with its version is suspended by itself from now on, and does not go on with the version. */
function isTakenOver({ state }: Run, command: Command): boolean {
  return command.type === 'instance.suspend' && command.definition === undefined && state.suspendedWith !== undefined;
}

const whileSuspended: ReadonlySet<CommandType> = new Set([
  'instance.resume',
  'instance.cancel',
  'instance.stop',
  'variables.set',
  'clock.recompute',
  'notice.confirm',
]);

const performers: { readonly [T in CommandType]: (run: Run, command: Extract<Command, { type: T }>) => void } = {
  start,
  'task.claim': taskClaim,
  'task.release': taskRelease,
  'task.assign': taskAssign,
  'task.start': taskStart,
  'task.complete': taskComplete,
  'task.throwError': taskThrowError,
  'job.complete': jobComplete,
  'job.fail': jobFail,
  'job.throwError': jobThrowError,
  'call.complete': callComplete,
  'call.throwError': callThrowError,
  'call.escalate': callEscalate,
  'call.fail': callFail,
  'instance.compensate': compensateInstance,
  'adHoc.activate': adHocActivate,
  'timer.fire': timerFire,
  'message.deliver': deliverMessage,
  'signal.deliver': deliverSignal,
  'variables.set': variablesSet,
  'incident.resolve': incidentResolve,
  'instance.modify': instanceModify,
  'instance.migrate': instanceMigrate,
  'instance.cancel': instanceCancel,
  'instance.suspend': instanceSuspend,
  'instance.resume': instanceResume,
  'clock.pause': clockPause,
  'clock.resume': clockResume,
  'clock.extend': clockExtend,
  'clock.recompute': clockRecompute,
  'instance.stop': instanceStop,
  'notice.confirm': noticeConfirm,
};

const byType = new Map(Object.entries(performers) as [CommandType, (run: Run, command: Command) => void][]);
