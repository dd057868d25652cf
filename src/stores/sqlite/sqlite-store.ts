// A store in one SQLite file: durable on one node, shared by the processes of that node.
import { resolve } from 'node:path';
import { checkHash } from '../check-steps.ts';
import { archive } from './archive.ts';
import { backup } from './backup.ts';
import { bufferMessage, bufferedMessages, dropBuffered } from './buffer.ts';
import { checkpointLog, type CheckpointLog } from './checkpoint-log.ts';
import { commitDefinition } from './commit-definition.ts';
import { commitAttached, commitSteps } from './commit-steps.ts';
import type { Connection } from './connection.ts';
import { countRows } from './count-rows.ts';
import { inTurn } from './in-turn.ts';
import { integrityCheck } from './integrity-check.ts';
import { leaseJobs } from './lease-jobs.ts';
import { listDefinitions } from './list-definitions.ts';
import { listInstances } from './list-instances.ts';
import { listTasks } from './list-tasks.ts';
import { listIncidents, listJobs, listStarts, listSubscriptions, listTimers, readJournal } from './lists.ts';
import { openDatabase } from './open-database.ts';
import { resolveOptions, type SqliteStore, type SqliteStoreOptions } from './options.ts';
import { storeError } from './problems.ts';
import { isAwake, listOutbox, listOutboxOf, orderOf, listPostponed, nextDueAt, postpone, vitals } from './postpone.ts';
import { rowOf, rowsOf } from './query.ts';
import { reclaim } from './reclaim.ts';
import { read, toBlob } from './rows.ts';
import { invalidArgument } from '../../model/invalid.ts';

/**
 * `file` is a path; a missing file is made, its folder is not. Nothing is opened before `open()`. Throws EngineError OPTION_UNKNOWN,
 * OPTION_INVALID, ARGUMENT_INVALID.
 */
