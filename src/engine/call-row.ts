// Which events of a step another instance must hear of: a call's order, its end, its cancelling, its compensation, an escalation.
// What has failed was told by the error that nobody caught.
import type { ProcessEvent } from '../model/events.ts';
import type { JsonObject, Variables } from '../model/json.ts';
import type { OutboxRow } from './ports.ts';
import type { ProjectionContext } from './projection-context.ts';

type CallEvent = Extract<
  ProcessEvent,
  {
    type:
      | 'call.started'
      | 'call.compensating'
      | 'call.closed'
      | 'error.thrown'
      | 'escalation.thrown'
      | 'instance.completed'
      | 'instance.compensated'
      | 'instance.terminated';
  }
>;

/** The outbox row an event asks for; null when it concerns no other instance. */
export function callRow(
  event: CallEvent,
  { instanceId, seq, at, state, process: calledBy, definition }: ProjectionContext,
  number: number,
): OutboxRow | null {
  const row = { id: `${instanceId}:${seq}:${number}`, createdAt: at };
  switch (event.type) {
    case 'call.started': {
      const { process, binding, versionTag = null, variables } = event;
      const { caller } = state;
      const depth = caller === undefined ? 1 : (caller.depth ?? 1) + 1;
      const order = { binding, versionTag, calledBy, definition, depth, variables };
      return {
        ...row,
        kind: 'callStart',
        name: process,
        key: `${instanceId}:${event.callId}`,
        variables: order as unknown as Variables,
      };
    }
    case 'call.compensating':
      return {
        ...row,
        kind: 'callCompensate',
        name: event.process,
        key: `${instanceId}:${event.callId}`,
        variables: {},
      };
    case 'call.closed':
      if (event.outcome !== 'cancelled') return null;
      return { ...row, kind: 'callCancel', name: '', key: `${instanceId}:${event.callId}`, variables: {} };
    case 'error.thrown': {
      const { caughtBy, code, message, variables = {} } = event;
      if (caughtBy !== null) return null;
      return endRow({ outcome: 'error', code, variables, ...(message === undefined ? {} : { message }) });
    }
    case 'escalation.thrown': {
      const { caller } = state;
      if (caller === undefined || event.caughtBy !== null) return null;
      const key = `${caller.instanceId}:${caller.callId}`;
      return { ...row, kind: 'callEscalation', name: event.code, key, variables: event.variables ?? {} };
    }
    case 'instance.completed':
      return endRow({
        outcome: 'completed',
        variables: state.output ?? {},
        ...(state.undo === undefined ? {} : { compensable: true }),
      });
    case 'instance.compensated': {
      const { outcome, reason = '', params = {} } = event;
      // A caller that compensates asks for no results.
      if (outcome === 'done') return endRow({ outcome: 'completed', variables: {} });
      return outcome === 'failed' ? null : endRow({ outcome: 'failed', reason, params, cancelled: true });
    }
    case 'instance.terminated': {
      const { status, reason, params = {} } = event;
      return status === 'failed' ? null : endRow({ outcome: 'failed', reason, params });
    }
  }

  function endRow(result: JsonObject): OutboxRow | null {
    const { caller } = state;
    if (caller === undefined) return null;
    return {
      ...row,
      kind: 'callEnd',
      name: state.process,
      key: `${caller.instanceId}:${caller.callId}`,
      variables: result,
    };
  }
}
