// What operators ask every day costs the pages it needs, however much lies beside: the lists and counts of a filled database, by the
// plans that PostgreSQL makes for them and the pages that these read.
import { Client, Pool, type QueryConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CountedList, ListFilters, Page } from 'quytrinh/engine';
import { postgresStore, type PostgresStore } from 'quytrinh/stores/postgres';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';
import { step } from './children/steps.ts';

/** Of two processes, with as many versions; one in eight is active, each with a task and a timer. Of the rest one in hundred failed. */
const INSTANCES = 40_000;
const hashOf = (version: number): string => version.toString(16).padStart(2, '0').repeat(32);

type Asked<L extends CountedList> = readonly [filter: ListFilters[L], order?: 'due'];
const daily: { readonly [L in CountedList]: readonly Asked<L>[] } = {
  instances: [
    [{}],
    [{}, 'due'],
    [{ process: 'p1' }],
    [{ status: 'active' }],
    [{ status: 'active' }, 'due'],
    [{ process: 'p1', status: 'active' }],
    [{ process: 'p1', status: 'active' }, 'due'],
    [{ process: 'p1', status: ['active', 'failed'] }],
    [{ status: 'completed' }],
    [{ status: 'failed' }],
    [{ process: 'p1', status: 'failed' }],
    [{ businessKey: 'HS-7' }],
    [{ businessKeyPrefix: 'HS-123' }],
    [{ process: 'p1', businessKeyPrefix: 'HS-123' }],
    [{ definition: hashOf(1) }],
    [{ definition: hashOf(1), status: 'active' }],
    [{ startedFrom: 3_000, startedBefore: 3_010 }],
    [{ process: 'p1', startedFrom: 3_000, startedBefore: 3_010 }],
    [{ endedFrom: 3_000, endedBefore: 3_010 }],
    [{ hasIncident: true }],
    [{ suspended: true }],
    [{ process: 'p1', status: 'active', suspended: true }],
    [{ dossierStatus: 5 }],
    [{ process: 'p1', dossierStatus: [5, 6] }],
    [{ light: { is: 'overdue', at: 100 } }],
    [{ process: 'p1', status: 'active', light: { is: ['atRisk', 'overdue'], at: 100 } }],
  ],
  tasks: [
    [{}],
    [{}, 'due'],
    [{ instanceId: 'i-8' }],
    [{ assignee: 'officer-1' }],
    [{ assignee: 'officer-1' }, 'due'],
    [{ assignee: 'officer-1', process: 'p1', state: ['reserved', 'inProgress'] }],
    [{ roles: ['clerk-1', 'clerk-2'] }],
    [{ roles: ['clerk-1', 'clerk-2'] }, 'due'],
    [{ candidateGroup: 'group-1' }],
    [{ candidateGroup: 'group-1', roles: ['clerk-1'] }],
    [{ candidates: ['role:clerk-1'], availableTo: ['officer-1'] }],
    [{ process: 'p1', element: 'review' }],
    [{ dueBefore: 100 }],
    [{ createdFrom: 3_000, createdBefore: 3_010 }],
  ],
  jobs: [[{ instanceId: 'i-8' }], [{ exhausted: true }]],
  timers: [[{}], [{ instanceId: 'i-8' }], [{ dueFrom: 3_000, dueBefore: 3_010 }]],
  incidents: [[{}], [{ instanceId: 'i-8' }]],
};

let schema = '';
let store: PostgresStore;
beforeAll(async () => {
  schema = freshSchema();
  store = postgresStore(await sharedPostgres(), { schema });
  await store.open();
  await asked(filled(schema));
  await asked(`VACUUM ANALYZE`);
}, 60_000);
afterAll(async () => {
  await store.close();
  await asked(`DROP SCHEMA ${schema} CASCADE`);
});

describe.each(Object.keys(daily) as CountedList[])('the list of %s', (list) => {
  const asking = daily[list].map(([filter, order]) => ({ asked: JSON.stringify([filter, order]), filter, order }));
  it.each(asking)('reads what it gives, or counts, for $asked', async ({ filter, order }) => {
    const lists = (query: object): Promise<Page<unknown>> =>
      (store[list] as (query: object) => Promise<Page<unknown>>)(query);
    const page = await pagesOf(() => lists({ ...filter, limit: 20, ...(order === undefined ? {} : { order }) }));
    expect(page.result.rows.length).toBeGreaterThan(0);
    expect(page.pages).toBeLessThan(FEW_PAGES);
    const size = await pagesOf(() => store.count(list, filter));
    expect(size.result).toBeGreaterThanOrEqual(page.result.rows.length);
    expect(size.pages).toBeLessThan(FEW_PAGES + 3 * size.result);
  });
});

it('knows a question that reads a whole table', async () => {
  const { pages } = await pagesOf(() => store.instances({ status: 'active', element: 'nowhere' }));
  expect(pages).toBeGreaterThan(FEW_PAGES);
});

