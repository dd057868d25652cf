// The list of tasks, oldest first. A task that is offered to several of the wanted roles comes once.
import { conditions } from '../conditions.ts';
import { comparePlaces } from '../compare.ts';
import { pageOf, places, toPage, type Place } from '../page.ts';
import type { Page, TaskQuery, TaskRow } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { taskOf } from './rows.ts';

export function listTasks(db: Connection, query: TaskQuery): Page<TaskRow> {
  const { limit, after } = pageOf(query, places.tasks);
  const roles = query.roles === undefined ? null : [...new Set(query.roles)];
  // Each role has its rows in order already, so the first of every role are enough for the first of all.
  const rows =
    roles === null
      ? select(db, query, after, limit + 1)
      : merged(roles.flatMap((role) => select(db, query, after, limit + 1, role))).slice(0, limit + 1);
  return toPage(rows, limit, places.tasks, placeOf);
}

function select(
  db: Connection,
  query: TaskQuery,
  after: Place | null,
  most: number,
  role?: string,
): readonly TaskRow[] {
  // The table that leads the search gives the order, so that it can stop early; CROSS JOIN keeps SQLite from changing the lead.
  const isNarrow = query.instanceId !== undefined || query.assignee !== undefined;
  const lead = role === undefined || isNarrow ? 'tasks' : 'task_roles';
  const found = conditions();
  found.add('task_roles.role = ?', role);
  found.add('tasks.instance_id = ?', query.instanceId);
  found.add('tasks.process = ?', query.process);
  found.add('tasks.element = ?', query.element);
  found.add('tasks.assignee = ?', query.assignee);
  found.add('tasks.due_at < ?', query.dueBefore);
  if (after !== null) found.add(`(${lead}.created_at, ${lead}.instance_id, ${lead}.task_id) > (?, ?, ?)`, ...after);
  const from = role === undefined ? 'tasks' : joined[lead];
  const sql = `SELECT tasks.* FROM ${from} ${found.where}
    ORDER BY ${lead}.created_at, ${lead}.instance_id, ${lead}.task_id LIMIT ?`;
  return rowsOf(db, 'tasks', taskOf, sql, ...found.values, most);
}

const joined = {
  tasks: 'tasks CROSS JOIN task_roles USING (created_at, instance_id, task_id)',
  task_roles: 'task_roles CROSS JOIN tasks USING (created_at, instance_id, task_id)',
};

function merged(rows: readonly TaskRow[]): readonly TaskRow[] {
  const byPlace = new Map(rows.map((row) => [JSON.stringify([row.instanceId, row.taskId]), row]));
  return [...byPlace.values()].sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
}

function placeOf({ createdAt, instanceId, taskId }: TaskRow): Place {
  return [createdAt, instanceId, taskId];
}
