// The list of tasks, oldest or most urgent first. A task that is offered to several of the wanted comes once.
import type { SQLInputValue } from 'node:sqlite';
import { dueLegs } from '../by-due.ts';
import { conditions } from '../conditions.ts';
import { comparePlaces } from '../compare.ts';
import { pageOf, placeOf, places, toPage, type Place } from '../page.ts';
import type { ListedTask, Page, TaskFilter, TaskQuery, TaskRow } from '../port.ts';
import { offeredTo } from '../offered-to.ts';
import { isNarrow, offeredConditions, taskConditions, tasksByDueConditions } from '../sql-filters.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';
import { words } from './words.ts';

export function listTasks(db: Connection, query: TaskQuery): Page<TaskRow> {
  if (query.order === 'due') return byDue(db, query);
  const { limit, after } = pageOf(query, places.tasks);
  const [lead, ...more] = offeredTo(query);
  const rows =
    lead === undefined || isNarrow(query)
      ? byAge(db, query, after, limit + 1)
      : byCandidates(db, lead, more, query, after, limit + 1);
  return toPage(rows, limit, places.tasks, placeOf.task);
}

function byDue(db: Connection, query: TaskQuery): Page<TaskRow> {
  const { limit, after } = pageOf(query, places.tasksByDue);
  const rows: ListedTask[] = [];
  for (const leg of dueLegs('tasks', ['instance_id', 'task_id'], after)) {
    if (rows.length > limit) break;
    const found = conditions<SQLInputValue>();
    tasksByDueConditions(found, query, leg, words);
    const sql = `SELECT tasks.* FROM tasks ${found.where} ORDER BY ${leg.order} LIMIT ?`;
    rows.push(...rowsOf(db, 'tasks', read.taskOf, sql, ...found.values, limit + 1 - rows.length));
  }
  return toPage(rows, limit, places.tasksByDue, placeOf.taskByDue);
}

function byAge(db: Connection, query: TaskFilter, after: Place | null, most: number): readonly ListedTask[] {
  const found = conditions<SQLInputValue>();
  taskConditions(found, query, words);
  offeredConditions(found, offeredTo(query), words);
  if (after !== null) found.add('(tasks.created_at, tasks.instance_id, tasks.task_id) > (?, ?, ?)', ...after);
  // Sorted afterwards when something else leads: few are due in a time, and all are in the look-up by age.
  const isByDue = query.dueFrom !== undefined || query.dueBefore !== undefined;
  const sql = `SELECT tasks.* FROM tasks ${found.where}
    ORDER BY ${isByDue ? '+' : ''}tasks.created_at, tasks.instance_id, tasks.task_id LIMIT ?`;
  return rowsOf(db, 'tasks', read.taskOf, sql, ...found.values, most);
}

/** Each candidate has its rows in order already, so the first of every one are enough for the first of all. */
function byCandidates(
  db: Connection,
  lead: readonly string[],
  more: readonly (readonly string[])[],
  query: TaskFilter,
  after: Place | null,
  most: number,
): readonly ListedTask[] {
  const found = conditions<SQLInputValue>();
  taskConditions(found, query, words);
  offeredConditions(found, more, words);
  const asksTasks = found.where !== '';
  const own = conditions<SQLInputValue>();
  if (after !== null) own.add('(c.created_at, c.instance_id, c.task_id) > (?, ?, ?)', ...after);
  // CROSS JOIN keeps SQLite from changing the lead.
  const joined = asksTasks ? 'CROSS JOIN tasks USING (created_at, instance_id, task_id)' : '';
  const where = [found.where, own.where].map((part) => part.replace('WHERE ', '')).filter((part) => part !== '');
  const sql = `SELECT c.created_at, c.instance_id, c.task_id FROM task_candidates AS c ${joined}
    WHERE ${['c.candidate = ?', ...where].join(' AND ')} ORDER BY c.created_at, c.instance_id, c.task_id LIMIT ?`;
  const byPlace = new Map<string, Place>();
  for (const candidate of lead) {
    for (const place of rowsOf(db, 'tasks', placeIn, sql, candidate, ...found.values, ...own.values, most)) {
      byPlace.set(JSON.stringify(place), place);
    }
  }
  const first = [...byPlace.values()].sort(comparePlaces).slice(0, most);
  return first.flatMap(([, instanceId, taskId]) => rowsOf(db, 'tasks', read.taskOf, taskAt, instanceId!, taskId!));
}

const taskAt = 'SELECT * FROM tasks WHERE instance_id = ? AND task_id = ?';

function placeIn(columns: Readonly<Record<string, unknown>>): Place {
  return [columns.created_at as number, columns.instance_id as string, columns.task_id as string];
}
