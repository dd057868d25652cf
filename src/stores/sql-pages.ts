// The lists in one piece of SQL each, the same for every SQL store: what to ask, and how its rows become a page.
import { conditions, type Conditions } from './conditions.ts';
import { pageOf, placeOf, places, toPage, type Place, type PlaceShape } from './page.ts';
import type {
  IncidentQuery,
  JobQuery,
  ListedIncident,
  ListedJob,
  Page,
  PageQuery,
  Readable,
  SubscriptionQuery,
  SubscriptionRow,
} from './port.ts';
import { incidentConditions, jobConditions, subscriptionConditions, type SqlWords } from './sql-filters.ts';

export interface AskedPage<Row, V> {
  readonly sql: string;
  readonly values: readonly (V | string | number)[];
  /** Of the rows that were found. */
  readonly page: (rows: readonly Row[]) => Page<Readable<Row>>;
}

export function jobsPage<V>(query: JobQuery, words: SqlWords<V>): AskedPage<ListedJob, V> {
  return asked<ListedJob, V>(places.jobs, query, ['instance_id', 'job_id'], words, placeOf.job, (found) =>
    jobConditions(found, query),
  );
}

export function incidentsPage<V>(query: IncidentQuery, words: SqlWords<V>): AskedPage<ListedIncident, V> {
  return asked<ListedIncident, V>(
    places.incidents,
    query,
    ['raised_at', 'instance_id', 'incident_id'],
    words,
    placeOf.incident,
    (found) => incidentConditions(found, query, words),
  );
}

export function subscriptionsPage<V>(query: SubscriptionQuery, words: SqlWords<V>): AskedPage<SubscriptionRow, V> {
  return asked(places.subscriptions, query, ['instance_id', 'subscription_id'], words, placeOf.subscription, (found) =>
    subscriptionConditions(found, query),
  );
}

function asked<Row extends object, V>(
  shape: PlaceShape,
  query: PageQuery,
  order: readonly string[],
  { table }: SqlWords<V>,
  place: (row: Row) => Place,
  add: (found: Conditions<V | string | number>) => void,
): AskedPage<Row, V> {
  const { limit, after } = pageOf(query, shape);
  const found = conditions<V | string | number>();
  add(found);
  const columns = order.join(', ');
  if (after !== null) found.add(`(${columns}) > (${order.map(() => '?').join()})`, ...after);
  return {
    sql: `SELECT * FROM ${table(shape.list)} ${found.where} ORDER BY ${columns} LIMIT ?`,
    values: [...found.values, limit + 1],
    page: (rows) => toPage(rows, limit, shape, place),
  };
}
