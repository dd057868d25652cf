// The lists of instances, jobs, incidents, subscriptions, starts and entries.
import { conditions } from '../conditions.ts';
import { pageOf, places, toPage } from '../page.ts';
import type {
  IncidentQuery,
  IncidentRow,
  InstanceQuery,
  InstanceRow,
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
import { incidentOf, instanceOf, jobOf, journalOf, startOf, subscriptionOf } from './rows.ts';

/** Oldest first, by the number of their row. */
export async function listInstances(db: Connection, query: InstanceQuery): Promise<Page<InstanceRow>> {
  const { limit, after } = pageOf(query, places.instances);
  const found = conditions();
  found.add('process = ?', query.process);
  found.add('status = ?', query.status);
  found.add('business_key = ?', query.businessKey);
  found.add('no > ?', after?.[0]);
  const sql = `SELECT * FROM ${db.schema}.instances ${found.where} ORDER BY no LIMIT ?`;
  const rows = await rowsOf(
    db,
    'instances',
    (columns) => ({ no: Number(columns.no), row: instanceOf(columns) }),
    sql,
    ...found.values,
    limit + 1,
  );
  const page = toPage(rows, limit, places.instances, ({ no }) => [no]);
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

export async function listJobs(db: Connection, query: JobQuery): Promise<Page<JobRow>> {
  const { limit, after } = pageOf(query, places.jobs);
  const found = conditions();
  found.add('instance_id = ?', query.instanceId);
  found.add('job_type = ?', query.jobType);
  if (after !== null) found.add('(instance_id, job_id) > (?, ?)', ...after);
  const sql = `SELECT * FROM ${db.schema}.jobs ${found.where} ORDER BY instance_id, job_id LIMIT ?`;
  const rows = await rowsOf(db, 'jobs', jobOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.jobs, (row) => [row.instanceId, row.jobId]);
}

export async function listIncidents(db: Connection, query: IncidentQuery): Promise<Page<IncidentRow>> {
  const { limit, after } = pageOf(query, places.incidents);
  const found = conditions();
  found.add('instance_id = ?', query.instanceId);
  found.add('process = ?', query.process);
  if (after !== null) found.add('(raised_at, instance_id, incident_id) > (?, ?, ?)', ...after);
  const sql = `SELECT * FROM ${db.schema}.incidents ${found.where} ORDER BY raised_at, instance_id, incident_id LIMIT ?`;
  const rows = await rowsOf(db, 'incidents', incidentOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.incidents, (row) => [row.raisedAt, row.instanceId, row.incidentId]);
}

export async function listSubscriptions(db: Connection, query: SubscriptionQuery): Promise<readonly SubscriptionRow[]> {
  const found = conditions();
  found.add('instance_id = ?', query.instanceId);
  found.add('kind = ?', query.kind);
  found.add('name = ?', query.name);
  found.add('key = ?', query.key);
  const sql = `SELECT * FROM ${db.schema}.subscriptions ${found.where} ORDER BY instance_id, subscription_id`;
  return rowsOf(db, 'subscriptions', subscriptionOf, sql, ...found.values);
}

export async function listStarts(
  db: Connection,
  query: { readonly kind?: StartRow['kind']; readonly name?: string; readonly dueAt?: number },
): Promise<readonly StartRow[]> {
  const found = conditions();
  found.add('kind = ?', query.kind);
  found.add('name = ?', query.name);
  found.add('due_at <= ?', query.dueAt);
  const sql = `SELECT * FROM ${db.schema}.starts ${found.where} ORDER BY no`;
  return rowsOf(db, 'starts', startOf, sql, ...found.values);
}

export async function readJournal(
  db: Connection,
  { instanceId, from = 1, limit }: JournalQuery,
): Promise<readonly JournalRow[]> {
  const found = conditions();
  found.add('instance_id = ?', instanceId);
  found.add('position >= ?', from);
  const order = instanceId === undefined ? 'position' : 'seq';
  const sql = `SELECT * FROM ${db.schema}.journal ${found.where} ORDER BY ${order} LIMIT ?`;
  return rowsOf(db, 'journal', journalOf, sql, ...found.values, limit ?? null);
}
