// Call activities between instances: orders and results travel through the outbox, so that each arrives exactly once
// wherever a crash falls. The called instance knows its caller; the caller knows only its own call.
import { engineError, isEngineError } from '../model/engine-error.ts';
import { isLive } from '../model/instance-state.ts';
import type { Variables } from '../model/json.ts';
import { limits } from '../model/limits.ts';
import type { ReasonParams } from '../model/reasons.ts';
import type { Definitions, Deployed } from './definitions/definitions.ts';
import type { Executor, Step } from './execute.ts';
import type { OutboxRow, RowChange, Store } from './ports.ts';
import { thrownPrefix } from './put-off.ts';
import { stateOf } from './state-of.ts';
import { splitId } from './views.ts';

export interface CallParts {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly newId: () => string;
}

const actor = { kind: 'system', name: 'call' } as const;

/**
 * Carries out one row of a call, with the changes in the same step; null when there is nothing to do, since the other side has gone in the
 * meantime.
 */
export async function deliverCall(
  row: OutboxRow,
  changes: readonly RowChange[],
  parts: CallParts,
): Promise<Step | null> {
  try {
    return await carryOut(row, changes, parts);
  } catch (error) {
    if (!isEngineError(error) || !goneCodes.has(error.code)) throw error;
    return null;
  }
}

/** The called process can't be started: an incident of the caller. */
const refusals: ReadonlySet<string> = new Set([
  'DEFINITION_UNKNOWN',
  'DEFINITION_NOT_IN_FORCE',
  'DEFINITION_SUSPENDED',
  'START_NOT_POSSIBLE',
  'VARIABLES_INVALID',
  'CALL_TOO_DEEP',
]);
const goneCodes: ReadonlySet<string> = new Set(['CALL_UNKNOWN', 'INSTANCE_ENDED', 'INSTANCE_UNKNOWN']);

async function carryOut(row: OutboxRow, changes: readonly RowChange[], parts: CallParts): Promise<Step | null> {
  const { executor } = parts;
  const origin = { actor, idempotencyKey: thrownPrefix + row.id, changes };
  const { instanceId, part: callId } = splitId(row.key ?? '', 'CALL_UNKNOWN', 'callId');
  if (row.kind === 'callStart') {
    const { variables, depth } = row.variables as unknown as CallOrder;
    const caller = depth > 1 ? { instanceId, callId, depth } : { instanceId, callId };
    try {
      if (depth > limits.callDepth) throw engineError('CALL_TOO_DEEP', { process: row.name, limit: limits.callDepth });
      const deployed = await calledDefinition(row, parts);
      // The key names the call: whoever cancels it finds the instance by it.
      return await executor.begin(
        deployed,
        parts.newId(),
        { type: 'start', variables, caller },
        { ...origin, idempotencyKey: startKey(row.key) },
      );
    } catch (error) {
      if (!isEngineError(error) || !refusals.has(error.code)) throw error;
      return executor.execute(
        instanceId,
        { type: 'call.fail', callId, reason: error.code, params: error.params },
        origin,
      );
    }
  }
  if (row.kind === 'callCompensate') {
    // Put off, it may come when the caller waits for it no more.
    if (!(await isOpen(instanceId, callId, parts.store))) return null;
    try {
      const started = await executor.earlier(startKey(row.key));
      if (started === null) throw engineError('INSTANCE_UNKNOWN', { instanceId: row.key ?? '' });
      return await executor.execute(started.instanceId, { type: 'instance.compensate' }, origin);
    } catch (error) {
      // Not swallowed: the caller waits for it.
      if (!isEngineError(error) || !goneCodes.has(error.code)) throw error;
      return executor.execute(
        instanceId,
        { type: 'call.fail', callId, reason: error.code, params: error.params },
        origin,
      );
    }
  }
  if (row.kind === 'callCancel') {
    const started = await executor.earlier(startKey(row.key));
    if (started === null || !isLive(started.state)) return null;
    return executor.execute(
      started.instanceId,
      { type: 'instance.cancel', reason: 'CALLER_ENDED_CALL', params: { callerId: instanceId } },
      origin,
    );
  }
  if (row.kind === 'callEscalation') {
    return executor.execute(
      instanceId,
      { type: 'call.escalate', callId, code: row.name, variables: row.variables },
      origin,
    );
  }
  const result = row.variables as unknown as CallResult;
  return executor.execute(instanceId, commandFor(result, callId), origin);
}

async function isOpen(instanceId: string, callId: string, store: Store): Promise<boolean> {
  const row = await store.instance(instanceId);
  return row !== null && stateOf(row, store).calls[callId] !== undefined;
}

function commandFor(result: CallResult, callId: string) {
  if (result.outcome === 'completed') {
    const { variables, compensable } = result;
    const completed = { type: 'call.complete', callId, variables } as const;
    return compensable === true ? { ...completed, compensable } : completed;
  }
  if (result.outcome === 'error') {
    const { code: errorCode, variables, message } = result;
    const thrown = { type: 'call.throwError', callId, errorCode, variables } as const;
    return message === undefined ? thrown : { ...thrown, message };
  }
  const { reason, params = {} } = result;
  const failed = { type: 'call.fail', callId, reason, params } as const;
  return result.cancelled === true ? { ...failed, cancelled: true as const } : failed;
}

async function calledDefinition(row: OutboxRow, { definitions }: CallParts): Promise<Deployed> {
  const { binding, versionTag, calledBy, definition } = row.variables as unknown as CallOrder;
  if (binding === 'deployment') return definitions.deployedWith(row.name, calledBy, definition);
  if (binding === 'latest') return definitions.inForce(row.name);
  return definitions.tagged(row.name, versionTag ?? '');
}

export function startKey(key: string | null): string {
  return `call:${key ?? ''}`;
}

interface CallOrder {
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag: string | null;
  /** Process of the caller, and hash of its definition. */
  readonly calledBy: string;
  readonly definition: string;
  /** Calls one inside the other down to this one. */
  readonly depth: number;
  readonly variables: Variables;
}
type CallResult =
  | { readonly outcome: 'completed'; readonly variables: Variables; readonly compensable?: true }
  | { readonly outcome: 'error'; readonly code: string; readonly variables: Variables; readonly message?: string }
  | { readonly outcome: 'failed'; readonly reason: string; readonly params?: ReasonParams; readonly cancelled?: true };
