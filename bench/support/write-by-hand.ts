// The yardstick of durable throughput: the rows of recorded steps, written with nothing in between but the driver. The tables are
// those of the store, all values are made ready beforehand; what is timed is transactions and statements alone.
import { isDeepStrictEqual } from 'node:util';
import type { DatabaseSync as Database, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Store } from 'quytrinh';
import { candidatesOf, type TaskFacts } from 'quytrinh/model';
import { sqliteStore } from 'quytrinh/stores/sqlite';

export type Batch = Parameters<Store['commit']>[0];

/** Steps per second. `file` is made when it is not there; otherwise the batches go on from what is in it. */
export async function writeByHand(file: string, batches: readonly Batch[]): Promise<number> {
  const store = sqliteStore(file);
  await store.open();
  await store.close();
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const reader = new DatabaseSync(file, { readOnly: true });
  const database = new DatabaseSync(file);
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000',
    );
    const known: Known = { standings: new Map(), candidates: new Map() };
    // Another connection reads what is there, so that the writing one begins with nothing in its memory.
    const ready = batches.map((steps) => makeReady(database, reader, steps, known));
    const begin = database.prepare('BEGIN IMMEDIATE');
    const commit = database.prepare('COMMIT');
    globalThis.gc?.();
    const from = performance.now();
    for (const writes of ready) {
      begin.run();
      for (const { statement, values } of writes) statement.run(...values);
      commit.run();
    }
    const seconds = (performance.now() - from) / 1_000;
    return batches.reduce((sum, steps) => sum + steps.length, 0) / seconds;
  } finally {
    reader.close();
    database.close();
  }
}

interface Write {
  readonly statement: StatementSync;
  readonly values: SQLInputValue[];
}

/** What the tables hold before each batch: a column that stays as it is isn't written, a row that goes is known by its key. */
interface Known {
  readonly standings: Map<string, string>;
  readonly candidates: Map<string, readonly (readonly [string, number])[]>;
}

const kept = new WeakMap<Database, Map<string, StatementSync>>();

function makeReady(database: Database, reader: Database, steps: Batch, known: Known): Write[] {
  return steps.flatMap(({ instance, expectedSeq, entry, changes }) => {
    const { instanceId, seq, status } = instance;
    const hash = Buffer.from(entry.hash, 'hex');
    const about = [instance.process, Buffer.from(instance.definition, 'hex'), status, 0, instance.businessKey];
    const times = [instance.startedAt, instance.endedAt];
    const { light, riskAt, dueAt } = instance.dossier;
    const standing = [instance.dossier.status, light, riskAt, dueAt];
    const before = known.standings.get(instanceId) ?? standingIn(instanceId);
    known.standings.set(instanceId, JSON.stringify(standing));
    const writes: Write[] = [];
    if (expectedSeq === 0) {
      writes.push(write(addInstance, instanceId, ...about, ...times, seq, hash, instance.snapshot, ...standing));
    } else if (status !== 'active') {
      writes.push(write(endInstance, status, instance.endedAt, seq, hash, instance.snapshot, ...standing, instanceId));
    } else if (before === JSON.stringify(standing)) {
      writes.push(write(stepInstance, seq, hash, instance.snapshot, instanceId));
    } else writes.push(write(moveInstance, seq, hash, instance.snapshot, ...standing, instanceId));
    writes.push(write(addEntry, instanceId, seq, entry.at, hash, entry.text));
    for (const change of changes) {
      if (change.table === 'timers') {
        if ('drop' in change) writes.push(write(dropTimer, instanceId, change.drop));
        else {
          const { timerId, element, dueAt } = change.put;
          writes.push(write(addTimer, instanceId, timerId, element, dueAt, dueAt));
        }
        continue;
      }
      if (change.table !== 'tasks') throw new Error(`the bench's process writes no rows of ${change.table}`);
      if ('drop' in change) {
        const key = `${instanceId}:${change.drop}`;
        const offered = known.candidates.get(key) ?? candidatesIn(instanceId, change.drop);
        known.candidates.delete(key);
        writes.push(write(dropTask, instanceId, change.drop));
        for (const [candidate, createdAt] of offered)
          writes.push(write(dropCandidate, candidate, createdAt, instanceId, change.drop));
      } else {
        const { taskId, process, businessKey, element, state, assignee, createdAt, task } = change.put;
        const facts = [taskId, process, businessKey, element, state, assignee, createdAt, null, JSON.stringify(task)];
        const offered = candidatesOf(task).map((candidate) => [candidate, createdAt] as const);
        known.candidates.set(`${instanceId}:${taskId}`, offered);
        writes.push(write(addTask, instanceId, ...facts));
        for (const [candidate] of offered) writes.push(write(addCandidate, candidate, createdAt, instanceId, taskId));
      }
    }
    return writes;
  });

  function standingIn(instanceId: string): string {
    const row = reader
      .prepare('SELECT dossier_status, light, risk_at, due_at FROM instances WHERE instance_id = ?')
      .get(instanceId);
    return JSON.stringify(Object.values(row ?? {}));
  }

  function candidatesIn(instanceId: string, taskId: string): [string, number][] {
    const row = reader
      .prepare('SELECT created_at, task FROM tasks WHERE instance_id = ? AND task_id = ?')
      .get(instanceId, taskId);
    if (row === undefined) throw new Error(`there is no task ${taskId} of ${instanceId}`);
    return candidatesOf(JSON.parse(String(row.task)) as TaskFacts).map((one) => [one, Number(row.created_at)]);
  }

  function write(sql: string, ...values: SQLInputValue[]): Write {
    let statements = kept.get(database);
    if (statements === undefined) kept.set(database, (statements = new Map<string, StatementSync>()));
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = database.prepare(sql)));
    return { statement, values };
  }
}

