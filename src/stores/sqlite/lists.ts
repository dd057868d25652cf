// The shorter lists: jobs, timers, incidents, subscriptions, starts, journal.
import type { SQLInputValue } from 'node:sqlite';
import { conditions } from '../conditions.ts';
import { comparePlaces } from '../compare.ts';
import { pageOf, placeOf, places, toPage } from '../page.ts';
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
import { legsOf, timerConditions, timerLegs } from '../sql-filters.ts';
import { incidentsPage, jobsPage, subscriptionsPage } from '../sql-pages.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';
import { words } from './words.ts';

export function listJobs(db: Connection, query: JobQuery): Page<JobRow> {
  const { sql, values, page } = jobsPage(query, words);
  return page(rowsOf(db, 'jobs', read.jobOf, sql, ...values));
}

export function listTimers(db: Connection, query: TimerQuery): Page<TimerRow> {
  const { limit, after } = pageOf(query, places.timers);
  const rows = legsOf('timers').flatMap((leg) => {
    const found = conditions<SQLInputValue>();
    timerConditions(found, query, leg, words);
    const place = `${timerLegs[leg]}, instance_id, timer_id`;
    if (after !== null) found.add(`(${place}) > (?, ?, ?)`, ...after);
    const sql = `SELECT * FROM timers ${found.where} ORDER BY ${place} LIMIT ?`;
    return rowsOf(db, 'timers', read.timerOf, sql, ...found.values, limit + 1);
  });
  const first = rows.sort((a, b) => comparePlaces(placeOf.timer(a), placeOf.timer(b))).slice(0, limit + 1);
  return toPage(first, limit, places.timers, placeOf.timer);
}

export function listIncidents(db: Connection, query: IncidentQuery): Page<IncidentRow> {
  const { sql, values, page } = incidentsPage(query, words);
  return page(rowsOf(db, 'incidents', read.incidentOf, sql, ...values));
}

export function listSubscriptions(db: Connection, query: SubscriptionQuery): Page<SubscriptionRow> {
  const { sql, values, page } = subscriptionsPage(query, words);
  return page(rowsOf(db, 'subscriptions', read.subscriptionOf, sql, ...values));
}

export function listStarts(db: Connection, query: Parameters<Store['starts']>[0]): readonly StartRow[] {
  const found = conditions();
  found.add('process = ?', query.process);
  found.add('kind = ?', query.kind);
  found.add('name = ?', query.name);
  found.add('try_at <= ?', query.dueAt);
  return rowsOf(db, 'starts', read.startOf, `SELECT * FROM starts ${found.where} ORDER BY no`, ...found.values);
}

export function readJournal(
  db: Connection,
  { instanceId, from = 1, fromSeq, limit = -1 }: JournalQuery,
): readonly JournalRow[] {
  const found = conditions();
  // The plus keeps the search on the entries of the instance, which are few.
  found.add('instance_id = ?', instanceId);
  found.add('seq >= ?', fromSeq);
  found.add(instanceId === undefined ? 'position >= ?' : '+position >= ?', from);
  const order = instanceId === undefined ? 'position' : 'seq';
  return rowsOf(
    db,
    'journal',
    read.journalOf,
    `SELECT * FROM journal ${found.where} ORDER BY ${order} LIMIT ?`,
    ...found.values,
    limit,
  );
}
