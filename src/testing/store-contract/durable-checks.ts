// Closing and opening, and two that work on the same data.
import assert from 'node:assert/strict';
import { refused, type StoreCheck } from './check.ts';
import { first, instanceRow, jobRow, stepOf, taskRow } from './samples.ts';

export const durableChecks: readonly StoreCheck[] = [
  {
    name: 'what was kept is there after closing and opening again',
    run: async (store, again) => {
      await store.commit([stepOf({ changes: [{ table: 'tasks', put: taskRow() }], key: 'k', result: '1' })]);
      await store.close();
      const other = again();
      await other.open();
      try {
        assert.deepEqual(await other.instance(first), instanceRow());
        assert.deepEqual(await other.task(first, '1'), taskRow());
        assert.equal((await other.usedKey('k'))?.result, '1');
        assert.deepEqual(await other.commit([stepOf({ instance: { seq: 2 } })]), [{ ok: true, position: 2 }]);
      } finally {
        await other.close();
      }
    },
  },
  {
    name: 'a closed store refuses work; opening or closing twice is no fault',
    run: async (store) => {
      await store.open();
      await store.commit([stepOf()]);
      await store.close();
      await store.close();
      await refused('STORE_OPEN', () => store.commit([stepOf({ instance: { seq: 2 } })]));
      await refused('STORE_OPEN', () => store.instance(first));
      await refused('STORE_OPEN', () => store.tasks({}));
      await store.open();
      assert.equal(await store.journalSize(), 1);
    },
  },
  {
    name: 'of two that take the same step, exactly one wins; of two that lease, each job goes to one',
    run: async (store, again) => {
      const other = again();
      await other.open();
      try {
        await store.commit([stepOf({ changes: [{ table: 'jobs', put: jobRow() }] })]);
        for (let seq = 2; seq < 30; seq += 1) {
          const step = stepOf({ instance: { seq } });
          const outcomes = (await Promise.all([store.commit([step]), other.commit([step])])).flat();
          assert.deepEqual(
            outcomes.filter(({ ok }) => ok),
            [{ ok: true, position: seq }],
          );
          assert.deepEqual(
            outcomes.filter(({ ok }) => !ok),
            [{ ok: false, reason: 'conflict', found: seq }],
          );
        }
        const request = { types: null, owner: 'w', now: 5_000, untilAt: 6_000, limit: 5 };
        const leased = await Promise.all([store.leaseJobs(request), other.leaseJobs(request)]);
        assert.equal(leased.flat().length, 1);
        assert.deepEqual(await other.instance(first), await store.instance(first));
      } finally {
        await other.close();
      }
    },
  },
];
