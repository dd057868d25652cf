// The lists of instances, jobs, timers, incidents, subscriptions, starts and entries.
import { checkFilter } from '../check-filter.ts';
import { dueLegs } from '../by-due.ts';
import { conditions, type Conditions } from '../conditions.ts';
import { pageOf, placeOf, places, toPage } from '../page.ts';
import type {
  CountedList,
  IncidentQuery,
  IncidentRow,
  InstanceQuery,
  InstanceRow,
  JobQuery,
  JobRow,
  JournalQuery,
  JournalRow,
  ListFilters,
  Page,
  StartRow,
  Store,
  SubscriptionQuery,
  SubscriptionRow,
  TimerQuery,
  TimerRow,
} from '../port.ts';
import { countConditions, instanceConditions, legsOf, timerConditions, timerLegs } from '../sql-filters.ts';
import { incidentsPage, jobsPage, subscriptionsPage } from '../sql-pages.ts';
import type { Connection, Parameter } from './connection.ts';
import { rowsOf } from './query.ts';
import { read, type Columns } from './rows.ts';
import { wordsOf } from './words.ts';

/** In the order of their first steps, by the number of their row; or in that of their deadlines. */
export async function listInstances(db: Connection, query: InstanceQuery): Promise<Page<InstanceRow>> {
  if (query.order === 'due') return instancesByDue(db, query);
  const { limit, after } = pageOf(query, places.instances);
  const found = conditions<Parameter>();
  instanceConditions(found, query, wordsOf(db));
  found.add('instances.no > ?', after?.[0]);
  const page = toPage(await numbered(db, found, 'no', limit + 1), limit, places.instances, ({ no }) => [no]);
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

async function instancesByDue(db: Connection, query: InstanceQuery): Promise<Page<InstanceRow>> {
  const { limit, after } = pageOf(query, places.instancesByDue);
  const rows: Numbered[] = [];
  for (const leg of dueLegs('instances', ['no'], after)) {
    if (rows.length > limit) break;
    const found = conditions<Parameter>();
    instanceConditions(found, query, wordsOf(db));
    leg.add(found);
    rows.push(...(await numbered(db, found, leg.order, limit + 1 - rows.length)));
  }
  const page = toPage(rows, limit, places.instancesByDue, ({ no, row }) => placeOf.instanceByDue(row, no));
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

interface Numbered {
  readonly no: number;
  readonly row: InstanceRow;
}
function numbered(
  db: Connection,
  found: Conditions<Parameter>,
  order: string,
  most: number,
): Promise<readonly Numbered[]> {
  const sql = `SELECT * FROM ${db.schema}.instances ${found.where} ORDER BY ${order} LIMIT ?`;
  const rowOf = (columns: Columns): Numbered => ({ no: Number(columns.no), row: read.instanceOf(columns) });
  return rowsOf(db, 'instances', rowOf, sql, ...found.values, most);
}

export async function listJobs(db: Connection, query: JobQuery): Promise<Page<JobRow>> {
  const { sql, values, page } = jobsPage(query, wordsOf(db));
  return page(await rowsOf(db, 'jobs', read.jobOf, sql, ...values));
}

export async function listTimers(db: Connection, query: TimerQuery): Promise<Page<TimerRow>> {
  const { limit, after } = pageOf(query, places.timers);
  const values: Parameter[] = [];
  const legs = legsOf('timers').map((leg) => {
    const found = conditions<Parameter>();
    timerConditions(found, query, leg, wordsOf(db));
    const place = `${timerLegs[leg]}, instance_id, timer_id`;
    if (after !== null) found.add(`(${place}) > (?, ?, ?)`, ...after);
    values.push(...found.values, limit + 1);
    return `(SELECT * FROM ${db.schema}.timers ${found.where} ORDER BY ${place} LIMIT ?)`;
  });
  const sql = `${legs.join(' UNION ALL ')} ORDER BY due_at, instance_id, timer_id LIMIT ?`;
  const rows = await rowsOf(db, 'timers', read.timerOf, sql, ...values, limit + 1);
  return toPage(rows, limit, places.timers, placeOf.timer);
}

export async function listIncidents(db: Connection, query: IncidentQuery): Promise<Page<IncidentRow>> {
  const { sql, values, page } = incidentsPage(query, wordsOf(db));
  return page(await rowsOf(db, 'incidents', read.incidentOf, sql, ...values));
}

export async function listSubscriptions(db: Connection, query: SubscriptionQuery): Promise<Page<SubscriptionRow>> {
  const { sql, values, page } = subscriptionsPage(query, wordsOf(db));
  return page(await rowsOf(db, 'subscriptions', read.subscriptionOf, sql, ...values));
}

/** How many rows of a list a filter finds. */
export async function countRows<L extends CountedList>(
  db: Connection,
  list: L,
  filter: ListFilters[L],
): Promise<number> {
  checkFilter(list, filter, false);
  const values: Parameter[] = [];
  const legs = legsOf(list).map((leg) => {
    const found = conditions<Parameter>();
    countConditions(found, list, filter, leg, wordsOf(db));
    values.push(...found.values);
    return `(SELECT count(*) FROM ${db.schema}.${list} ${found.where})`;
  });
  const [row] = await db.read(`SELECT ${legs.join(' + ')} AS size`, ...values);
  return Number(row?.size);
}

export async function listStarts(db: Connection, query: Parameters<Store['starts']>[0]): Promise<readonly StartRow[]> {
  const found = conditions();
  found.add('process = ?', query.process);
  found.add('kind = ?', query.kind);
  found.add('name = ?', query.name);
  found.add('try_at <= ?', query.dueAt);
  const sql = `SELECT * FROM ${db.schema}.starts ${found.where} ORDER BY no`;
  return rowsOf(db, 'starts', read.startOf, sql, ...found.values);
}

export async function readJournal(
  db: Connection,
  { instanceId, from = 1, fromSeq, limit }: JournalQuery,
): Promise<readonly JournalRow[]> {
  const found = conditions();
  found.add('instance_id = ?', instanceId);
  found.add('seq >= ?', fromSeq);
  found.add('position >= ?', from);
  const order = instanceId === undefined ? 'position' : 'seq';
  const sql = `SELECT * FROM ${db.schema}.journal ${found.where} ORDER BY ${order} LIMIT ?`;
  return rowsOf(db, 'journal', read.journalOf, sql, ...found.values, limit ?? null);
}
