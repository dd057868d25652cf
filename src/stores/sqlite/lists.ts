// The shorter lists: jobs, timers, incidents, subscriptions, starts, journal.
import type { SQLInputValue } from 'node:sqlite';
import { conditions } from '../conditions.ts';
import { comparePlaces } from '../compare.ts';
import { pageOf, places, toPage, type Place } from '../page.ts';
import type {
  IncidentQuery,
  IncidentRow,
  JobQuery,
  JobRow,
  JournalQuery,
  JournalRow,
  Page,
  StartRow,
  Store,
  SubscriptionQuery,
  SubscriptionRow,
  TimerQuery,
  TimerRow,
} from '../port.ts';
import {
  incidentConditions,
  jobConditions,
  subscriptionConditions,
  timerConditions,
  timerLegs,
} from '../sql-filters.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { incidentOf, jobOf, journalOf, startOf, subscriptionOf, timerOf } from './rows.ts';
import { words } from './words.ts';

export function listJobs(db: Connection, query: JobQuery): Page<JobRow> {
  const { limit, after } = pageOf(query, places.jobs);
  const found = conditions<SQLInputValue>();
  jobConditions(found, query);
  if (after !== null) found.add('(instance_id, job_id) > (?, ?)', ...after);
  const sql = `SELECT * FROM jobs ${found.where} ORDER BY instance_id, job_id LIMIT ?`;
  const rows = rowsOf(db, 'jobs', jobOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.jobs, (row) => [row.instanceId, row.jobId]);
}

export function listTimers(db: Connection, query: TimerQuery): Page<TimerRow> {
  const { limit, after } = pageOf(query, places.timers);
  const placeOf = (row: TimerRow): Place => [row.dueAt, row.instanceId, row.timerId];
  const rows = (['onTime', 'putOff'] as const).flatMap((leg) => {
    const found = conditions<SQLInputValue>();
    timerConditions(found, query, leg, words);
    const place = `${timerLegs[leg]}, instance_id, timer_id`;
    if (after !== null) found.add(`(${place}) > (?, ?, ?)`, ...after);
    const sql = `SELECT * FROM timers ${found.where} ORDER BY ${place} LIMIT ?`;
    return rowsOf(db, 'timers', timerOf, sql, ...found.values, limit + 1);
  });
  const first = rows.sort((a, b) => comparePlaces(placeOf(a), placeOf(b))).slice(0, limit + 1);
  return toPage(first, limit, places.timers, placeOf);
}

export function listIncidents(db: Connection, query: IncidentQuery): Page<IncidentRow> {
  const { limit, after } = pageOf(query, places.incidents);
  const found = conditions<SQLInputValue>();
  incidentConditions(found, query, words);
  if (after !== null) found.add('(raised_at, instance_id, incident_id) > (?, ?, ?)', ...after);
  const sql = `SELECT * FROM incidents ${found.where} ORDER BY raised_at, instance_id, incident_id LIMIT ?`;
  const rows = rowsOf(db, 'incidents', incidentOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.incidents, (row) => [row.raisedAt, row.instanceId, row.incidentId]);
}

export function listSubscriptions(db: Connection, query: SubscriptionQuery): Page<SubscriptionRow> {
  const { limit, after } = pageOf(query, places.subscriptions);
  const found = conditions<SQLInputValue>();
  subscriptionConditions(found, query);
  if (after !== null) found.add('(instance_id, subscription_id) > (?, ?)', ...after);
  const sql = `SELECT * FROM subscriptions ${found.where} ORDER BY instance_id, subscription_id LIMIT ?`;
  const rows = rowsOf(db, 'subscriptions', subscriptionOf, sql, ...found.values, limit + 1);
  return toPage(rows, limit, places.subscriptions, (row) => [row.instanceId, row.subscriptionId]);
}

export function listStarts(db: Connection, query: Parameters<Store['starts']>[0]): readonly StartRow[] {
  const found = conditions();
  found.add('process = ?', query.process);
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
