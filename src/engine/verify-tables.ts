// What lies beside the lists of an instance, against the journal: idempotency keys, names in use, offers of tasks, what is on its way and
// what is kept of it. Whole tables, page after page.
import { isDefinitionHistory } from '../model/definition.ts';
import type { InstanceStatus } from '../model/instance-state.ts';
import type { JournalEntry } from '../model/journal.ts';
import { candidatesOf } from '../model/task-candidates.ts';
import { isAsSent, sentRows } from './from-journal.ts';
import type { KeyRow, ListedMessage, ListedOutboxRow, OfferRow, Store } from './ports.ts';
import { senderOf, thrownPrefix } from './put-off.ts';
import { sameWritten } from './same-json.ts';

/** What the journal says of an instance, or of a history of definitions (which has keys alone). */
export interface Told {
  /** Steps whose idempotency key is in the store. */
  readonly keys: number;
  readonly status: InstanceStatus;
  /** The step from which on it has that status. */
  readonly endedSeq: number;
  /** The name that it holds. */
  readonly name: string | undefined;
  /** By how much its tasks are offered. */
  readonly offers: number;
}

/** Undefined: no such instance, or what its row says was told already; `archived` has no texts. */
export type ToldOf = (instanceId: string) => Told | 'archived' | undefined;

/** `told`: everyone of whom something is told. Gives the instances whose keys are not those of their steps. */
export async function strayedKeys(
  store: Store,
  toldOf: ToldOf,
  told: Iterable<readonly [instanceId: string, told: Told]>,
): Promise<ReadonlySet<string>> {
  const strayed = new Set<string>();
  const found = new Map<string, number>();
  for await (const row of allKeys(store)) {
    const { instanceId } = row;
    const its = toldOf(instanceId);
    // Archived, its key stays, and so does the place of its step.
    if (its === 'archived' && row.text === '') continue;
    if (its === undefined || its === 'archived' || !isKeyOf(row, its)) strayed.add(instanceId);
    else found.set(instanceId, (found.get(instanceId) ?? 0) + 1);
  }
  for (const [instanceId, { keys }] of told) if (keys !== (found.get(instanceId) ?? 0)) strayed.add(instanceId);
  return strayed;
}

async function* allKeys(store: Store): AsyncGenerator<KeyRow> {
  // No page begins with the empty key, which is a key like others.
  const empty = await store.usedKey('');
  if (empty !== null) yield { key: '', ...empty };
  yield* paged(
    (after) => store.usedKeys({ after, limit: PAGE }),
    ({ key }) => key,
  );
}

function isKeyOf({ key, seq, text, result, instanceId }: KeyRow, { status, endedSeq }: Told): boolean {
  if (text === '' || (JSON.parse(text) as JournalEntry).key !== key) return false;
  // Steps of an import have no result of their own: their instance is asked.
  if (result === '') return true;
  return !isDefinitionHistory(instanceId) && result === (seq < endedSeq ? 'active' : status);
}

/** Instances that hold another name than the message that began them gave, or none. */
export async function strayedNames(
  store: Store,
  toldOf: ToldOf,
  told: Iterable<readonly [instanceId: string, told: Told]>,
): Promise<ReadonlySet<string>> {
  const strayed = new Set<string>();
  const holders = new Set<string>();
  for await (const { name, instanceId } of paged(
    (after) => store.holds({ after, limit: PAGE }),
    (row) => row.name,
  )) {
    const its = toldOf(instanceId);
    if (its === undefined || its === 'archived' || its.name !== name) strayed.add(instanceId);
    else holders.add(instanceId);
  }
  for (const [instanceId, { name }] of told)
    if (name !== undefined && !holders.has(instanceId)) strayed.add(instanceId);
  return strayed;
}

/** Instances of which a task is offered to others than its row says: found by somebody who may not see it, or not by who should. */
export async function strayedOffers(
  store: Store,
  toldOf: ToldOf,
  told: Iterable<readonly [instanceId: string, told: Told]>,
): Promise<ReadonlySet<string>> {
  const strayed = new Set<string>();
  const found = new Map<string, number>();
  const isOf = async (offer: OfferRow): Promise<boolean> => {
    const { instanceId, taskId, candidate, createdAt } = offer;
    const its = toldOf(instanceId);
    if (its === undefined || its === 'archived') return false;
    const row = await store.task(instanceId, taskId).catch(() => null);
    return row !== null && row.createdAt === createdAt && candidatesOf(row.task).includes(candidate);
  };
  for await (const page of pages<OfferRow, OfferRow | null>(
    null,
    (after) => store.offers({ after, limit: PAGE }),
    (offer) => offer,
  )) {
    const sound = await Promise.all(page.map(isOf));
    for (const [at, { instanceId }] of page.entries()) {
      if (sound[at] === true) found.set(instanceId, (found.get(instanceId) ?? 0) + 1);
      else strayed.add(instanceId);
    }
  }
  for (const [instanceId, { offers }] of told) if (offers !== (found.get(instanceId) ?? 0)) strayed.add(instanceId);
  return strayed;
}

/** Instances in whose name something is on its way that is not as one of their steps has sent it, or cannot be read. */
export async function strayedOutbox(store: Store, toldOf: ToldOf): Promise<ReadonlySet<string>> {
  const strayed = new Set<string>();
  for await (const page of pages<ListedOutboxRow, string>(
    '',
    (after) => store.outbox(PAGE, { after }),
    ({ id }) => id,
  )) {
    for (const [instanceId, rows] of Map.groupBy(page, senderOf)) {
      const its = toldOf(instanceId);
      const sent =
        its === undefined || its === 'archived'
          ? new Map<string, never>()
          : await sentRows(instanceId, new Set(rows.map(({ id }) => id)), store);
      const isSound = rows.every((row) => {
        const wanted = sent.get(row.id);
        return wanted !== undefined && isAsSent(row, wanted);
      });
      if (!isSound) strayed.add(instanceId);
    }
  }
  return strayed;
}

/** Ids of kept messages that cannot be read, or are not as they were thrown. What was published from outside is in no journal. */
export async function strayedMessages(store: Store): Promise<readonly string[]> {
  const strayed: string[] = [];
  for await (const message of paged(
    (after) => store.bufferedMessages({ after, now: 0 }),
    ({ id }) => id,
  ))
    if ('unreadable' in message || !(await isAsThrown(message, store))) strayed.push(message.id);
  return strayed;
}

async function isAsThrown(message: Exclude<ListedMessage, { unreadable: string }>, store: Store): Promise<boolean> {
  const { id, name, key, variables } = message;
  if (!id.startsWith(thrownPrefix)) return true;
  const sent = id.slice(thrownPrefix.length);
  const thrown = (await sentRows(senderOf({ id: sent }), new Set([sent]), store)).get(sent);
  if (thrown === undefined) return true;
  return sameWritten({ name, key, variables }, { name: thrown.name, key: thrown.key, variables: thrown.variables });
}

async function* paged<Row>(
  read: (after: string) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): AsyncGenerator<Row> {
  for await (const page of pages('', read, idOf)) yield* page;
}

/** Each page begins after the place of the last row of the one before. */
async function* pages<Row, Place>(
  from: Place,
  read: (after: Place) => Promise<readonly Row[]>,
  placeOf: (row: Row) => Place,
): AsyncGenerator<readonly Row[]> {
  for (let after = from; ;) {
    const page = await read(after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = placeOf(last);
  }
}

/** Rows read at once. */
const PAGE = 1_000;
