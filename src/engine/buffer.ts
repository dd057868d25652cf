// Messages with time to live: kept until somebody waits for them, delivered once, forgotten when they expire.
import type { Instant } from '../model/json.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import type { Step } from './execute.ts';
import { wholeKept } from './from-journal.ts';
import type { BufferedMessage, Store } from './ports.ts';

const actor = { kind: 'system', name: 'message buffer' } as const;

/** A wait for a message. */
export interface Wait {
  readonly name: string;
  readonly key?: string | null;
}

/** The waits for messages that a step has opened; all of an instance that goes on after it was suspended. */
export function waitsAfter({ events, state }: Step): readonly Wait[] {
  const waits = events.some(({ type }) => type === 'instance.resumed')
    ? [...state.subscriptions.values()]
    : events.filter((event) => event.type === 'subscription.opened');
  return waits.filter(({ kind }) => kind === 'message');
}

/** The message starts that a dossier has held up until its end: one instance at a time for each key. */
export async function startsAfter({ state }: Step, store: Store): Promise<readonly Wait[]> {
  const { status, businessKey, process } = state;
  if (status === 'active' || businessKey === undefined) return [];
  const starts = await store.starts({ kind: 'message' });
  return starts.filter((start) => start.process === process).map(({ name }) => ({ name, key: businessKey }));
}

/** What was buffered for the waits is delivered now. One without a key takes any message of the name. */
export async function deliverBuffered(waits: readonly Wait[], now: Instant, parts: DeliveryParts): Promise<void> {
  for (const { name, key = null } of waits) {
    let failure: { readonly error: unknown } | undefined;
    let isTaken = false;
    for (const message of await parts.store.bufferedMessages(key === null ? { name, now } : { name, key, now })) {
      // It is told at every look at all of them.
      if ('unreadable' in message) continue;
      try {
        const step = await deliverOne(message, parts);
        isTaken ||= step !== null;
        // What does not end with the message takes the next one as well.
        if (step !== null && !waitsOn(step)) break;
      } catch (error) {
        // One that the receiver can't take does not stand before the next.
        failure ??= { error };
      }
    }
    if (failure !== undefined && !isTaken) throw failure.error;
  }
}

/** What took the message is open as before: a non-interrupting event. */
function waitsOn({ command, state }: Step): boolean {
  return command?.type === 'message.deliver' && state.subscriptions.has(command.subscriptionId);
}

/** Keeps a thrown message that nobody waits for: its receiver may not have come so far. */
export async function keep(
  thrown: Omit<BufferedMessage, 'expiresAt'>,
  now: Instant,
  livesMs: number,
  parts: DeliveryParts,
): Promise<void> {
  const { id, name, key, variables } = thrown;
  await parts.store.bufferMessage({ id, name, key, variables, expiresAt: now + livesMs });
  // Somebody may have begun to wait between the look and the keeping.
  await deliverBuffered([{ name, key }], now, parts);
}

/**
 * Everything in the buffer once more, in case a crash came between a step and its delivery; the expired are dropped. What cannot be
 * delivered is told, and stays.
 */
export async function sweepBuffer(
  now: Instant,
  parts: DeliveryParts,
  onTrouble: (trouble: unknown, what: string) => void,
): Promise<number> {
  await parts.store.dropBuffered({ expiredAt: now });
  let delivered = 0;
  for (const message of await parts.store.bufferedMessages({ now })) {
    const what = `message ${message.id}`;
    try {
      const kept = await wholeKept(message, parts.store, onTrouble, what);
      if ((await deliverOne(kept, parts)) !== null) delivered += 1;
    } catch (error) {
      onTrouble(error, what);
    }
  }
  return delivered;
}

/**
 * The step that takes the message also drops it from the buffer. Its key is the publisher's, so that a repeated publication finds it. Null
 * when nobody waits, and when it was taken before: of many who began to wait at the same moment, all see the oldest message.
 */
async function deliverOne(message: BufferedMessage, parts: DeliveryParts): Promise<Step | null> {
  const { id, name, key, variables } = message;
  const changes = [{ table: 'messages', drop: id }] as const;
  const delivery = { kind: 'message', name, key, variables, actor, idempotencyKey: id, changes } as const;
  const [step = null] = await deliver(delivery, parts);
  if (step?.repeated !== true) return step;
  await parts.store.dropBuffered({ id });
  return null;
}
