// The list of tasks, oldest first. A task that is offered to several of the wanted roles comes once.
import { conditions } from '../conditions.ts';
import { pageOf, places, toPage } from '../page.ts';
import type { Page, TaskQuery, TaskRow } from '../port.ts';
import type { Connection, Parameter } from './connection.ts';
import { rowsOf } from './query.ts';
import { taskOf } from './rows.ts';

export async function listTasks(db: Connection, query: TaskQuery): Promise<Page<TaskRow>> {
  const { limit, after } = pageOf(query, places.tasks);
  const { roles, instanceId, assignee } = query;
  const found = conditions<Parameter>();
  found.add('tasks.instance_id = ?', instanceId);
  found.add('tasks.process = ?', query.process);
  found.add('tasks.element = ?', query.element);
  found.add('tasks.assignee = ?', assignee);
  found.add('tasks.due_at < ?', query.dueBefore);
  // Few tasks are of one instance or one person: then those are looked at; otherwise the roles lead the search.
  const rolesLead = roles !== undefined && instanceId === undefined && assignee === undefined;
  if (roles !== undefined && !rolesLead) {
    found.add(
      `EXISTS (SELECT 1 FROM ${db.schema}.task_roles AS r
        WHERE r.instance_id = tasks.instance_id AND r.task_id = tasks.task_id AND r.role = ANY (?::text[]))`,
      roles,
    );
  }
  const lead = rolesLead ? 'r' : 'tasks';
  if (after !== null) found.add(`(${lead}.created_at, ${lead}.instance_id, ${lead}.task_id) > (?, ?, ?)`, ...after);
  const most = limit + 1;
  const rows = rolesLead
    ? await rowsOf(db, 'tasks', taskOf, byRoles(db.schema, found.where), roles, ...found.values, most, most)
    : await rowsOf(
        db,
        'tasks',
        taskOf,
        `SELECT * FROM ${db.schema}.tasks ${found.where} ORDER BY created_at, instance_id, task_id LIMIT ?`,
        ...found.values,
        most,
      );
  return toPage(rows, limit, places.tasks, (row) => [row.createdAt, row.instanceId, row.taskId]);
}

/** Each role has its rows in order already, so the first of every role are enough for the first of all. */
function byRoles(schema: string, where: string): string {
  return `SELECT DISTINCT ON (created_at, instance_id, task_id) task.* FROM (SELECT DISTINCT unnest(?::text[]) AS role) AS wanted
    CROSS JOIN LATERAL (
      SELECT tasks.* FROM ${schema}.task_roles AS r
      JOIN ${schema}.tasks ON tasks.instance_id = r.instance_id AND tasks.task_id = r.task_id
      ${where === '' ? 'WHERE' : `${where} AND`} r.role = wanted.role
      ORDER BY r.created_at, r.instance_id, r.task_id LIMIT ?
    ) AS task ORDER BY created_at, instance_id, task_id LIMIT ?`;
}
