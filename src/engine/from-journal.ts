// Rows are made of events, so what cannot be read in one is made again from the journal: a damaged job or message on its way is done all
// the same. Only entries whose chain holds are believed.
import { badRow } from '../model/bad-row.ts';
import type { BufferedMessage, JobRow, ListedJob, ListedMessage, ListedOutboxRow, OutboxRow, Store } from './ports.ts';
import { provenEntries } from './proven-entries.ts';
import { senderOf, thrownPrefix } from './put-off.ts';
import { emptyReplay, follow } from './replay.ts';
import { sameWritten } from './same-json.ts';
import { whole } from './whole.ts';

type Told = (trouble: unknown, what: string) => void;

/** Told when it had to be made again. Throws EngineError STORE_CORRUPT when it can't be. */
export async function wholeJob(row: ListedJob, store: Store, told: Told, what: string): Promise<JobRow> {
  if (!('unreadable' in row)) return row;
  for await (const { entry } of provenEntries(row.instanceId, store)) {
    for (const event of entry.events) {
      if (event.type !== 'job.created' || event.jobId !== row.jobId) continue;
      return again(row, 'jobs', { headers: event.headers ?? {} }, store, told, what);
    }
  }
  return whole(row, 'jobs', store);
}

/** As `wholeJob`. */
export async function wholeSent(row: ListedOutboxRow, store: Store, told: Told, what: string): Promise<OutboxRow> {
  if (!('unreadable' in row)) return row;
  const variables = await variablesOf(row, store);
  if (variables === undefined) return whole(row, 'outbox', store);
  return again(row, 'outbox', { variables }, store, told, what);
}

/** As `wholeJob`. What was published from outside stands nowhere else. */
export async function wholeKept(row: ListedMessage, store: Store, told: Told, what: string): Promise<BufferedMessage> {
  if (!('unreadable' in row)) return row;
  const variables = row.id.startsWith(thrownPrefix)
    ? await variablesOf({ id: row.id.slice(thrownPrefix.length) }, store)
    : undefined;
  if (variables === undefined) return whole(row, 'messages', store);
  return again(row, 'messages', { variables }, store, told, what);
}

function again<R extends { readonly unreadable: string }, Lost extends object>(
  { unreadable, ...rest }: R,
  table: string,
  lost: Lost,
  { name }: Pick<Store, 'name'>,
  told: Told,
  what: string,
): Omit<R, 'unreadable'> & Lost {
  told(badRow(name, table, unreadable), what);
  return { ...rest, ...lost };
}

async function variablesOf({ id }: Pick<OutboxRow, 'id'>, store: Store): Promise<OutboxRow['variables'] | undefined> {
  return (await sentRows(senderOf({ id }), new Set([id]), store)).get(id)?.variables;
}

/** Of the rows with these ids, those that a step of the instance has sent, as it has sent them. Its journal is read up to the last. */
export async function sentRows(
  instanceId: string,
  ids: ReadonlySet<string>,
  store: Store,
): Promise<ReadonlyMap<string, OutboxRow>> {
  const sent = new Map<string, OutboxRow>();
  const last = Math.max(0, ...[...ids].map((id) => Number(id.split(':')[1])).filter((seq) => seq > 0));
  if (last === 0) return sent;
  const replay = emptyReplay();
  for await (const { entry } of provenEntries(instanceId, store)) {
    for (const change of follow(replay, entry))
      if (change.table === 'outbox' && 'put' in change && ids.has(change.put.id)) sent.set(change.put.id, change.put);
    if (entry.seq >= last) break;
  }
  return sent;
}

/** It says what was sent, whatever came of it so far. */
export function isAsSent(row: ListedOutboxRow, sent: OutboxRow): boolean {
  if ('unreadable' in row) return false;
  const { postponed: _postponed, ...facts } = row;
  return sameWritten(facts, sent);
}
