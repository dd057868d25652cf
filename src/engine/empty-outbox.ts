// What is on its way to others. The rows of one sender go one after another, in their order; those of different senders go at once, so
// that the steps they cause share transactions.
import { limits } from '../model/limits.ts';
import { keep } from './buffer.ts';
import { deliverCall } from './calls.ts';
import type { Notices } from './clocks/notices.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import type { Step } from './execute.ts';
import { wholeSent } from './from-journal.ts';
import { guarded, type Attempt, type GuardParts, type Past } from './guarded.ts';
import { inFlight } from './in-flight.ts';
import type { ListedOutboxRow, OutboxRow, RowChange, Store } from './ports.ts';
import { outboxName, senderOf, thrownPrefix } from './put-off.ts';
import { turns, type Turns } from './turns.ts';

export interface OutboxParts extends DeliveryParts, GuardParts {
  readonly notices: Pick<Notices, 'areTold' | 'deliver'>;
  readonly thrownMessageLivesMs: number;
  /** The engine closes: what is due is left for the next one. */
  readonly isOver: () => boolean;
}

/** All but the notices. Gives how many were delivered. */
export async function emptyOutbox(parts: OutboxParts, past: Past): Promise<number> {
  return deliverDue(parts, past, false, limits.sendersInFlight);
}

/** The notices, whose handlers may take long. What nobody is told by this engine is left to one that has somebody to tell. */
export async function tellNotices(parts: OutboxParts, past: Past): Promise<number> {
  return parts.notices.areTold() ? deliverDue(parts, past, true, limits.noticesInFlight) : 0;
}

async function deliverDue(parts: OutboxParts, past: Past, notices: boolean, atOnce: number): Promise<number> {
  const { store, now, isOver } = parts;
  const rows = await store.outbox(limits.messagesPerPoll + past.failed.size, { now: now(), notices });
  // Two messages for one receiver: the second would look for it in vain while the first one's step is decided.
  const receiving = turns();
  const each = async (sent: readonly ListedOutboxRow[]): Promise<number> => {
    let delivered = 0;
    for (const row of sent) {
      if (!isOver() && (await deliverOne(row, receiving, parts, past))) delivered += 1;
    }
    return delivered;
  };
  const delivered = await inFlight([...Map.groupBy(rows, senderOf).values()], atOnce, each);
  return delivered.reduce((sum, count) => sum + count, 0);
}

async function deliverOne(listed: ListedOutboxRow, receiving: Turns, parts: OutboxParts, past: Past): Promise<boolean> {
  const { store } = parts;
  const attempt: Attempt = {
    name: outboxName(listed),
    before: listed.postponed,
    putOff: (to) => store.postpone({ outbox: listed.id }, to),
  };
  return guarded(attempt, past, parts, async () => {
    if (listed.kind === 'callCancel' && (await waitsForItsOrder(listed, store))) return false;
    const row = await wholeSent(listed, store, parts.onTrouble, attempt.name);
    const step = await send(row, receiving, parts);
    // The step that takes it also drops its row. Where there was none now, its key makes a second delivery do nothing.
    if (step === null || step.repeated) await store.dropOutbox(listed.id);
    return true;
  });
}

/** Gives the step that drops the row. */
async function send(row: OutboxRow, receiving: Turns, parts: OutboxParts): Promise<Step | null> {
  const changes = [{ table: 'outbox', drop: row.id }] as const;
  switch (row.kind) {
    case 'message':
      return receiving.take(JSON.stringify([row.name, row.key]), () => sendMessage(row, changes, parts));
    case 'signal':
      await deliver({ ...deliveryOf(row), kind: 'signal', ...(await thrownBefore(row, parts.store)) }, parts);
      return null;
    case 'notice':
      return parts.notices.deliver(row, changes);
    default:
      return deliverCall(row, changes, parts);
  }
}

async function sendMessage(row: OutboxRow, changes: readonly RowChange[], parts: OutboxParts): Promise<Step | null> {
  const delivery = deliveryOf(row);
  const [step = null] = await deliver({ ...delivery, kind: 'message', changes }, parts);
  if (step === null)
    await keep({ ...row, id: delivery.idempotencyKey }, parts.now(), parts.thrownMessageLivesMs, parts);
  return step;
}

function deliveryOf(row: OutboxRow) {
  const { id, name, key, variables } = row;
  const actor = { kind: 'system', name: 'outbox' } as const;
  return { name, key, variables, actor, from: senderOf(row), idempotencyKey: thrownPrefix + id };
}

/** A signal that not all could take comes again for those alone: the others may wait for the next one already. */
async function thrownBefore(row: OutboxRow, store: Store): Promise<{ readonly thrownAt?: number }> {
  if (row.postponed === undefined) return {};
  const [instanceId = '', seq] = row.id.split(':');
  const [thrown] = await store.journal({ instanceId, fromSeq: Number(seq), limit: 1 });
  return thrown === undefined ? {} : { thrownAt: thrown.position };
}

/** What cancels a call that could not be started, or compensated, so far waits for it, or it would be done later. */
async function waitsForItsOrder(row: ListedOutboxRow, store: Store): Promise<boolean> {
  const isCompensated = ({ kind, key }: ListedOutboxRow): boolean => kind === 'callCompensate' && key === row.key;
  const order =
    (await store.orderOf(row.key ?? '')) ??
    (await store.outboxOf(senderOf(row), limits.messagesPerPoll)).find(isCompensated);
  if (order === undefined) return false;
  if (order.postponed !== undefined) await store.postpone({ outbox: row.id }, order.postponed);
  return true;
}