export function sqliteStore(file: string, options: SqliteStoreOptions = {}): SqliteStore {
  const resolved = resolveOptions(options);
  if (file === '' || file === ':memory:') {
    throw invalidArgument('file', 'NOT_A_FILE', { value: file });
  }
  let kept: Connection | null = null;
  let log: CheckpointLog | null = null;
  const db = (): Connection => {
    if (kept === null) throw storeError('STORE_OPEN', file, 'notOpen');
    return kept;
  };

  const store: SqliteStore = {
    name: file,
    // While the disk takes the one, the other is written.
    commitsAtOnce: resolved.durability === 'full' ? 2 : 1,
    open: async () => {
      if (kept !== null) return;
      kept = openDatabase(file, resolved);
      log = resolved.readOnly ? null : checkpointLog(kept, resolve(file));
    },
    close: async () => {
      const open = kept;
      kept = null;
      await log?.close();
      await open?.close();
    },
    commit: async (steps) => {
      if (steps.some(({ attach }) => attach !== undefined)) return commitAttached(db(), steps);
      const outcomes = commitSteps(db(), steps);
      log?.after(steps.length);
      return outcomes;
    },
    commitDefinition: async (write) => commitDefinition(db(), write),
    definitions: async ({ process } = {}) => listDefinitions(db(), process),
    instance: async (instanceId) =>
      rowOf(db(), 'instances', read.instanceOf, 'SELECT * FROM instances WHERE instance_id = ?', instanceId),
    instances: async (query) => listInstances(db(), query),
    tasks: async (query) => listTasks(db(), query),
    task: async (instanceId, taskId) =>
      rowOf(
        db(),
        'tasks',
        read.taskOf,
        'SELECT * FROM tasks WHERE instance_id = ? AND task_id = ?',
        instanceId,
        taskId,
      ),
    jobs: async (query) => listJobs(db(), query),
    job: async (instanceId, jobId) =>
      rowOf(db(), 'jobs', read.jobOf, 'SELECT * FROM jobs WHERE instance_id = ? AND job_id = ?', instanceId, jobId),
    incidents: async (query) => listIncidents(db(), query),
    subscriptions: async (query) => listSubscriptions(db(), query),
    starts: async (query) => listStarts(db(), query),
    timers: async (query) => listTimers(db(), query),
    count: async (list, filter) => countRows(db(), list, filter),
    dueTimers: async (now, limit) => rowsOf(db(), 'timers', read.timerOf, dueTimers, now, limit),
    nextDueAt: async () => nextDueAt(db()),
    outbox: async (limit, which) => listOutbox(db(), limit, which),
    outboxOf: async (instanceId, limit) => listOutboxOf(db(), instanceId, limit),
    orderOf: async (call) => orderOf(db(), call),
    postpone: async (which, to) => postpone(db(), which, to),
    reclaim: async (now) => reclaim(db(), now),
    postponed: async ({ attempts, limit }) => listPostponed(db(), attempts, limit),
    vitals: async ({ attempts }) => vitals(db(), attempts),
    dropOutbox: async (id) => db().write(() => void db().prepare('DELETE FROM outbox WHERE id = ?').run(id)),
    bufferMessage: async (message) => bufferMessage(db(), message),
    bufferedMessages: async (query) => bufferedMessages(db(), query),
    dropBuffered: async (which) => dropBuffered(db(), which),
    usedKey: async (key) => rowOf(db(), 'used_keys', read.usedKeyOf, usedKey, key),
    usedKeys: async ({ after, limit }) => rowsOf(db(), 'used_keys', read.keyOf, usedKeys, after, limit),
    holds: async ({ after, limit }) => rowsOf(db(), 'holds', read.holdOf, holds, after, limit),
    offers: async ({ after, limit }) => {
      if (after === null) return rowsOf(db(), 'task_candidates', read.offerOf, offers('TRUE'), limit);
      const { candidate, createdAt, instanceId, taskId } = after;
      const later = offers('(candidate, created_at, instance_id, task_id) > (?, ?, ?, ?)');
      return rowsOf(db(), 'task_candidates', read.offerOf, later, candidate, createdAt, instanceId, taskId, limit);
    },
    leaseJobs: async (request) => leaseJobs(db(), request),
    extendLease: async ({ instanceId, jobId, fence, untilAt }) =>
      db().write(() => db().prepare(extendLease).run(untilAt, instanceId, jobId, fence).changes === 1),
    releaseJob: async (instanceId, jobId, fence) =>
      db().write(() => void db().prepare(releaseJob).run(instanceId, jobId, fence)),
    moveStart: async (start, { dueAt, left }) =>
      db().write(() => {
        const which = [start.process, toBlob(start.definition), start.element, start.kind, start.name] as const;
        const found = db()
          .prepare(findStart)
          .get(...which, start.dueAt, start.left);
        if (found === undefined) return false;
        if (dueAt === null)
          db()
            .prepare('DELETE FROM starts WHERE no = ?')
            .run(found.no as number);
        else
          db()
            .prepare(
              `UPDATE starts SET due_at = ?, firings_left = ?, try_at = ?, attempts = 0, trouble = NULL WHERE no = ?`,
            )
            .run(dueAt, left, dueAt, found.no as number);
        return true;
      }),
    archive: async (write) => archive(db(), write),
    journal: async (query) => readJournal(db(), query),
    journalSize: async () => db().read(() => Number(db().prepare(journalSize).get()?.size)),
    checkpoints: async () => rowsOf(db(), 'checkpoints', read.checkpointOf, 'SELECT * FROM checkpoints ORDER BY size'),
    putCheckpoint: async ({ size, root, at, frontier, note }) => {
      checkHash('checkpoint.root', root);
      return db().write(
        () => db().prepare(putCheckpoint).run(size, toBlob(root), at, frontier, note, size).changes === 1,
      );
    },
    backup: async (target, { onProgress } = {}) => backup(resolve(file), target, db().context, onProgress),
    integrityCheck: async () => integrityCheck(db()),
  };
  return inTurn(store, () => kept);
}

const dueTimers = `SELECT * FROM timers WHERE try_at <= ? AND ${isAwake} ORDER BY try_at, instance_id, timer_id LIMIT ?`;
const extendLease = `UPDATE jobs SET lease_until_at = ?
  WHERE instance_id = ? AND job_id = ? AND fence = ? AND lease_owner IS NOT NULL`;
const releaseJob = `UPDATE jobs SET lease_owner = NULL, lease_until_at = NULL WHERE instance_id = ? AND job_id = ? AND fence = ?`;
const findStart = `SELECT no FROM starts WHERE process = ? AND definition = ? AND element = ? AND kind = ? AND name = ?
  AND due_at IS ? AND firings_left = ?`;
const keysWithTexts = `SELECT used_keys.*, ifnull(journal.text, '') AS text FROM used_keys
  LEFT JOIN journal ON journal.instance_id = used_keys.instance_id AND journal.seq = used_keys.seq`;
const usedKey = `${keysWithTexts} WHERE key = ?`;
const usedKeys = `${keysWithTexts} WHERE key > ? ORDER BY key LIMIT ?`;
const holds = `SELECT * FROM holds WHERE name > ? ORDER BY name LIMIT ?`;
const offers = (where: string): string =>
  `SELECT * FROM task_candidates WHERE ${where} ORDER BY candidate, created_at, instance_id, task_id LIMIT ?`;
/** Entries are never deleted. */
const journalSize = `SELECT ifnull(max(position), 0) AS size FROM journal`;
const putCheckpoint = `INSERT INTO checkpoints (size, root, at, frontier, note)
  SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM checkpoints WHERE size >= ?)`;
