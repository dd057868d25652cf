// The yardstick of durable throughput on PostgreSQL: the rows of recorded steps, written as somebody would who knows them all beforehand:
// one transaction a batch, one prepared statement a table, all rows of the batch in it. The tables are those of the store, all values
// are made ready; nothing is checked, nobody else writes.
import { Client } from 'pg';
import { candidatesOf } from 'quytrinh/model';
import type { Batch } from './write-by-hand.ts';

/** Steps per second. The schema has the store's tables, and in them what the batches go on from. */
export async function writeByHandPostgres(url: string, schema: string, batches: readonly Batch[]): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const ready = batches.map((steps) => statements(schema, steps));
    const { rows } = await client.query<{ last: string }>(
      `SELECT coalesce(max(position), 0) AS last FROM ${schema}.journal`,
    );
    let position = Number(rows[0]?.last);
    globalThis.gc?.();
    const from = performance.now();
    for (const [at, writes] of ready.entries()) {
      await client.query('BEGIN');
      for (const write of writes)
        await client.query({ ...write, values: [...write.values, ...(write.name === 'journal' ? [position] : [])] });
      await client.query('COMMIT');
      position += batches[at]!.length;
    }
    const seconds = (performance.now() - from) / 1_000;
    return batches.reduce((sum, steps) => sum + steps.length, 0) / seconds;
  } finally {
    await client.end();
  }
}

interface Write {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

function statements(s: string, steps: Batch): Write[] {
  const writes: Write[] = [];
  const all = (name: string, rows: readonly object[], text: string): void => {
    if (rows.length > 0) writes.push({ name, text, values: [JSON.stringify(rows)] });
  };
  const rowOf = ({ instance: i, entry }: Batch[number]): object => ({
    ...{ instance_id: i.instanceId, process: i.process, definition: i.definition, status: i.status, seq: i.seq },
    ...{ started_at: i.startedAt, ended_at: i.endedAt, hash: entry.hash, snapshot: i.snapshot },
    ...{ business_key: i.businessKey, dossier: i.dossier.status },
  });
  const columns = `(instance_id text, process text, definition text, status text, seq bigint, started_at bigint, ended_at bigint,
    hash text, snapshot text, business_key text, dossier smallint)`;
  all(
    'begun',
    steps.filter(({ expectedSeq }) => expectedSeq === 0).map(rowOf),
    `INSERT INTO ${s}.instances (instance_id, process, definition, status, suspended, business_key, started_at, ended_at, seq, hash,
      snapshot, dossier_status) SELECT instance_id, process, decode(definition, 'hex'), status, false, business_key, started_at,
      ended_at, seq, decode(hash, 'hex'), snapshot, dossier FROM json_to_recordset($1) AS r ${columns}`,
  );
  all(
    'stepped',
    steps.filter(({ expectedSeq }) => expectedSeq > 0).map(rowOf),
    `UPDATE ${s}.instances SET status = r.status, ended_at = r.ended_at, seq = r.seq, hash = decode(r.hash, 'hex'),
      snapshot = r.snapshot, dossier_status = r.dossier FROM json_to_recordset($1) AS r ${columns}
      WHERE instances.status = 'active' AND instances.instance_id = r.instance_id`,
  );
  const tasks: object[] = [];
  const taskDrops: object[] = [];
  const timers: object[] = [];
  const timerDrops: object[] = [];
  for (const { instance, changes } of steps) {
    const instance_id = instance.instanceId;
    for (const change of changes) {
      if (change.table === 'tasks' && 'put' in change) {
        const { taskId, process, businessKey, element, state, assignee, createdAt, task } = change.put;
        tasks.push({
          ...{ instance_id, task_id: taskId, process, business_key: businessKey, element, state, assignee },
          ...{ created_at: createdAt, due_at: task.dueAt ?? null, task: JSON.stringify(task) },
          candidate: candidatesOf(task)[0],
        });
      } else if (change.table === 'tasks') taskDrops.push({ instance_id, id: change.drop });
      else if (change.table === 'timers' && 'put' in change) {
        const { timerId, element, dueAt } = change.put;
        timers.push({ instance_id, timer_id: timerId, element, due_at: dueAt, try_at: dueAt });
      } else if (change.table === 'timers') timerDrops.push({ instance_id, id: change.drop });
      else throw new Error(`the bench's process writes no rows of ${change.table}`);
    }
  }
  all(
    'tasks',
    tasks,
    `INSERT INTO ${s}.tasks (instance_id, task_id, process, business_key, element, state, assignee, created_at, due_at, task, candidate)
      SELECT * FROM json_to_recordset($1) AS r (instance_id text, task_id text, process text, business_key text, element text,
        state text, assignee text, created_at bigint, due_at bigint, task text, candidate text)`,
  );
  all('task_drops', taskDrops, dropOf(s, 'tasks', 'task_id'));
  all(
    'timers',
    timers,
    `INSERT INTO ${s}.timers (instance_id, timer_id, element, due_at, try_at) SELECT * FROM json_to_recordset($1) AS r
      (instance_id text, timer_id text, element text, due_at bigint, try_at bigint)`,
  );
  all('timer_drops', timerDrops, dropOf(s, 'timers', 'timer_id'));
  all(
    'journal',
    steps.map(({ instance, entry }) => ({ instance_id: instance.instanceId, seq: instance.seq, ...entry })),
    `INSERT INTO ${s}.journal (position, instance_id, seq, at, hash, text)
      SELECT $2::bigint + row_number() OVER (), instance_id, seq, at, decode(hash, 'hex'), text
      FROM json_to_recordset($1) AS r (instance_id text, seq bigint, at bigint, hash text, text text)`,
  );
  return writes;
}

function dropOf(s: string, table: string, id: string): string {
  return `DELETE FROM ${s}.${table} USING json_to_recordset($1) AS r (instance_id text, id text)
    WHERE ${table}.instance_id = r.instance_id AND ${table}.${id} = r.id`;
}
