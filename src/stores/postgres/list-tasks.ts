// The list of tasks, oldest or most urgent first. A task that is offered to several of the wanted comes once.
import { dueLegs } from '../by-due.ts';
import { conditions } from '../conditions.ts';
import { pageOf, placeOf, places, toPage } from '../page.ts';
import type { ListedTask, Page, TaskQuery, TaskRow } from '../port.ts';
import { offeredTo } from '../offered-to.ts';
import { isNarrow, offeredConditions, taskConditions, tasksByDueConditions } from '../sql-filters.ts';
import type { Connection, Parameter } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';
import { wordsOf } from './words.ts';

export async function listTasks(db: Connection, query: TaskQuery): Promise<Page<TaskRow>> {
  if (query.order === 'due') return byDue(db, query);
  const { limit, after } = pageOf(query, places.tasks);
  const words = wordsOf(db);
  const found = conditions<Parameter>();
  taskConditions(found, query, words);
  const [lead, ...more] = offeredTo(query);
  const most = limit + 1;
  let rows: readonly ListedTask[];
  if (lead === undefined || isNarrow(query)) {
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

async function byDue(db: Connection, query: TaskQuery): Promise<Page<TaskRow>> {
  const { limit, after } = pageOf(query, places.tasksByDue);
  const rows: ListedTask[] = [];
  for (const leg of dueLegs('tasks', ['instance_id', 'task_id'], after)) {
    if (rows.length > limit) break;
    const found = conditions<Parameter>();
    tasksByDueConditions(found, query, leg, wordsOf(db));
    const sql = `SELECT tasks.* FROM ${db.schema}.tasks ${found.where} ORDER BY ${leg.order} LIMIT ?`;
    rows.push(...(await rowsOf(db, 'tasks', read.taskOf, sql, ...found.values, limit + 1 - rows.length)));
  }
  return toPage(rows, limit, places.tasksByDue, placeOf.taskByDue);
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
