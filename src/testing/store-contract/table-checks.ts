// Whole tables, as `verifyStore` reads them: each row once, in order, page after page.
import assert from 'node:assert/strict';
import type { OfferRow } from '../../engine/index.ts';
import type { StoreCheck } from './check.ts';
import { first, outboxRow, second, stepOf, taskRow } from './samples.ts';

export const tableChecks: readonly StoreCheck[] = [
  {
    name: 'idempotency keys are read with the entries of their steps',
    run: async (store) => {
      await store.commit([
        stepOf({ key: 'b', result: 'active', text: '{"n":1}' }),
        stepOf({ instance: { instanceId: second }, key: 'B', text: '{"n":2}' }),
        stepOf({ instance: { seq: 2 }, key: 'a', result: '', text: '{"n":3}' }),
        stepOf({ instance: { seq: 3 } }),
      ]);
      const all = await store.usedKeys({ after: '', limit: 10 });
      assert.deepEqual(all, [
        { key: 'B', instanceId: second, seq: 1, result: 'null', text: '{"n":2}' },
        { key: 'a', instanceId: first, seq: 2, result: '', text: '{"n":3}' },
        { key: 'b', instanceId: first, seq: 1, result: 'active', text: '{"n":1}' },
      ]);
      assert.deepEqual(await store.usedKeys({ after: '', limit: 2 }), all.slice(0, 2));
      assert.deepEqual(await store.usedKeys({ after: 'a', limit: 2 }), all.slice(2));
      assert.deepEqual(await store.usedKeys({ after: 'b', limit: 2 }), []);
    },
  },
  {
    name: 'names in use are read with the instances that hold them',
    run: async (store) => {
      await store.commit([
        { ...stepOf(), unique: 'p 2' },
        { ...stepOf({ instance: { instanceId: second } }), unique: 'p 1' },
      ]);
      assert.deepEqual(await store.holds({ after: '', limit: 10 }), [
        { name: 'p 1', instanceId: second },
        { name: 'p 2', instanceId: first },
      ]);
      assert.deepEqual(await store.holds({ after: 'p 1', limit: 1 }), [{ name: 'p 2', instanceId: first }]);
      await store.commit([stepOf({ instance: { instanceId: second, seq: 2, status: 'completed', endedAt: 5 } })]);
      assert.deepEqual(await store.holds({ after: '', limit: 10 }), [{ name: 'p 2', instanceId: first }]);
    },
  },
  {
    name: 'offers of tasks are read one by one',
    run: async (store) => {
      const { role: _role, ...open } = taskRow().task;
      const rows = [
        taskRow({
          taskId: '1',
          createdAt: 5,
          task: { ...open, candidateUsers: ['an', 'binh'], candidateGroups: ['g'] },
        }),
        taskRow({ taskId: '2', createdAt: 4, task: { ...open, candidateUsers: ['an'] } }),
        taskRow({ taskId: '3', createdAt: 5, task: open }),
      ];
      await store.commit([stepOf({ changes: rows.map((put) => ({ table: 'tasks', put })) })]);
      const found: OfferRow[] = [];
      for (let after: OfferRow | null | undefined = null; after !== undefined;) {
        const page: readonly OfferRow[] = await store.offers({ after, limit: 2 });
        assert.ok(page.length <= 2);
        found.push(...page);
        after = page.at(-1);
      }
      assert.deepEqual(
        found.map(({ candidate, createdAt, instanceId, taskId }) => [candidate, createdAt, instanceId, taskId]),
        [
          ['anybody', 5, first, '3'],
          ['group:g', 5, first, '1'],
          ['user:an', 4, first, '2'],
          ['user:an', 5, first, '1'],
          ['user:binh', 5, first, '1'],
        ],
      );
    },
  },
  {
    name: 'a task that is put anew is offered as its facts say',
    run: async (store) => {
      const { role: _role, ...open } = taskRow().task;
      const put = taskRow({ task: { ...open, candidateUsers: ['an', 'binh'] } });
      const changed = taskRow({ task: { ...open, candidateUsers: ['binh', 'chi'] } });
      await store.commit([stepOf({ changes: [{ table: 'tasks', put }] })]);
      await store.commit([stepOf({ instance: { seq: 2 }, changes: [{ table: 'tasks', put: changed, anew: true }] })]);
      const offered = (await store.offers({ after: null, limit: 10 })).map(({ candidate }) => candidate);
      assert.deepEqual(offered, ['user:binh', 'user:chi']);
    },
  },
  {
    name: 'the outbox is read in the order of its ids',
    run: async (store) => {
      const ids = [`${first}:2:1`, `${first}:10:1`, `${first}:1:1`];
      const rows = ids.map((id) => outboxRow({ id }));
      await store.commit([stepOf({ changes: rows.map((put) => ({ table: 'outbox', put })) })]);
      const after = async (id: string, limit: number): Promise<readonly string[]> =>
        (await store.outbox(limit, { after: id })).map((row) => row.id);
      assert.deepEqual(await after('', 10), [`${first}:10:1`, `${first}:1:1`, `${first}:2:1`]);
      assert.deepEqual(await after(`${first}:10:1`, 1), [`${first}:1:1`]);
    },
  },
];
