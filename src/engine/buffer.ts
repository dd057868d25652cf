// Messages with time to live: kept until somebody waits for them, delivered once, forgotten when they expire.
import type { ProcessEvent } from '../model/events.ts';
import type { Instant } from '../model/json.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import type { BufferedMessage } from './ports.ts';

const actor = { kind: 'system', name: 'message buffer' } as const;

/** Subscriptions were opened: what was buffered for them is delivered now. */
export async function deliverBuffered(opened: readonly Opened[], now: Instant, parts: DeliveryParts): Promise<void> {
  for (const { type, kind = 'message', name = '', key = null } of opened) {
    if (type !== 'subscription.opened' || kind !== 'message') continue;
    for (const message of await parts.store.bufferedMessages({ name, key, now })) {
      if (await deliverOne(message, parts)) break;
    }
  }
}

/** What is looked at of an event. */
interface Opened {
  readonly type: ProcessEvent['type'];
  readonly kind?: string;
  readonly name?: string;
  readonly key?: string | null;
}

/** Everything in the buffer once more, in case a crash came between a step and its delivery; the expired are dropped. */
export async function sweepBuffer(now: Instant, parts: DeliveryParts): Promise<number> {
  await parts.store.dropBuffered({ expiredAt: now });
  let delivered = 0;
  for (const message of await parts.store.bufferedMessages({ now }))
    if (await deliverOne(message, parts)) delivered += 1;
  return delivered;
}

/** The step that takes the message also drops it from the buffer. */
async function deliverOne(message: BufferedMessage, parts: DeliveryParts): Promise<boolean> {
  const { id, name, key, variables } = message;
  const changes = [{ table: 'messages', drop: id }] as const;
  const steps = await deliver(
    { kind: 'message', name, key, variables, actor, idempotencyKey: `buffer:${id}`, changes },
    parts,
  );
  if (steps.some(({ repeated }) => repeated)) await parts.store.dropBuffered({ id });
  return steps.length > 0;
}
