// What was tried in vain and is put off, and the figures of a health check.
import type { DueOutbox, ListedOutboxRow, Postponed, PostponedRow, Stuck, Vitals } from '../port.ts';
import { outboxIdsOf } from '../outbox-ids.ts';
import { isPostponed, mostAttemptsFirst } from '../stuck.ts';
import type { Connection } from './connection.ts';
import { leaps } from './lease-jobs.ts';
import { rowsOf } from './query.ts';
import { read, toBlob } from './rows.ts';

export function postpone(db: Connection, which: PostponedRow, to: Postponed | null): boolean {
  const { attempts = 0, trouble = null } = to ?? {};
  return db.write(() => {
    if ('outbox' in which)
      return db.prepare(putOffOutbox).run(to?.untilAt ?? 0, attempts, trouble, which.outbox).changes === 1;
    if ('start' in which) {
      const { process, definition, element, kind, name, dueAt, left } = which.start;
      const row = [process, toBlob(definition), element, kind, name, dueAt, left] as const;
      return db.prepare(putOffStart).run(to?.untilAt ?? dueAt, attempts, trouble, ...row).changes > 0;
    }
    const { instanceId, timerId, dueAt } = which.timer;
    const until = to?.untilAt ?? dueAt;
    return db.prepare(putOffTimer).run(until, attempts, trouble, instanceId, timerId, dueAt).changes === 1;
  });
}

export function listPostponed(db: Connection, attempts: number, limit: number): readonly Stuck[] {
  const timers = rowsOf(db, 'timers', read.timerOf, stuckTimers, attempts, limit);
  const starts = rowsOf(db, 'starts', read.startOf, stuckStarts, attempts, limit);
  const outbox = rowsOf(db, 'outbox', read.outboxOf, stuckOutbox, attempts, limit);
  return mostAttemptsFirst(
    timers.filter(isPostponed).map((timer) => ({ timer })),
    starts.filter(isPostponed).map((start) => ({ start })),
    outbox.filter(isPostponed).map((row) => ({ outbox: row })),
  ).slice(0, limit);
}

export function listOutbox(
  db: Connection,
  limit: number,
  which?: DueOutbox | { readonly after: string },
): readonly ListedOutboxRow[] {
  if (which === undefined)
    return rowsOf(db, 'outbox', read.outboxOf, 'SELECT * FROM outbox ORDER BY no LIMIT ?', limit);
  if ('after' in which) return rowsOf(db, 'outbox', read.outboxOf, afterId, which.after, limit);
  return rowsOf(db, 'outbox', read.outboxOf, which.notices ? dueNotices : dueOthers, which.now, limit);
}

export function listOutboxOf(db: Connection, instanceId: string, limit: number): readonly ListedOutboxRow[] {
  const [from, before] = outboxIdsOf(instanceId);
  return rowsOf(db, 'outbox', read.outboxOf, ofInstance, from, before, limit);
}

export function orderOf(db: Connection, call: string): ListedOutboxRow | null {
  return rowsOf(db, 'outbox', read.outboxOf, ofCall, call)[0] ?? null;
}

export function nextDueAt(db: Connection): number | null {
  return db.read(() => db.prepare(nextDue).get()?.next as number | null);
}

export function vitals(db: Connection, attempts: number): Vitals {
  return db.read(() => {
    const { incidents, stuck, oldest } = db.prepare(figures).get(attempts, attempts, attempts) ?? {};
    return {
      nextDueAt: nextDueAt(db),
      oldestJobAt: oldest as number | null,
      incidents: Number(incidents),
      stuck: Number(stuck),
    };
  });
}

const afterId = `SELECT * FROM outbox WHERE id > ? ORDER BY id LIMIT ?`;
const dueNotices = `SELECT * FROM outbox WHERE kind = 'notice' AND try_at <= ? ORDER BY try_at, no LIMIT ?`;
const dueOthers = `SELECT * FROM outbox WHERE kind <> 'notice' AND try_at <= ? ORDER BY try_at, no LIMIT ?`;
const ofInstance = `SELECT * FROM outbox WHERE id >= ? AND id < ? ORDER BY no LIMIT ?`;
const ofCall = `SELECT * FROM outbox WHERE kind = 'callStart' AND key = ?`;
const putOffOutbox = `UPDATE outbox SET try_at = ?, attempts = ?, trouble = ? WHERE id = ?`;
const putOffTimer = `UPDATE timers SET try_at = ?, attempts = ?, trouble = ?
  WHERE instance_id = ? AND timer_id = ? AND due_at = ?`;
/** Of two that are the same to the letter, whichever: both say the same. */
const putOffStart = `UPDATE starts SET try_at = ?, attempts = ?, trouble = ? WHERE process = ? AND definition = ? AND element = ?
  AND kind = ? AND name = ? AND due_at IS ? AND firings_left = ?`;
const stuckStarts = `SELECT * FROM starts WHERE attempts > 0 AND attempts >= ? ORDER BY attempts DESC LIMIT ?`;
const stuckTimers = `SELECT * FROM timers WHERE attempts > 0 AND attempts >= ? ORDER BY attempts DESC LIMIT ?`;
const stuckOutbox = `SELECT * FROM outbox WHERE attempts > 0 AND attempts >= ? ORDER BY attempts DESC LIMIT ?`;
/** A timer whose instance is not suspended. */
export const isAwake = `NOT EXISTS (SELECT 1 FROM instances
  WHERE instances.instance_id = timers.instance_id AND instances.suspended = 1)`;
const firstTimer = `SELECT try_at AS at FROM timers WHERE ${isAwake} ORDER BY try_at LIMIT 1`;
const nextDue = `SELECT min(at) AS next FROM (SELECT * FROM (${firstTimer}) UNION ALL SELECT min(try_at) FROM starts)`;
/** The first of each type in the index of free jobs, instead of all of them. */
const figures = `SELECT (SELECT count(*) FROM incidents) AS incidents,
  (SELECT count(*) FROM timers WHERE attempts > 0 AND attempts >= ?)
    + (SELECT count(*) FROM starts WHERE attempts > 0 AND attempts >= ?)
    + (SELECT count(*) FROM outbox WHERE attempts > 0 AND attempts >= ?) AS stuck,
  (SELECT min(free_at) FROM (${leaps} SELECT
    (SELECT min(free_at) FROM jobs WHERE jobs.job_type = types.job_type AND free_at IS NOT NULL) AS free_at FROM types)) AS oldest`;
