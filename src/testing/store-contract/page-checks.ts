// Pages: every row once, in order, whatever is written meanwhile.
import assert from 'node:assert/strict';
import type { Page, PageQuery, Store } from '../../engine/index.ts';
import { refused, type StoreCheck } from './check.ts';
import { incidentRow, jobRow, stepOf, subscriptionRow, taskRow, timerRow } from './samples.ts';

export const pageChecks: readonly StoreCheck[] = [
  ...['instances', 'tasks', 'tasks by role', 'tasks by assignee', 'jobs', 'timers', 'incidents', 'subscriptions'].map(
    (list): StoreCheck => ({
      name: `pages of the list of ${list} give every row once, in the order of the whole list`,
      run: async (store) => {
        await fill(store, 0, 23);
        const read = lists(store)[list]!;
        const whole = (await read({ limit: 1_000 })).rows;
        assert.equal(whole.length, 23);
        for (const limit of [1, 7, 22, 23, 24]) {
          const { rows, sizes } = await throughPages(read, limit);
          assert.deepEqual(rows, whole);
          assert.equal(sizes.at(-1), 23 % limit === 0 ? limit : 23 % limit);
        }
      },
    }),
  ),
  {
    name: 'a cursor holds its place while rows come and go',
    run: async (store) => {
      await fill(store, 0, 10);
      const one = await store.tasks({ limit: 5 });
      const before = taskRow({ instanceId: idOf(90), createdAt: 0 });
      await store.commit([
        stepOf({ instance: { instanceId: idOf(90) }, changes: [{ table: 'tasks', put: before }] }),
        // The row at the cursor itself goes.
        stepOf({ instance: { instanceId: one.rows[4]!.instanceId, seq: 2 }, changes: [{ table: 'tasks', drop: '1' }] }),
      ]);
      await fill(store, 10, 12);
      const { rows } = await throughPages((query) => store.tasks(query), 5, one.next);
      const expected = [...Array(12).keys()].slice(5).map(idOf);
      assert.deepEqual(
        rows.map(({ instanceId }) => instanceId),
        expected,
      );
    },
  },
  {
    name: 'a page holds 100 rows unless told, 1,000 at most; other limits and foreign cursors are refused',
    run: async (store) => {
      await fill(store, 0, 101);
      const page = await store.tasks({});
      assert.equal(page.rows.length, 100);
      assert.notEqual(page.next, null);
      assert.equal((await store.tasks({ limit: 1_000 })).rows.length, 101);
      for (const limit of [0, -1, 1.5, 1_001, NaN]) await refused('ARGUMENT_INVALID', () => store.tasks({ limit }));
      for (const cursor of ['', 'x', 'e30', String((await store.jobs({ limit: 1 })).next)]) {
        await refused('ARGUMENT_INVALID', () => store.tasks({ cursor }));
      }
    },
  },
];

function idOf(number: number): string {
  return `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** One instance, task, job and incident for each number; pairs share an instant. */
async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const instanceId = idOf(number);
    const at = 100 + (number >> 1);
    const facts = { name: 'a', role: number % 3 === 0 ? 'x' : 'y', candidateGroups: ['y'] };
    const task = taskRow({ instanceId, createdAt: at, assignee: 'an', task: facts });
    await store.commit([
      stepOf({
        instance: { instanceId, status: (['active', 'completed', 'failed', 'cancelled'] as const)[number % 4]! },
        changes: [
          { table: 'tasks', put: task },
          { table: 'jobs', put: jobRow({ instanceId }) },
          { table: 'timers', put: timerRow({ instanceId, dueAt: at }) },
          { table: 'incidents', put: incidentRow({ instanceId, raisedAt: at }) },
          { table: 'subscriptions', put: subscriptionRow({ instanceId }) },
        ],
      }),
    ]);
  }
}

type List = (query: PageQuery) => Promise<Page<{ readonly instanceId: string }>>;

function lists(store: Store): Readonly<Record<string, List>> {
  return {
    instances: (query) => store.instances({ ...query, process: 'licence' }),
    tasks: (query) => store.tasks(query),
    'tasks by role': (query) => store.tasks({ ...query, roles: ['x', 'y'] }),
    'tasks by assignee': (query) => store.tasks({ ...query, assignee: 'an' }),
    jobs: (query) => store.jobs(query),
    timers: (query) => store.timers(query),
    incidents: (query) => store.incidents(query),
    subscriptions: (query) => store.subscriptions(query),
  };
}

async function throughPages(
  read: List,
  limit: number,
  from: string | null = null,
): Promise<{ readonly rows: readonly { readonly instanceId: string }[]; readonly sizes: readonly number[] }> {
  const rows: { readonly instanceId: string }[] = [];
  const sizes: number[] = [];
  let cursor = from;
  do {
    const page: Page<{ readonly instanceId: string }> = await read(cursor === null ? { limit } : { limit, cursor });
    rows.push(...page.rows);
    sizes.push(page.rows.length);
    cursor = page.next;
  } while (cursor !== null && sizes.length < 1_000);
  return { rows, sizes };
}