it('a session that began with an empty store looks up what it changes when the store has grown', async () => {
  const young = freshSchema();
  const pool = new Pool({ connectionString: await sharedPostgres(), max: 1 });
  const grown = postgresStore(pool, { schema: young });
  const rowsRead = async (): Promise<number> => {
    // A session tells its figures now and then, unless it is asked to.
    for (const sql of ['SELECT pg_stat_force_next_flush()', 'SELECT 1']) await pool.query(sql);
    const [row] = await asked(`SELECT sum(idx_tup_read) AS n FROM pg_stat_user_indexes WHERE schemaname = '${young}'`);
    return Number(row?.n);
  };
  try {
    await grown.open();
    for (let seq = 1; seq <= 12; seq += 1) await grown.commit([step('a', seq)]);
    await asked(filled(young));
    const before = await rowsRead();
    for (let seq = 13; seq <= 17; seq += 1) expect(await grown.commit([step('a', seq)])).toMatchObject([{ ok: true }]);
    const read = (await rowsRead()) - before;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(1_000);
  } finally {
    await grown.close();
    await pool.end();
    await asked(`DROP SCHEMA IF EXISTS ${young} CASCADE`);
  }
});

/** Of the tables and their indexes, by all statements of `act` together. */
async function pagesOf<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly pages: number }> {
  const query = vi.spyOn(Client.prototype, 'query');
  let result: T;
  let statements: readonly QueryConfig[];
  try {
    result = await act();
    statements = (query.mock.calls as readonly (readonly unknown[])[]).map(([given]) => given as QueryConfig);
  } finally {
    query.mockRestore();
  }
  const client = new Client({ connectionString: await sharedPostgres() });
  await client.connect();
  let pages = 0;
  for (const { text, values } of statements) {
    const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT json) ${text}`;
    const { rows } = await client.query<{ readonly 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }>(explain, values);
    const plan = rows[0]!['QUERY PLAN'][0].Plan;
    pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
  await client.end();
  expect(pages).toBeGreaterThan(0);
  return { result, pages };
}

interface Plan {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/** A tenth of those of the table of instances, and less than those of the active ones. */
const FEW_PAGES = 400;

function filled(s: string): string {
  const all = `generate_series(1, ${INSTANCES}) AS n`;
  const active = `generate_series(8, ${INSTANCES}, 8) AS n`;
  return `
    INSERT INTO ${s}.instances (instance_id, process, definition, status, suspended, business_key, started_at, ended_at, seq, hash,
      snapshot, dossier_status, light, risk_at, due_at)
    SELECT 'i-' || n, 'p' || n / 8 % 2, decode(repeat(lpad(to_hex(n / 8 % 2), 2, '0'), 32), 'hex'),
      CASE WHEN n % 8 = 0 THEN 'active' WHEN n % 100 = 1 THEN 'failed' ELSE 'completed' END, n % 800 = 8, 'HS-' || n, n,
      CASE WHEN n % 8 > 0 THEN n + 100 END, 1, '\\x00', repeat('x', 400), CASE WHEN n % 800 = 8 THEN 5 WHEN n % 8 = 0 THEN 4 ELSE 10 END,
      CASE WHEN n % 8 > 0 THEN 'early' END, CASE WHEN n % 8 = 0 THEN n - 10 END, CASE WHEN n % 8 = 0 THEN n END FROM ${all};
    INSERT INTO ${s}.tasks (instance_id, task_id, process, element, state, assignee, created_at, due_at, task, candidate)
    SELECT 'i-' || n, '1', 'p' || n / 8 % 2, 'review', 'reserved', 'officer-' || n / 8 % 50, n, n, '{}', 'role:clerk-' || n / 8 % 50
    FROM ${active};
    INSERT INTO ${s}.further_candidates (instance_id, task_id, candidate, created_at)
    SELECT 'i-' || n, '1', 'group:group-' || n / 8 % 50, n FROM ${active};
    INSERT INTO ${s}.timers (instance_id, timer_id, element, due_at, try_at) SELECT 'i-' || n, '2', 'late', n, n FROM ${active};
    INSERT INTO ${s}.jobs (instance_id, job_id, process, element, job_type, retries, available_at, headers, created_at, fence)
    SELECT 'i-' || n, '4', 'p' || n / 8 % 2, 'send', 'mail', CASE WHEN n % 800 = 8 THEN 0 ELSE 3 END, n, '{}', n, 0 FROM ${active};
    INSERT INTO ${s}.incidents (instance_id, incident_id, process, element, code, params, raised_at)
    SELECT 'i-' || n, '3', 'p' || n / 8 % 2, 'review', 'expression', '{}', n FROM generate_series(8, ${INSTANCES}, 800) AS n`;
}
