// What was tried in vain and is put off, and the figures of a health check.
import type { DueOutbox, ListedOutboxRow, Postponed, PostponedRow, Stuck, Vitals } from '../port.ts';
import { outboxIdsOf } from '../outbox-ids.ts';
import { isPostponed, mostAttemptsFirst } from '../stuck.ts';
import type { Connection } from './connection.ts';
import { jobTypes } from './lease-jobs.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';

export async function postpone(db: Connection, which: PostponedRow, to: Postponed | null): Promise<boolean> {
  const { attempts = 0, trouble = null } = to ?? {};
  if ('outbox' in which) {
    const sql = `UPDATE ${db.schema}.outbox SET try_at = ?, attempts = ?, trouble = ? WHERE id = ? RETURNING 1`;
    return (await db.write(sql, to?.untilAt ?? 0, attempts, trouble, which.outbox)).length > 0;
  }
  if ('start' in which) {
    const { process, definition, element, kind, name, dueAt, left } = which.start;
    // Of two that are the same to the letter, whichever: both say the same.
    const sql = `UPDATE ${db.schema}.starts SET try_at = ?, attempts = ?, trouble = ? WHERE process = ?
      AND definition = decode(?, 'hex') AND element = ? AND kind = ? AND name = ? AND due_at IS NOT DISTINCT FROM ?
      AND firings_left = ? RETURNING 1`;
    const row = [process, definition, element, kind, name, dueAt, left];
    return (await db.write(sql, to?.untilAt ?? dueAt, attempts, trouble, ...row)).length > 0;
  }
  const { instanceId, timerId, dueAt } = which.timer;
  const moved = await db.write(
    `UPDATE ${db.schema}.timers SET try_at = ?, attempts = ?, trouble = ?
      WHERE instance_id = ? AND timer_id = ? AND due_at = ? RETURNING 1`,
    ...[to?.untilAt ?? dueAt, attempts, trouble, instanceId, timerId, dueAt],
  );
  return moved.length > 0;
}

export async function listPostponed(db: Connection, attempts: number, limit: number): Promise<readonly Stuck[]> {
  const sql = (table: string, isOne: string): string =>
    `SELECT * FROM ${db.schema}.${table} WHERE ${isOne} AND attempts >= ? ORDER BY attempts DESC LIMIT ?`;
  const timers = await rowsOf(db, 'timers', read.timerOf, sql('timers', 'attempts > 0'), attempts, limit);
  const starts = await rowsOf(db, 'starts', read.startOf, sql('starts', 'attempts > 0'), attempts, limit);
  const outbox = await rowsOf(db, 'outbox', read.outboxOf, sql('outbox', 'attempts > 0'), attempts, limit);
  return mostAttemptsFirst(
    timers.filter(isPostponed).map((timer) => ({ timer })),
    starts.filter(isPostponed).map((start) => ({ start })),
    outbox.filter(isPostponed).map((row) => ({ outbox: row })),
  ).slice(0, limit);
}

export async function listOutbox(
  db: Connection,
  limit: number,
  which?: DueOutbox | { readonly after: string },
): Promise<readonly ListedOutboxRow[]> {
  const sql = `SELECT * FROM ${db.schema}.outbox`;
  if (which === undefined) return rowsOf(db, 'outbox', read.outboxOf, `${sql} ORDER BY no LIMIT ?`, limit);
  if ('after' in which)
    return rowsOf(db, 'outbox', read.outboxOf, `${sql} WHERE id > ? ORDER BY id LIMIT ?`, which.after, limit);
  const wanted = `kind ${which.notices ? '=' : '<>'} 'notice' AND try_at <= ?`;
  return rowsOf(db, 'outbox', read.outboxOf, `${sql} WHERE ${wanted} ORDER BY try_at, no LIMIT ?`, which.now, limit);
}

export async function listOutboxOf(
  db: Connection,
  instanceId: string,
  limit: number,
): Promise<readonly ListedOutboxRow[]> {
  const sql = `SELECT * FROM ${db.schema}.outbox WHERE id >= ? AND id < ? ORDER BY no LIMIT ?`;
  return rowsOf(db, 'outbox', read.outboxOf, sql, ...outboxIdsOf(instanceId), limit);
}

export async function orderOf(db: Connection, call: string): Promise<ListedOutboxRow | null> {
  const sql = `SELECT * FROM ${db.schema}.outbox WHERE kind = 'callStart' AND key = ?`;
  return (await rowsOf(db, 'outbox', read.outboxOf, sql, call))[0] ?? null;
}

export function nextDueAt(schema: string): string {
  const first = `SELECT try_at FROM ${schema}.timers WHERE ${isAwake(schema)} ORDER BY try_at LIMIT 1`;
  return `least((${first}), (SELECT min(try_at) FROM ${schema}.starts))`;
}

/** A timer whose instance is not suspended. */
export function isAwake(schema: string): string {
  return `NOT EXISTS (SELECT 1 FROM ${schema}.instances WHERE instances.instance_id = timers.instance_id AND instances.suspended)`;
}

export async function vitals(db: Connection, attempts: number): Promise<Vitals> {
  const { schema: s } = db;
  const [row] = await db.read(
    `WITH types AS (${jobTypes(s)})
    SELECT ${nextDueAt(s)} AS next, (SELECT count(*) FROM ${s}.incidents) AS incidents,
      (SELECT count(*) FROM ${s}.timers WHERE attempts > 0 AND attempts >= ?)
        + (SELECT count(*) FROM ${s}.starts WHERE attempts > 0 AND attempts >= ?)
        + (SELECT count(*) FROM ${s}.outbox WHERE attempts > 0 AND attempts >= ?) AS stuck,
      (SELECT min((SELECT min(free_at) FROM ${s}.jobs WHERE jobs.job_type = types.job_type)) FROM types) AS oldest`,
    ...[attempts, attempts, attempts],
  );
  return {
    nextDueAt: row?.next as number | null,
    oldestJobAt: row?.oldest as number | null,
    incidents: Number(row?.incidents),
    stuck: Number(row?.stuck),
  };
}
