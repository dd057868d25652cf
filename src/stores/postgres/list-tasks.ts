// The list of tasks, oldest first. A task that is offered to several of the wanted comes once.
import { conditions } from '../conditions.ts';
import { pageOf, placeOf, places, toPage } from '../page.ts';
import type { Page, TaskQuery, TaskRow } from '../port.ts';
import { offeredTo } from '../offered-to.ts';
import { offeredConditions, taskConditions } from '../sql-filters.ts';
import type { Connection, Parameter } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';
import { wordsOf } from './words.ts';

export async function listTasks(db: Connection, query: TaskQuery): Promise<Page<TaskRow>> {
  const { limit, after } = pageOf(query, places.tasks);
  const words = wordsOf(db);
  const found = conditions<Parameter>();
  taskConditions(found, query, words);
  const [lead, ...more] = offeredTo(query);
  // Few tasks are of one instance or one person: then those are looked at; otherwise those to whom they are offered lead.
  const isNarrow = query.instanceId !== undefined || typeof query.assignee === 'string';
  const most = limit + 1;
  let rows: readonly TaskRow[];
  if (lead === undefined || isNarrow) {
    offeredConditions(found, lead === undefined ? more : [lead, ...more], words);
    if (after !== null) found.add('(tasks.created_at, tasks.instance_id, tasks.task_id) > (?, ?, ?)', ...after);
    const sql = `SELECT * FROM ${db.schema}.tasks ${found.where} ORDER BY created_at, instance_id, task_id LIMIT ?`;
    rows = await rowsOf(db, 'tasks', read.taskOf, sql, ...found.values, most);
  } else {
    offeredConditions(found, more, words);
    if (after !== null) found.add('(c.created_at, c.instance_id, c.task_id) > (?, ?, ?)', ...after);
    const sql = byCandidates(db.schema, found.where);
    rows = await rowsOf(db, 'tasks', read.taskOf, sql, lead, ...found.values, most, most);
  }
  return toPage(rows, limit, places.tasks, placeOf.task);
}

/** Each candidate has its rows in order already, so the first of every one are enough for the first of all. */
function byCandidates(schema: string, where: string): string {
  return `SELECT DISTINCT ON (created_at, instance_id, task_id) task.* FROM unnest(?::text[]) AS wanted (candidate)
    CROSS JOIN LATERAL (
      SELECT tasks.* FROM ${schema}.task_candidates AS c
      JOIN ${schema}.tasks ON tasks.instance_id = c.instance_id AND tasks.task_id = c.task_id
      ${where === '' ? 'WHERE' : `${where} AND`} c.candidate = wanted.candidate
      ORDER BY c.created_at, c.instance_id, c.task_id LIMIT ?
    ) AS task ORDER BY created_at, instance_id, task_id LIMIT ?`;
}
