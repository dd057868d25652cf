// Messages and signals: from outside or from the outbox to who waits for them, each exactly once.
import { isEngineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Variables } from '../model/json.ts';
import { collected, eachRow } from './all-rows.ts';
import { journalPages } from './journal-pages.ts';
import type { Definitions } from './definitions/definitions.ts';
import { startCommandOf } from './start-command.ts';
import type { Executor, Origin, Step } from './execute.ts';
import type { Attachment, RowChange, Store, SubscriptionRow } from './ports.ts';
import type { Actor, MessageName } from '../model/commands.ts';
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
 * A message goes to one: the oldest instance that waits for its name and key, else a new instance with that message start (one at a time
 * for each key). A signal goes to all. Gives the steps made; none means that nobody was waiting.
 */
export async function deliver(delivery: Delivery, parts: DeliveryParts): Promise<Step[]> {
  if (delivery.kind === 'signal') {
    const steps: Step[] = [];
    const failures: unknown[] = [];
    for (const to of [toListeners, toStarts]) {
      try {
        steps.push(...(await to(delivery, parts)));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return steps;
  }
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
  const full: unknown[] = [];
  for await (const { instanceId, subscriptionId } of oldestFirst(waiting(delivery, store))) {
    const { variables } = delivery;
    try {
      const command = { type: 'message.deliver', subscriptionId, variables, message: nameOf(delivery) } as const;
      return [await executor.execute(instanceId, command, originOf(delivery, 'message'))];
    } catch (error) {
      // Gone or asleep since the list was read, or it can hold no more: the next one may take it.
      if (!isEngineError(error) || !(passedOver.has(error.code) || error.code === 'HELD_TOO_MUCH')) throw error;
      if (error.code === 'HELD_TOO_MUCH') full.push(error);
    }
  }
  // It is waited for: neither does it begin another instance, nor does it wait until it expires.
  if (full.length > 0) throw full[0];
  return [];
}

/**
 * One step for each instance, under a key that names the instance: however often a signal is delivered, after a crash or once more for
 * those that could not take it, none hears it twice, whatever it waits for by then.
 */
async function toListeners(delivery: Delivery, { store, executor }: DeliveryParts): Promise<Step[]> {
  const { variables, from, thrownAt } = delivery;
  const steps: Step[] = [];
  const failures: unknown[] = [];
  // All who hear it are known before the first does: one that waits for it again hears the next one.
  const listeners = Map.groupBy(await collected(waiting(delivery, store)), (row) => row.instanceId);
  for (const [instanceId, rows] of listeners) {
    // Whoever threw it has heard it already.
    if (instanceId === from) continue;
    const origin = originOf(delivery, instanceId);
    try {
      if (thrownAt !== undefined && (await hasHeard(origin, store))) continue;
      const before = thrownAt === undefined ? Infinity : await firstOpenedAfter(thrownAt, instanceId, store);
      const [subscriptionId, ...others] = rows.map((row) => row.subscriptionId).filter((id) => Number(id) < before);
      if (subscriptionId === undefined) continue;
      const command = { type: 'signal.deliver', subscriptionId, variables } as const;
      steps.push(await executor.execute(instanceId, others.length === 0 ? command : { ...command, others }, origin));
    } catch (error) {
      // All others hear it all the same.
      if (!isEngineError(error) || !passedOver.has(error.code)) failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return steps;
}

/** Most have, of a signal that is delivered once more: their journals need not be read. */
async function hasHeard({ idempotencyKey }: Origin, store: Store): Promise<boolean> {
  return idempotencyKey !== undefined && (await store.usedKey(idempotencyKey)) !== null;
}

/** The first wait that the instance opened after that position of the journal: ids only grow, so later ones have a greater. */
async function firstOpenedAfter(position: number, instanceId: string, store: Store): Promise<number> {
  for await (const rows of journalPages(store, { instanceId, from: position + 1 }, STEPS)) {
    for (const { text } of rows) {
      const { events } = text === '' ? { events: [] } : (JSON.parse(text) as Pick<JournalEntry, 'events'>);
      for (const event of events as ProcessEvent[])
        if (event.type === 'subscription.opened') return Number(event.subscriptionId);
    }
  }
  return Infinity;
}

/** Read at once. */
const STEPS = 100;

/** Those who wait for the key, then those who wait for it whatever its key (signals have none), page by page. */
async function* waiting({ kind, name, key }: Delivery, store: Store): AsyncGenerator<SubscriptionRow> {
  for (const wanted of key === null || kind === 'signal' ? [null] : [key, null]) {
    const size = kind === 'signal' ? 1_000 : 100;
    yield* eachRow((page) => store.subscriptions({ ...page, kind, name, key: wanted }), size);
  }
}

/** The waits of one instance in the order in which it opened them: in the lists they are in that of their ids as texts. */
async function* oldestFirst(rows: AsyncIterable<SubscriptionRow>): AsyncGenerator<SubscriptionRow> {
  let ofOne: SubscriptionRow[] = [];
  const inOrder = (): SubscriptionRow[] => ofOne.sort((a, b) => Number(a.subscriptionId) - Number(b.subscriptionId));
  for await (const row of rows) {
    if (ofOne[0]?.instanceId !== row.instanceId) {
      yield* inOrder();
      ofOne = [];
    }
    ofOne.push(row);
  }
  yield* inOrder();
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
  const failures: unknown[] = [];
  const unsettled = await definitions.settleAll();
  for (const start of await store.starts({ kind, name })) {
    if (kind === 'message' && key !== null && (await isRunning(store, start.process, key))) continue;
    try {
      // It must not begin under the version before the one whose day has come.
      if (unsettled.has(start.process)) throw unsettled.get(start.process);
      const deployed = await definitions.byHash(start.process, start.definition);
      const command = startCommandOf(start, deployed, variables);
      const origin = originOf(delivery, kind === 'message' ? 'message' : `start:${start.process}:${start.element}`);
      const step =
        kind === 'message' && key !== null
          ? await executor.begin(
              deployed,
              newId(),
              { ...command, businessKey: key, alone: true, message: nameOf(delivery) },
              { ...origin, unique: dossierName(start.process, key) },
            )
          : await executor.begin(
              deployed,
              newId(),
              kind === 'message' ? { ...command, message: nameOf(delivery) } : command,
              origin,
            );
      steps.push(step);
    } catch (error) {
      // Another process began one at the same moment.
      if (isEngineError(error) && error.code === 'NAME_TAKEN') continue;
      if (kind === 'message') throw error;
      // All others hear a signal all the same.
      failures.push(error);
    }
    if (kind === 'message') break;
  }
  if (failures.length > 0) throw failures[0];
  return steps;
}

function nameOf({ name, key }: Delivery): MessageName {
  return key === null ? { name } : { name, key };
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
function originOf({ actor, idempotencyKey, changes, attach }: Delivery, part: string): Origin {
  return {
    actor,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}/${part}` }),
    ...(changes === undefined ? {} : { changes }),
    ...(attach === undefined ? {} : { attach }),
  };
}