const addInstance = `INSERT INTO instances (instance_id, process, definition, status, suspended, business_key, started_at, ended_at,
  seq, hash, snapshot, dossier_status, light, risk_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const stepInstance = 'UPDATE instances SET seq = ?, hash = ?, snapshot = ? WHERE instance_id = ?';
const moveInstance = `UPDATE instances SET seq = ?, hash = ?, snapshot = ?, dossier_status = ?, light = ?, risk_at = ?, due_at = ?
  WHERE instance_id = ?`;
const endInstance = `UPDATE instances SET status = ?, ended_at = ?, seq = ?, hash = ?, snapshot = ?, dossier_status = ?, light = ?, risk_at = ?,
  due_at = ? WHERE instance_id = ?`;
const addEntry = 'INSERT INTO journal (instance_id, seq, at, hash, text) VALUES (?, ?, ?, ?, ?)';
const addTask = `INSERT INTO tasks (instance_id, task_id, process, business_key, element, state, assignee, created_at, due_at, task)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const addCandidate = 'INSERT INTO task_candidates (candidate, created_at, instance_id, task_id) VALUES (?, ?, ?, ?)';
const dropCandidate = `DELETE FROM task_candidates WHERE candidate = ? AND created_at = ? AND instance_id = ? AND task_id = ?`;
const addTimer = 'INSERT INTO timers (instance_id, timer_id, element, due_at, try_at) VALUES (?, ?, ?, ?, ?)';
const dropTimer = 'DELETE FROM timers WHERE instance_id = ? AND timer_id = ?';
const dropTask = 'DELETE FROM tasks WHERE instance_id = ? AND task_id = ?';

/** Of the journal, what the steps have left: the deployment is no step of an instance. */
const queries = [
  'SELECT * FROM instances ORDER BY instance_id',
  `SELECT instance_id, seq, at, hash, text FROM journal WHERE instance_id NOT LIKE 'definition:%' ORDER BY instance_id, seq`,
  'SELECT * FROM tasks ORDER BY instance_id, task_id',
  'SELECT * FROM task_candidates ORDER BY candidate, created_at, instance_id, task_id',
  'SELECT * FROM timers ORDER BY instance_id, timer_id',
];

/** Throws unless both files hold the same rows: then what was timed by hand is what the store has written. */
export function sameRows(ours: string, hand: string): void {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const [one, other] = [ours, hand].map((file) => {
    const database = new DatabaseSync(file, { readOnly: true });
    const all = queries.map((sql) => database.prepare(sql).all());
    database.close();
    return all;
  });
  if (!isDeepStrictEqual(one, other)) throw new Error('the rows written by hand are not those of the store');
}
