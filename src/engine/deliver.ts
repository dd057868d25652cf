// Messages and signals: from outside or from the outbox to who waits for them, each exactly once.
import { isEngineError } from '../model/engine-error.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Variables } from '../model/json.ts';
import { collected, eachRow } from './all-rows.ts';
import type { Definitions } from './definitions/definitions.ts';
import { startCommandOf } from './start-command.ts';
import type { Executor, Origin, Step } from './execute.ts';
import type { Attachment, RowChange, Store, SubscriptionRow } from './ports.ts';
import type { Actor } from '../model/commands.ts';
import type { Turns } from './turns.ts';

export interface Delivery {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  readonly actor: Actor | null;
  /** Rows that the delivering step changes with it. */
  readonly changes?: readonly RowChange[];
  /** Instance that threw a signal: it has heard it already. */
  readonly from?: string;
  /** Of a signal that is delivered once more: position of the step that threw it. Who began to wait after it is passed over. */
  readonly thrownAt?: number;
  /** Makes every single delivery repeatable: each gets a key of its own made from this one. */
  readonly idempotencyKey?: string;
  /** Of a message: written in the transaction of the step that takes it. */
  readonly attach?: Attachment;
}

export interface DeliveryParts {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly newId: () => string;
  /** Messages that may start an instance look whether one is running and start it, one after another for each key. */
  readonly starting: Turns;
}

/**
 * A message goes to one: the oldest subscription of its name and key, else a new instance with that message start (one at a time
 * for each key). A signal goes to all. Gives the steps made; none means that nobody was waiting.
 */
export async function deliver(delivery: Delivery, parts: DeliveryParts): Promise<Step[]> {
  if (delivery.kind === 'signal') return [...(await toWaiting(delivery, parts)), ...(await toStarts(delivery, parts))];
  if (delivery.idempotencyKey !== undefined) {
    const before = await parts.executor.earlier(`${delivery.idempotencyKey}/message`);
    if (before !== null) return [before];
  }
  const received = await toWaiting(delivery, parts);
  if (received.length > 0) return received;
  const start = (): Promise<Step[]> => toStarts(delivery, parts);
  return delivery.key === null ? start() : parts.starting.take(JSON.stringify([delivery.name, delivery.key]), start);
}

async function toWaiting(delivery: Delivery, { store, executor }: DeliveryParts): Promise<Step[]> {
  const { kind, variables, from, thrownAt } = delivery;
  const steps: Step[] = [];
  // All who hear a signal are known before the first does: one that waits for it again hears the next one.
  const receivers = kind === 'message' ? waiting(delivery, store) : await collected(waiting(delivery, store));
  const failures: unknown[] = [];
  for await (const { instanceId, subscriptionId } of receivers) {
    // Whoever threw a signal has heard it already.
    if (kind === 'signal' && instanceId === from) continue;
    if (thrownAt !== undefined && (await beganAfter(thrownAt, instanceId, subscriptionId, store))) continue;
    const origin = originOf(delivery, `${instanceId}:${subscriptionId}`);
    try {
      steps.push(await executor.execute(instanceId, { type: `${kind}.deliver`, subscriptionId, variables }, origin));
      if (kind === 'message') break;
    } catch (error) {
      // Gone or asleep since the list was read: the next one may take it.
      if (isEngineError(error) && passedOver.has(error.code)) continue;
      if (kind === 'message') throw error;
      // All others hear a signal all the same.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return steps;
}

async function beganAfter(
  position: number,
  instanceId: string,
  subscriptionId: string,
  store: Store,
): Promise<boolean> {
  const since = await store.journal({ instanceId, from: position + 1 });
  return since.some(({ text }) => {
    const { events } = text === '' ? { events: [] } : (JSON.parse(text) as Pick<JournalEntry, 'events'>);
    return events.some((event) => event.type === 'subscription.opened' && event.subscriptionId === subscriptionId);
  });
}

/** Those who wait for the key, then those who wait for it whatever its key (signals have none), page by page. */
async function* waiting({ kind, name, key }: Delivery, store: Store): AsyncGenerator<SubscriptionRow> {
  for (const wanted of key === null || kind === 'signal' ? [null] : [key, null]) {
    const size = kind === 'signal' ? 1_000 : 100;
    yield* eachRow((page) => store.subscriptions({ ...page, kind, name, key: wanted }), size);
  }
}

const passedOver: ReadonlySet<string> = new Set([
  'SUBSCRIPTION_UNKNOWN',
  'INSTANCE_ENDED',
  'INSTANCE_SUSPENDED',
  'INSTANCE_UNKNOWN',
]);

async function toStarts(delivery: Delivery, { store, definitions, executor, newId }: DeliveryParts): Promise<Step[]> {
  const { kind, name, key, variables } = delivery;
  const steps: Step[] = [];
  await definitions.settle();
  for (const start of await store.starts({ kind, name })) {
    if (kind === 'message' && key !== null && (await isRunning(store, start.process, key))) continue;
    const deployed = await definitions.byHash(start.process, start.definition);
    const command = startCommandOf(start, deployed, variables);
    const origin = originOf(delivery, `start:${start.process}:${start.element}`);
    const begin = (): Promise<Step> =>
      kind === 'message' && key !== null
        ? executor.begin(
            deployed,
            newId(),
            { ...command, businessKey: key, alone: true },
            { ...origin, unique: dossierName(start.process, key) },
          )
        : executor.begin(deployed, newId(), command, origin);
    try {
      steps.push(await begin());
    } catch (error) {
      // Another process began one at the same moment.
      if (isEngineError(error) && error.code === 'NAME_TAKEN') continue;
      throw error;
    }
    if (kind === 'message') break;
  }
  return steps;
}

/** What one running instance of the process holds that a message with this key has begun. */
export function dossierName(process: string, key: string): string {
  return `${process} ${key}`;
}

/** A message with a key starts no second instance of the process while one of that key is running. */
async function isRunning(store: Store, process: string, businessKey: string): Promise<boolean> {
  const { rows } = await store.instances({ process, businessKey, status: 'active', limit: 1 });
  return rows.length > 0;
}

/** A message is one delivery, whoever takes it; a signal is one for each who hears it. */
function originOf({ actor, kind, idempotencyKey, changes, attach }: Delivery, part: string): Origin {
  return {
    actor,
    ...(idempotencyKey === undefined
      ? {}
      : { idempotencyKey: `${idempotencyKey}/${kind === 'message' ? 'message' : part}` }),
    ...(changes === undefined ? {} : { changes }),
    ...(attach === undefined ? {} : { attach }),
  };
}
