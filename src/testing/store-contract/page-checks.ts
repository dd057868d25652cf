// Pages: every row once, in order, whatever is written meanwhile.
import assert from 'node:assert/strict';
import type { Page, PageQuery, Store } from '../../engine/index.ts';
import { refused, type StoreCheck } from './check.ts';
import {
  definitionRow,
  definitionWrite,
  incidentRow,
  jobRow,
  stepOf,
  subscriptionRow,
  taskRow,
  timerRow,
} from './samples.ts';

export const pageChecks: readonly StoreCheck[] = [
  ...[
    'instances',
    'instances by deadline',
    'tasks',
    'tasks by deadline',
    'tasks of a role by deadline',
    'tasks by role',
    'tasks by assignee',
    'jobs',
    'timers',
    'incidents',
    'subscriptions',
  ].map((list): StoreCheck => ({
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
  })),
  {
    name: 'texts come in the order of their bytes, also characters beyond the first 65,536',
    run: async (store) => {
      const ids = [
        'i',
        'i\u{7f}',
        'i\u{d7ff}',
        'i\u{e000}',
        'i\u{ffff}',
        'i\u{10000}',
        'i\u{10000}a',
        'i\u{1f4c4}',
        'j',
      ];
      const rows = [...ids].reverse().map((instanceId) => {
        const job = { ...jobRow({ instanceId }), availableAt: 1 };
        return stepOf({
          instance: { instanceId },
          changes: [
            { table: 'tasks', put: taskRow({ instanceId }) },
            { table: 'timers', put: timerRow({ instanceId, dueAt: 10 }) },
            { table: 'jobs', put: job },
            { table: 'subscriptions', put: subscriptionRow({ instanceId }) },
            { table: 'incidents', put: incidentRow({ instanceId }) },
          ],
        });
      });
      await store.commit(rows);
      const own = lists(store);
      for (const list of ['tasks', 'timers', 'jobs', 'incidents', 'subscriptions']) {
        const { rows: found } = await throughPages(own[list]!, 2);
        assert.deepEqual(idsOf(found), ids, list);
      }
      assert.deepEqual(idsOf((await store.tasks({ order: 'due' })).rows), ids);
      assert.deepEqual(idsOf(await store.dueTimers(10, 10)), ids);
      const request = { types: null, owner: 'w', now: 1, untilAt: 2, limit: 10 };
      assert.deepEqual(idsOf(await store.leaseJobs(request)), ids);
      for (const process of rows.map(({ instance }) => instance.instanceId)) {
        const write = definitionWrite([definitionRow({ process })], { process });
        await store.commitDefinition(write);
      }
      assert.deepEqual(
        (await store.definitions()).map(({ process }) => process),
        ids,
      );
    },
  },
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
    name: 'by deadline the soonest comes first and what has none last; a cursor holds its place while deadlines move',
    run: async (store) => {
      const dueAts = [500, null, 300, 300, -5, null, 400];
      const put = (number: number, seq: number, dueAt: number | null) => {
        const instanceId = idOf(number);
        const instance = { instanceId, seq, dossier: { status: 4, light: null, riskAt: null, dueAt } };
        const task = taskRow({ instanceId, createdAt: number, dueAt });
        return store.commit([stepOf({ instance, changes: [{ table: 'tasks', put: task }] })]);
      };
      for (const [number, dueAt] of dueAts.entries()) await put(number, 1, dueAt);
      for (const [list, seq] of [['instances', 2] as const, ['tasks', 4] as const]) {
        const read: List = (query) => store[list]({ ...query, order: 'due' });
        const numbers = (rows: readonly { readonly instanceId: string }[]) =>
          rows.map(({ instanceId }) => Number(instanceId.slice(-12))).join(' ');
        assert.equal(numbers((await read({})).rows), '4 2 3 6 0 1 5');
        const one = await read({ limit: 3 });
        await put(2, seq, 450); // comes again: it is due later than the cursor now
        await put(0, seq, 100); // due before the cursor now: seen by whoever begins anew
        await put(6, seq, null);
        assert.equal(numbers((await throughPages(read, 2, one.next)).rows), '2 1 5 6');
        assert.equal(numbers((await read({ limit: 3 })).rows), '4 0 3');
        for (const number of [2, 0, 6]) await put(number, seq + 1, dueAts[number]!);
        await refused('ARGUMENT_INVALID', () => store[list]({ order: 'name' as 'due' }));
        await refused('OPTION_UNKNOWN', () => store.count(list, { order: 'due' } as object));
      }
      await refused('OPTION_UNKNOWN', () => store.jobs({ order: 'due' } as object));
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
      const byDue = String((await store.tasks({ limit: 1, order: 'due' })).next);
      await refused('ARGUMENT_INVALID', () => store.tasks({ cursor: byDue }));
      await refused('ARGUMENT_INVALID', () => store.tasks({ cursor: String(page.next), order: 'due' }));
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
    const dueAt = number % 4 === 3 ? null : 9 - (number >> 2);
    const task = taskRow({ instanceId, createdAt: at, assignee: 'an', dueAt, task: facts });
    await store.commit([
      stepOf({
        instance: {
          instanceId,
          dossier: { status: 4, light: null, riskAt: null, dueAt },
          status: (['active', 'completed', 'failed', 'cancelled'] as const)[number % 4]!,
        },
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
    'instances by deadline': (query) => store.instances({ ...query, process: 'licence', order: 'due' }),
    tasks: (query) => store.tasks(query),
    'tasks by deadline': (query) => store.tasks({ ...query, order: 'due' }),
    'tasks of a role by deadline': (query) => store.tasks({ ...query, order: 'due', roles: ['x', 'y'] }),
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

function idsOf(rows: readonly { readonly instanceId: string }[]): readonly string[] {
  return rows.map(({ instanceId }) => instanceId);
}
