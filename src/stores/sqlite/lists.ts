// The shorter lists: jobs, incidents, subscriptions, starts, journal.
import { conditions } from '../conditions.ts';
import { pageOf, places, toPage } from '../page.ts';
import type {
  IncidentQuery,
  IncidentRow,
  JobQuery,
  JobRow,
  JournalQuery,
  JournalRow,
  Page,
  StartRow,
  SubscriptionQuery,
  SubscriptionRow,
} from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { incidentOf, jobOf, journalOf, startOf, subscriptionOf } from './rows.ts';

export function listJobs(db: Connection, query: JobQuery): Page<JobRow> {
  const { limit, after } = pageOf(query, places.jobs);
  const found = conditions();
  found.add('instance_id = ?', query.instanceId);
  found.add('job_type = ?', query.jobType);
  if (after !== null) found.add('(instance_id, job_id) > (?, ?)', ...after);
  const sql = `SELECT * FROM jobs ${found.where} ORDER BY instance_id, job_id LIMIT ?`;
  const rows = rowsOf(db, 'jobs', jobOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.jobs, (row) => [row.instanceId, row.jobId]);
}

export function listIncidents(db: Connection, query: IncidentQuery): Page<IncidentRow> {
  const { limit, after } = pageOf(query, places.incidents);
  const found = conditions();
  found.add('instance_id = ?', query.instanceId);
  found.add('process = ?', query.process);
  if (after !== null) found.add('(raised_at, instance_id, incident_id) > (?, ?, ?)', ...after);
  const sql = `SELECT * FROM incidents ${found.where} ORDER BY raised_at, instance_id, incident_id LIMIT ?`;
  const rows = rowsOf(db, 'incidents', incidentOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.incidents, (row) => [row.raisedAt, row.instanceId, row.incidentId]);
}

export function listSubscriptions(db: Connection, query: SubscriptionQuery): readonly SubscriptionRow[] {
  const found = conditions();
  found.add('instance_id = ?', query.instanceId);
  found.add('kind = ?', query.kind);
  found.add('name = ?', query.name);
  found.add('key IS ?', query.key);
  const sql = `SELECT * FROM subscriptions ${found.where} ORDER BY instance_id, subscription_id`;
  return rowsOf(db, 'subscriptions', subscriptionOf, sql, ...found.values);
}

export function listStarts(
  db: Connection,
  query: { readonly kind?: StartRow['kind']; readonly name?: string; readonly dueAt?: number },
): readonly StartRow[] {
  const found = conditions();
  found.add('kind = ?', query.kind);
  found.add('name = ?', query.name);
  found.add('due_at <= ?', query.dueAt);
  return rowsOf(db, 'starts', startOf, `SELECT * FROM starts ${found.where} ORDER BY no`, ...found.values);
}

export function readJournal(db: Connection, { instanceId, from = 1, limit = -1 }: JournalQuery): readonly JournalRow[] {
  const found = conditions();
  // The plus keeps the search on the entries of the instance, which are few.
  found.add('instance_id = ?', instanceId);
  found.add(instanceId === undefined ? 'position >= ?' : '+position >= ?', from);
  const order = instanceId === undefined ? 'position' : 'seq';
  return rowsOf(
    db,
    'journal',
    journalOf,
    `SELECT * FROM journal ${found.where} ORDER BY ${order} LIMIT ?`,
    ...found.values,
    limit,
  );
}
