// From an act to the origin of its step, and from the step to the receipt that is given back.
import type { Actor, Command } from '../model/commands.ts';
import { engineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { InstanceStatus } from '../model/instance-state.ts';
import type { Act } from './act.ts';
import type { Origin, Step } from './execute.ts';

/** The answer to a command: it is durable, and this is what it caused. */
export interface Receipt {
  readonly instanceId: string;
  readonly seq: number;
  readonly status: InstanceStatus;
  readonly events: readonly ProcessEvent[];
  /** True when the idempotency key was used before. */
  readonly repeated: boolean;
}

export function actorOf({ actor }: Act): Actor | null {
  return actor === undefined ? null : { kind: 'person', personId: actor };
}

export function originOf({ actor, idempotencyKey, expectedSeq, inTransaction }: Act): Origin {
  return {
    actor: actorOf(actor === undefined ? {} : { actor }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(expectedSeq === undefined ? {} : { expectedSeq }),
    ...(inTransaction === undefined ? {} : { attach: inTransaction }),
  };
}

export function receipt({ instanceId, seq, events, status, repeated }: Step): Receipt {
  return { instanceId, seq, status, events, repeated };
}

/**
 * Whoever gives a key again may give other variables, never another command. `instanceId`: null for one that begins an
 * instance. Throws EngineError IDEMPOTENCY_MISMATCH.
 */
export function answer(step: Step, command: Command, instanceId: string | null, { idempotencyKey = '' }: Act): Receipt {
  const { command: before, repeated } = step;
  if (!repeated || before === null) return receipt(step);
  const part = (of: Command, name: string): unknown => (of as Readonly<Record<string, unknown>>)[name];
  const isSame = named.every((name) => part(before, name) === part(command, name));
  if (!isSame || (instanceId !== null && step.instanceId !== instanceId))
    throw engineError('IDEMPOTENCY_MISMATCH', { key: idempotencyKey });
  return receipt(step);
}

const named = ['type', 'taskId', 'jobId', 'incidentId'] as const;
