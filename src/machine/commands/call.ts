// call.*: how the process that a call activity started has ended.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { OpenCall } from '../../model/instance-state.ts';
import { completeActivity } from '../activity.ts';
import { compensated } from '../compensation.ts';
import { raise } from '../incident.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { throwError, throwEscalation } from '../throw-error.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function callComplete(run: Run, { callId, variables, compensable }: Of<'call.complete'>): void {
  const { on } = openCall(run, callId);
  const node = nodeOf(run, run.state.elements.get(on)?.element ?? '');
  const isUndone = isCompensating(run, on);
  const closed = { type: 'call.closed', callId, outcome: 'completed' } as const;
  emit(run, compensable === true ? { ...closed, compensable } : closed);
  if (isUndone) {
    compensated(run, node, on);
    return;
  }
  const all = node.element?.called?.propagateAllChild === true || node.outputs.length > 0;
  completeActivity(run, on, all ? variables : {});
}

export function callThrowError(run: Run, { callId, errorCode, message, variables = {} }: Of<'call.throwError'>): void {
  const { on } = openCall(run, callId);
  emit(run, { type: 'call.closed', callId, outcome: 'errorThrown' });
  throwError(run, on, run.state.elements.get(on)?.element ?? '', errorCode, variables, message);
}

/** An escalation that nobody caught in the called process; the call goes on unless it is caught by an interrupting event. */
export function callEscalate(run: Run, { callId, code, variables }: Of<'call.escalate'>): void {
  const { on } = openCall(run, callId);
  throwEscalation(run, on, run.state.elements.get(on)?.element ?? '', code, variables);
}

/**
 * Cancelled by an operator, or unknown to the engine: an incident; trying again starts the process anew, or asks it again to
 * compensate. A compensation that was cancelled can't be asked for again: the operator here says when the rest may go on.
 */
export function callFail(run: Run, { callId, reason, params = {}, cancelled }: Of<'call.fail'>): void {
  const { on, process } = openCall(run, callId);
  emit(run, { type: 'call.closed', callId, outcome: 'cancelled' });
  const code = cancelled === true && isCompensating(run, on) ? 'COMPENSATION_CANCELLED' : 'CALL_FAILED';
  raise(run, on, run.state.elements.get(on)?.element ?? '', code, { ...params, process, reason });
}

function openCall(run: Run, callId: string): OpenCall {
  const call = run.state.calls.get(callId);
  if (call === undefined) throw engineError('CALL_UNKNOWN', { callId });
  return call;
}

/** The call is over, and the process that was called is being compensated. */
export function isCompensating(run: Run, on: string): boolean {
  const { called, compensates } = run.state.elements.get(on) ?? {};
  return called !== undefined && compensates !== undefined;
}
