// A store in a PostgreSQL database: durable, shared by any number of engines on any number of machines.
import type { Pool } from 'pg';
import { checkHash } from '../check-steps.ts';
import type { InstanceRow } from '../port.ts';
import { archive } from './archive.ts';
import { bufferMessage, bufferedMessages, dropBuffered } from './buffer.ts';
import { commitDefinition } from './commit-definition.ts';
import { commitSteps } from './commit-steps.ts';
import { connection, type Connection } from './connection.ts';
import { leaseJobs } from './lease-jobs.ts';
import { listDefinitions } from './list-definitions.ts';
import { listTasks } from './list-tasks.ts';
import {
  countRows,
  listIncidents,
  listInstances,
  listJobs,
  listStarts,
  listSubscriptions,
  listTimers,
  readJournal,
} from './lists.ts';
import { checkFormat, migrate } from './migrate.ts';
import { nameOf } from './name-of.ts';
import { resolveOptions, type PostgresStore, type PostgresStoreOptions } from './options.ts';
import { storeError } from './problems.ts';
import { isAwake, listOutbox, listOutboxOf, listPostponed, nextDueAt, orderOf, postpone, vitals } from './postpone.ts';
import { rowOf, rowsOf } from './query.ts';
import { reclaim } from './reclaim.ts';
import { read, type Columns } from './rows.ts';
import { together } from './together.ts';
import { wakeOf, type Wake } from './wake.ts';

/**
 * `from`: an address `postgres://user:password@host:port/database`, or a pool, which stays its owner's to end. Nothing is connected
 * before `open()`. Throws EngineError OPTION_UNKNOWN, OPTION_INVALID, ARGUMENT_INVALID.
 *
 * While the server is away, or takes no writes (a failover), calls wait and try again for `retryForMs`. A commit whose connection breaks is looked up when the
 * server is back, and answered as what it was. EngineError STORE_LOST: it did not come back in time.
 */
