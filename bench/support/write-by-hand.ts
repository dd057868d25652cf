// The yardstick of durable throughput: the rows of recorded steps, written with nothing in between but the driver. The tables are
// those of the store, all values are made ready beforehand; what is timed is transactions and statements alone.
import type { DatabaseSync as Database, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Store } from 'quytrinh';
import { sqliteStore } from 'quytrinh/stores/sqlite';

export type Batch = Parameters<Store['commit']>[0];

/** Steps per second. `file` is made when it is not there; otherwise the batches go on from what is in it. */
export async function writeByHand(file: string, batches: readonly Batch[]): Promise<number> {
  const store = sqliteStore(file);
  await store.open();
  await store.close();
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(file);
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000',
    );
    const ready = batches.map((steps) => makeReady(database, steps));
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
    database.close();
  }
}

interface Write {
  readonly statement: StatementSync;
  readonly values: SQLInputValue[];
}

const kept = new WeakMap<Database, Map<string, StatementSync>>();

function makeReady(database: Database, steps: Batch): Write[] {
  return steps.flatMap(({ instance, expectedSeq, entry, changes }) => {
    const { instanceId, seq } = instance;
    const hash = Buffer.from(entry.hash, 'hex');
    const about = [instance.process, Buffer.from(instance.definition, 'hex'), instance.status, 0, instance.businessKey];
    const times = [instance.startedAt, instance.endedAt];
    const { status, light, riskAt, dueAt } = instance.dossier;
    const standing = [status, light, riskAt, dueAt];
    const writes = [
      expectedSeq === 0
        ? write(addInstance, instanceId, ...about, ...times, seq, hash, instance.snapshot, ...standing)
        : instance.status === 'active'
          ? write(stepInstance, seq, hash, instance.snapshot, instanceId)
          : write(
              endInstance,
              instance.status,
              instance.endedAt,
              seq,
              hash,
              instance.snapshot,
              ...standing,
              instanceId,
            ),
      write(addEntry, instanceId, seq, entry.at, hash, entry.text),
    ];
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
      if ('drop' in change) writes.push(write(dropTask, instanceId, change.drop));
      else {
        const { taskId, process, businessKey, element, state, assignee, createdAt, task } = change.put;
        const facts = [taskId, process, businessKey, element, state, assignee, createdAt, null, JSON.stringify(task)];
        writes.push(write(addTask, instanceId, ...facts));
      }
    }
    return writes;
  });

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
const endInstance = `UPDATE instances SET status = ?, ended_at = ?, seq = ?, hash = ?, snapshot = ?, dossier_status = ?, light = ?, risk_at = ?,
  due_at = ? WHERE instance_id = ?`;
const addEntry = 'INSERT INTO journal (instance_id, seq, at, hash, text) VALUES (?, ?, ?, ?, ?)';
const addTask = `INSERT INTO tasks (instance_id, task_id, process, business_key, element, state, assignee, created_at, due_at, task)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const addTimer = 'INSERT INTO timers (instance_id, timer_id, element, due_at, try_at) VALUES (?, ?, ?, ?, ?)';
const dropTimer = 'DELETE FROM timers WHERE instance_id = ? AND timer_id = ?';
const dropTask = 'DELETE FROM tasks WHERE instance_id = ? AND task_id = ?';
