// Timers and timed starts: found when due, the earliest first.
import assert from 'node:assert/strict';
import type { StoreCheck } from './check.ts';
import { definitionRow, definitionWrite, first, second, startRow, stepOf, timerRow } from './samples.ts';

export const timerChecks: readonly StoreCheck[] = [
  {
    name: 'timers are due at their instant, the earliest first, up to a limit, and stay until they are dropped',
    run: async (store) => {
      const timers = [30, 10, 20].map((dueAt, at) => timerRow({ timerId: `${at}`, dueAt }));
      await store.commit([stepOf({ changes: timers.map((put) => ({ table: 'timers', put })) })]);
      const due = async (now: number, limit = 100): Promise<number[]> =>
        (await store.dueTimers(now, limit)).map(({ dueAt }) => dueAt);
      assert.deepEqual(await due(9), []);
      assert.deepEqual(await due(10), [10]);
      assert.deepEqual(await due(100), [10, 20, 30]);
      assert.deepEqual(await due(100, 2), [10, 20]);
      assert.equal(await store.nextDueAt(), 10);
      await store.commit([stepOf({ instance: { seq: 2 }, changes: [{ table: 'timers', drop: '1' }] })]);
      assert.deepEqual(await due(100), [20, 30]);
      assert.equal(await store.nextDueAt(), 20);
    },
  },
  {
    name: 'timers that are due at the same instant come in the order of their ids',
    run: async (store) => {
      const own = ['2', '1'].map((timerId) => timerRow({ timerId, dueAt: 10 }));
      const other = [timerRow({ instanceId: second, timerId: '0', dueAt: 10 })];
      await store.commit([
        stepOf({ instance: { instanceId: second }, changes: other.map((put) => ({ table: 'timers', put })) }),
        stepOf({ changes: own.map((put) => ({ table: 'timers', put })) }),
      ]);
      assert.deepEqual(
        (await store.dueTimers(10, 10)).map(({ timerId }) => timerId),
        ['1', '2', '0'],
      );
    },
  },
  {
    name: 'timers of a suspended instance wait: they are not due, and nothing is late for them',
    run: async (store) => {
      const other = timerRow({ instanceId: second, timerId: '7', dueAt: 20 });
      await store.commit([
        stepOf({ changes: [{ table: 'timers', put: timerRow({ dueAt: 10 }) }] }),
        stepOf({ instance: { instanceId: second }, changes: [{ table: 'timers', put: other }] }),
      ]);
      await store.commit([stepOf({ instance: { seq: 2, suspended: true } })]);
      assert.deepEqual(await store.dueTimers(100, 1), [other]);
      assert.equal(await store.nextDueAt(), 20);
      assert.equal((await store.vitals({ attempts: 5 })).nextDueAt, 20);
      await store.commit([stepOf({ instance: { seq: 3 } })]);
      assert.deepEqual(await store.dueTimers(100, 1), [timerRow({ dueAt: 10 })]);
      assert.equal(await store.nextDueAt(), 10);
    },
  },
  {
    name: 'a timer that moves is due at its new instant only',
    run: async (store) => {
      await store.commit([stepOf({ changes: [{ table: 'timers', put: timerRow({ dueAt: 10 }) }] })]);
      await store.commit([
        stepOf({ instance: { seq: 2 }, changes: [{ table: 'timers', put: timerRow({ dueAt: 50 }) }] }),
      ]);
      assert.deepEqual(await store.dueTimers(49, 10), []);
      assert.deepEqual(await store.dueTimers(50, 10), [timerRow({ dueAt: 50 })]);
      assert.equal(await store.nextDueAt(), 50);
    },
  },
  {
    name: 'timers of any length, in the past and far in the future',
    run: async (store) => {
      const century = Date.UTC(2126, 0, 1);
      const put = [timerRow({ dueAt: -1 }), timerRow({ timerId: '2', dueAt: century })];
      await store.commit([stepOf({ changes: put.map((row) => ({ table: 'timers', put: row })) })]);
      assert.deepEqual(await store.dueTimers(0, 10), [timerRow({ dueAt: -1 })]);
      assert.equal((await store.dueTimers(century, 10)).length, 2);
    },
  },
  {
    name: 'timers are listed by instance',
    run: async (store) => {
      await store.commit([
        stepOf({ changes: [{ table: 'timers', put: timerRow() }] }),
        stepOf({
          instance: { instanceId: second },
          changes: [{ table: 'timers', put: timerRow({ instanceId: second }) }],
        }),
      ]);
      assert.deepEqual((await store.timers({ instanceId: first })).rows, [timerRow()]);
    },
  },
  {
    name: 'many timers armed and dropped leave the due list right',
    run: async (store) => {
      const numbers = [...Array(300).keys()];
      const put = numbers.map((number) => timerRow({ timerId: `${number}`, dueAt: (number * 7919) % 1009 }));
      await store.commit([stepOf({ changes: put.map((row) => ({ table: 'timers', put: row })) })]);
      const gone = numbers.filter((number) => number % 3 !== 0);
      await store.commit([
        stepOf({ instance: { seq: 2 }, changes: gone.map((number) => ({ table: 'timers', drop: `${number}` })) }),
      ]);
      const left = put.filter((_row, at) => at % 3 === 0).map(({ dueAt }) => dueAt);
      const due = (await store.dueTimers(5_000, 1_000)).map(({ dueAt }) => dueAt);
      assert.deepEqual(
        due,
        left.sort((a, b) => a - b),
      );
    },
  },
  {
    name: 'the next due instant is the earliest of timers and timed starts; null when there is none',
    run: async (store) => {
      assert.equal(await store.nextDueAt(), null);
      const starts = [startRow({ dueAt: 40 }), startRow({ kind: 'message', name: 'm', dueAt: null })];
      await store.commitDefinition(definitionWrite([definitionRow()], { starts }));
      assert.equal(await store.nextDueAt(), 40);
      await store.commit([stepOf({ changes: [{ table: 'timers', put: timerRow({ dueAt: 50 }) }] })]);
      assert.equal(await store.nextDueAt(), 40);
      await store.moveStart(startRow({ dueAt: 40 }), { dueAt: null, left: 0 });
      assert.equal(await store.nextDueAt(), 50);
    },
  },
];