export function postgresStore(from: string | Pool, options: PostgresStoreOptions = {}): PostgresStore {
  const resolved = resolveOptions(from, options);
  const { schema, readOnly } = resolved;
  const name = nameOf(from, schema);
  let kept: { readonly db: Connection; readonly wake: Wake } | null = null;
  let opening: Promise<void> | null = null;
  const store = (): { readonly db: Connection; readonly wake: Wake } => {
    if (kept === null) throw storeError('STORE_OPEN', name, 'notOpen');
    return kept;
  };
  const db = (): Connection => store().db;

  const open = async (): Promise<void> => {
    const made = connection(from, name, resolved);
    try {
      await (readOnly ? checkFormat(made) : migrate(made));
    } catch (error) {
      await made.close();
      throw error;
    }
    kept = { db: made, wake: wakeOf(made) };
  };

  const instanceById = together(async (ids) => {
    const found = new Map<string, InstanceRow>();
    // Nearly all that are asked for are active; a row goes from there to the ended ones, and never back.
    for (const among of [`status = 'active'`, `status <> 'active'`]) {
      const wanted = ids.filter((id) => !found.has(id));
      if (wanted.length === 0) break;
      const sql = `SELECT * FROM ${schema}.instances WHERE ${among} AND instance_id = ANY (?::text[])`;
      for (const row of await rowsOf(db(), 'instances', read.instanceOf, sql, wanted)) found.set(row.instanceId, row);
    }
    return found;
  });

  const keysWithTexts = `SELECT used.*, coalesce(journal.text, '') AS text FROM ${schema}.used_keys AS used
      LEFT JOIN ${schema}.journal ON journal.instance_id = used.instance_id AND journal.seq = used.seq`;
  const usedKey = together(async (keys) => {
    const sql = `${keysWithTexts} WHERE key = ANY (?::text[])`;
    const keyed = (columns: Columns) => [columns.key as string, read.usedKeyOf(columns)] as const;
    const used = await rowsOf(db(), 'used_keys', keyed, sql, keys);
    // Who asks will tell his caller that it is done: so it must be on the disk, whoever wrote it.
    if (used.length > 0) await db().write(`SELECT ${schema}.flush_steps()`);
    return new Map(used);
  });

  return {
    name,
    open: async () => {
      if (kept !== null) return;
      opening ??= open().finally(() => {
        opening = null;
      });
      await opening;
    },
    close: async () => {
      await opening?.catch(() => undefined);
      const open = kept;
      kept = null;
      await open?.wake.close();
      await open?.db.close();
    },
    // While one waits for the disk, the server works on the other.
    commitsAtOnce: 2,
    commit: async (steps) => commitSteps(db(), steps),
    commitDefinition: async (write) => commitDefinition(db(), write),
    definitions: async ({ process } = {}) => listDefinitions(db(), process),
    instance: async (instanceId) => instanceById(instanceId),
    instances: async (query) => listInstances(db(), query),
    tasks: async (query) => listTasks(db(), query),
    task: async (instanceId, taskId) => {
      const sql = `SELECT * FROM ${schema}.tasks WHERE instance_id = ? AND task_id = ?`;
      return rowOf(db(), 'tasks', read.taskOf, sql, instanceId, taskId);
    },
    jobs: async (query) => listJobs(db(), query),
    job: async (instanceId, jobId) => {
      const sql = `SELECT * FROM ${schema}.jobs WHERE instance_id = ? AND job_id = ?`;
      return rowOf(db(), 'jobs', read.jobOf, sql, instanceId, jobId);
    },
    incidents: async (query) => listIncidents(db(), query),
    subscriptions: async (query) => listSubscriptions(db(), query),
    starts: async (query) => listStarts(db(), query),
    timers: async (query) => listTimers(db(), query),
    count: async (list, filter) => countRows(db(), list, filter),
    dueTimers: async (now, limit) => {
      const sql = `SELECT * FROM ${schema}.timers WHERE try_at <= ? AND ${isAwake(schema)}
        ORDER BY try_at, instance_id, timer_id LIMIT ?`;
      return rowsOf(db(), 'timers', read.timerOf, sql, now, limit);
    },
    nextDueAt: async () => (await db().read(`SELECT ${nextDueAt(schema)} AS next`))[0]?.next as number | null,
    outbox: async (limit, which) => listOutbox(db(), limit, which),
    outboxOf: async (instanceId, limit) => listOutboxOf(db(), instanceId, limit),
    orderOf: async (call) => orderOf(db(), call),
    postpone: async (which, to) => postpone(db(), which, to),
    reclaim: async (now) => reclaim(db(), now),
    postponed: async ({ attempts, limit }) => listPostponed(db(), attempts, limit),
    vitals: async ({ attempts }) => vitals(db(), attempts),
    dropOutbox: async (id) => {
      await db().write(`DELETE FROM ${schema}.outbox WHERE id = ?`, id);
    },
    bufferMessage: async (message) => bufferMessage(db(), message),
    bufferedMessages: async (query) => bufferedMessages(db(), query),
    dropBuffered: async (which) => dropBuffered(db(), which),
    usedKey: async (key) => usedKey(key),
    usedKeys: async ({ after, limit }) => {
      const sql = `${keysWithTexts} WHERE key > ? ORDER BY key LIMIT ?`;
      return rowsOf(db(), 'used_keys', read.keyOf, sql, after, limit);
    },
    holds: async ({ after, limit }) => {
      const sql = `SELECT * FROM ${schema}.holds WHERE name > ? ORDER BY name LIMIT ?`;
      return rowsOf(db(), 'holds', read.holdOf, sql, after, limit);
    },
    offers: async ({ after, limit }) => {
      const columns = 'candidate, created_at, instance_id, task_id';
      const sql = (where: string): string =>
        `SELECT ${columns} FROM ${schema}.task_candidates WHERE ${where} ORDER BY ${columns} LIMIT ?`;
      if (after === null) return rowsOf(db(), 'task_candidates', read.offerOf, sql('TRUE'), limit);
      const { candidate, createdAt, instanceId, taskId } = after;
      const later = sql(`(${columns}) > (?, ?, ?, ?)`);
      return rowsOf(db(), 'task_candidates', read.offerOf, later, candidate, createdAt, instanceId, taskId, limit);
    },
    leaseJobs: async (request) => leaseJobs(db(), request),
    extendLease: async ({ instanceId, jobId, fence, untilAt }) => {
      const extended = await db().write(
        `UPDATE ${schema}.jobs SET lease_until_at = ?
          WHERE instance_id = ? AND job_id = ? AND fence = ? AND lease_owner IS NOT NULL RETURNING 1`,
        ...[untilAt, instanceId, jobId, fence],
      );
      return extended.length > 0;
    },
    releaseJob: async (instanceId, jobId, fence) => {
      await db().write(
        `UPDATE ${schema}.jobs SET lease_owner = NULL, lease_until_at = NULL
          WHERE instance_id = ? AND job_id = ? AND fence = ?`,
        ...[instanceId, jobId, fence],
      );
    },
    moveStart: async (start, { dueAt, left }) => {
      const which = [start.process, start.definition, start.element, start.kind, start.name, start.dueAt, start.left];
      const where = `no = (SELECT no FROM ${schema}.starts WHERE process = ? AND definition = decode(?, 'hex') AND element = ?
        AND kind = ? AND name = ? AND due_at IS NOT DISTINCT FROM ? AND firings_left = ? LIMIT 1 FOR UPDATE)`;
      const moved =
        dueAt === null
          ? await db().write(`DELETE FROM ${schema}.starts WHERE ${where} RETURNING 1`, ...which)
          : await db().write(
              `UPDATE ${schema}.starts SET due_at = ?, firings_left = ?, try_at = ?, attempts = 0, trouble = NULL
                WHERE ${where} RETURNING 1`,
              ...[dueAt, left, dueAt, ...which],
            );
      return moved.length > 0;
    },
    archive: async (write) => archive(db(), write),
    journal: async (query) => readJournal(db(), query),
    // Entries are never deleted.
    journalSize: async () =>
      (await db().read(`SELECT coalesce(max(position), 0) AS size FROM ${schema}.journal`))[0]?.size as number,
    checkpoints: async () =>
      rowsOf(db(), 'checkpoints', read.checkpointOf, `SELECT * FROM ${schema}.checkpoints ORDER BY size`),
    putCheckpoint: async ({ size, root, at, frontier, note }) => {
      checkHash('checkpoint.root', root);
      const added = await db().write(
        `INSERT INTO ${schema}.checkpoints (size, root, at, frontier, note)
          SELECT ?::bigint, decode(?, 'hex'), ?::bigint, ?, ?
          WHERE NOT EXISTS (SELECT 1 FROM ${schema}.checkpoints WHERE size >= ?) ON CONFLICT DO NOTHING RETURNING 1`,
        ...[size, root, at, frontier, note, size],
      );
      return added.length > 0;
    },
    // Whoever listens keeps a connection for himself; the only one is for commands.
    onWake: (listener) => (db().connections > 1 ? store().wake.listen(listener) : () => undefined),
  };
}
