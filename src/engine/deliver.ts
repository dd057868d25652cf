// Messages and signals: from outside or from the outbox to who waits for them, each exactly once.
import type { Variables } from '../model/json.ts';
import type { Definitions } from './definitions.ts';
import type { Executor, Step } from './execute.ts';
import type { Store } from './ports.ts';
import type { Actor } from '../model/commands.ts';

export interface Delivery {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  readonly actor: Actor | null;
  /** Instance that threw a signal: it has heard it already. */
  readonly from?: string;
  /** Makes every single delivery repeatable: each gets a key of its own made from this one. */
  readonly idempotencyKey?: string;
}

/**
 * A message goes to one: the oldest subscription of its name and key, else a new instance with that message start.
 * A signal goes to all. Gives the steps made; none means that nobody was waiting.
 */
export async function deliver(
  delivery: Delivery,
  parts: {
    readonly store: Store;
    readonly definitions: Definitions;
    readonly executor: Executor;
    readonly newId: () => string;
  },
): Promise<Step[]> {
  const { kind, name, key, variables, actor } = delivery;
  const { store, definitions, executor } = parts;
  const steps: Step[] = [];
  const keyFor = (part: string) =>
    delivery.idempotencyKey === undefined ? {} : { idempotencyKey: `${delivery.idempotencyKey}/${part}` };
  if (kind === 'message' && delivery.idempotencyKey !== undefined) {
    const before = await executor.earlier(`${delivery.idempotencyKey}/message`);
    if (before !== null) return [before];
  }
  const query = kind === 'message' && key !== null ? { kind, name, key } : { kind, name };
  const waiting = (await store.subscriptions(query)).filter((row) =>
    kind === 'signal' ? row.instanceId !== delivery.from : row.key === key,
  );
  for (const { instanceId, subscriptionId } of kind === 'message' ? waiting.slice(0, 1) : waiting) {
    const origin = { actor, ...keyFor(kind === 'message' ? 'message' : `${instanceId}:${subscriptionId}`) };
    steps.push(await executor.execute(instanceId, { type: `${kind}.deliver`, subscriptionId, variables }, origin));
  }
  if (kind === 'message' && steps.length > 0) return steps;
  for (const start of await store.starts({ kind, name })) {
    const deployed = await definitions.byHash(start.process, start.definition);
    const origin = { actor, ...keyFor(kind === 'message' ? 'message' : `start:${start.process}:${start.element}`) };
    const command = { type: 'start', variables, startEvent: start.element } as const;
    steps.push(await executor.begin(deployed, parts.newId(), command, origin));
    if (kind === 'message') break;
  }
  return steps;
}
