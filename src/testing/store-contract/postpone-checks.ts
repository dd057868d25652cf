// What was tried in vain: put off, counted, shown to the operator, tried again.
import assert from 'node:assert/strict';
import type { JobRow, Postponed } from '../../engine/index.ts';
import { limits } from '../../model/limits.ts';
import type { StoreCheck } from './check.ts';
import {
  definitionRow,
  definitionWrite,
  first,
  incidentRow,
  jobRow,
  outboxRow,
  second,
  startRow,
  stepOf,
  timerRow,
} from './samples.ts';

export const postponeChecks: readonly StoreCheck[] = [
  {
    name: 'a timer that is put off is due again at its instant, behind those that were never tried',
    run: async (store) => {
      const timers = ['1', '2', '3'].map((timerId) => timerRow({ timerId, dueAt: 10 }));
      await store.commit([stepOf({ changes: timers.map((put) => ({ table: 'timers', put })) })]);
      assert.equal(await store.postpone({ timer: timerRow({ timerId: '1', dueAt: 10 }) }, putOff(1, 50)), true);
      const due = async (now: number): Promise<string> =>
        (await store.dueTimers(now, 10)).map(({ timerId }) => timerId).join(' ');
      assert.equal(await due(49), '2 3');
      assert.equal(await due(50), '2 3 1');
      assert.equal(await store.nextDueAt(), 10);
      assert.deepEqual((await store.timers({ instanceId: first })).rows[0], {
        ...timerRow({ timerId: '1', dueAt: 10 }),
        postponed: putOff(1, 50),
      });
      assert.equal(await store.postpone({ timer: timerRow({ timerId: '1', dueAt: 11 }) }, putOff(1, 90)), false);
      assert.equal(await store.postpone({ timer: timerRow({ timerId: '9', dueAt: 10 }) }, putOff(1, 90)), false);
      assert.equal(await store.postpone({ timer: timerRow({ timerId: '1', dueAt: 10 }) }, null), true);
      assert.equal(await due(10), '1 2 3');
      assert.deepEqual((await store.timers({ instanceId: first })).rows[0], timerRow({ timerId: '1', dueAt: 10 }));
    },
  },
  {
    name: 'a timer that is armed again is as if it had never been tried',
    run: async (store) => {
      await store.commit([stepOf({ changes: [{ table: 'timers', put: timerRow({ dueAt: 10 }) }] })]);
      await store.postpone({ timer: timerRow({ dueAt: 10 }) }, putOff(3, 900));
      const [row] = (await store.timers({ instanceId: first })).rows;
      await store.commit([stepOf({ instance: { seq: 2 }, changes: [{ table: 'timers', put: row! }] })]);
      assert.deepEqual(await store.dueTimers(10, 10), [timerRow({ dueAt: 10 })]);
    },
  },
  {
    name: 'a row of the outbox that is put off waits, and does not keep the others waiting',
    run: async (store) => {
      const rows = [1, 2, 3].map((number) => outboxRow({ id: `${first}:1:${number}` }));
      await store.commit([stepOf({ changes: rows.map((put) => ({ table: 'outbox', put })) })]);
      const [one = outboxRow()] = rows;
      assert.equal(await store.postpone({ outbox: one.id }, putOff(2, 5_000)), true);
      assert.equal(await store.postpone({ outbox: 'none' }, putOff(2, 5_000)), false);
      const ids = async (now?: number): Promise<string> =>
        (await store.outbox(10, now === undefined ? now : { now, notices: false }))
          .map(({ id }) => id.at(-1))
          .join(' ');
      assert.equal(await ids(4_999), '2 3');
      assert.equal(await ids(5_000), '2 3 1');
      assert.equal(await ids(), '1 2 3');
      assert.deepEqual((await store.outbox(1))[0], { ...one, postponed: putOff(2, 5_000) });
      await store.postpone({ outbox: one.id }, null);
      assert.deepEqual(await store.outbox(1, { now: 0, notices: false }), [one]);
    },
  },
  {
    name: 'a start that is put off is due again at its instant; a move makes it new, a change of the definitions does not',
    run: async (store) => {
      const daily = startRow({ dueAt: 10, left: 2 });
      const version = startRow({ element: '', kind: 'version', name: '2', dueAt: 20, left: 0 });
      await store.commitDefinition(definitionWrite([definitionRow()], { starts: [daily, version] }));
      assert.equal(await store.postpone({ start: daily }, putOff(6, 50)), true);
      assert.equal(await store.postpone({ start: { ...daily, dueAt: 11 } }, putOff(6, 90)), false);
      assert.equal(await store.postpone({ start: { ...daily, process: 'other' } }, putOff(6, 90)), false);
      const late = { ...daily, postponed: putOff(6, 50) };
      assert.deepEqual(await store.starts({ dueAt: 49 }), [version]);
      assert.deepEqual(await store.starts({ kind: 'timer', dueAt: 50 }), [late]);
      assert.equal(await store.nextDueAt(), 20);
      assert.deepEqual(await store.postponed({ attempts: 6, limit: 10 }), [{ start: late }]);
      assert.deepEqual(await store.postponed({ attempts: 7, limit: 10 }), []);
      assert.equal((await store.vitals({ attempts: 6 })).stuck, 1);
      await store.commitDefinition(definitionWrite([], { seq: 2, process: 'licence', starts: [late] }));
      assert.deepEqual(await store.starts({}), [late]);
      assert.equal(await store.nextDueAt(), 50);
      assert.equal(await store.postpone({ start: late }, null), true);
      assert.deepEqual(await store.starts({ dueAt: 10 }), [daily]);
      await store.postpone({ start: daily }, putOff(1, 70));
      assert.equal(await store.moveStart(daily, { dueAt: 30, left: 1 }), true);
      assert.deepEqual(await store.starts({ dueAt: 30 }), [{ ...daily, dueAt: 30, left: 1 }]);
    },
  },
  {
    name: 'notices are found by themselves, and do not stand among what else is due',
    run: async (store) => {
      const rows = (['notice', 'message', 'notice', 'signal'] as const).map((kind, at) =>
        outboxRow({ id: `${first}:1:${at}`, kind }),
      );
      await store.commit([stepOf({ changes: rows.map((put) => ({ table: 'outbox', put })) })]);
      const due = async (notices: boolean, now: number): Promise<string> =>
        (await store.outbox(10, { now, notices })).map(({ id }) => id.at(-1)).join(' ');
      assert.equal(await due(true, 10), '0 2');
      assert.equal(await due(false, 10), '1 3');
      await store.postpone({ outbox: rows[0]!.id }, putOff(1, 5_000));
      assert.equal(await due(true, 10), '2');
      assert.equal(await due(true, 5_000), '2 0');
      assert.equal((await store.outbox(10)).length, 4);
    },
  },
  {
    name: 'what an instance has in the outbox is found, put off or not, and nothing of the others',
    run: async (store) => {
      const ids = [`${first}:2:1`, `${first}:10:1`, `${first}0:1:1`, `${second}:1:1`, first.slice(0, -1)];
      const rows = ids.map((id) => outboxRow({ id }));
      await store.commit([stepOf({ changes: rows.map((put) => ({ table: 'outbox', put })) })]);
      const [one, two] = rows;
      await store.postpone({ outbox: one!.id }, putOff(2, 5_000));
      assert.deepEqual(await store.outboxOf(first, 10), [{ ...one!, postponed: putOff(2, 5_000) }, two!]);
      assert.equal((await store.outboxOf(first, 1)).length, 1);
      assert.deepEqual(await store.outboxOf('nobody', 10), []);
      await store.dropOutbox(one!.id);
      await store.dropOutbox(two!.id);
      assert.deepEqual(await store.outboxOf(first, 10), []);
    },
  },
  {
    name: 'what was tried most often is listed first; figures for a health check',
    run: async (store) => {
      const empty = { nextDueAt: null, oldestJobAt: null, incidents: 0, stuck: 0 };
      assert.deepEqual(await store.vitals({ attempts: 1 }), empty);
      await store.commitDefinition(definitionWrite([definitionRow()], { starts: [startRow({ dueAt: 700 })] }));
      await store.commit([
        stepOf({
          changes: [
            { table: 'timers', put: timerRow({ dueAt: 800 }) },
            { table: 'timers', put: timerRow({ timerId: '2', dueAt: 10 }) },
            { table: 'outbox', put: outboxRow() },
            { table: 'jobs', put: jobRow({ availableAt: 40 }) },
            { table: 'jobs', put: jobRow({ jobId: '2', availableAt: 30, jobType: 'sms' }) },
            { table: 'jobs', put: jobRow({ jobId: '3', availableAt: 20, retries: 0 }) },
            { table: 'incidents', put: incidentRow() },
          ],
        }),
      ]);
      await store.postpone({ timer: timerRow({ timerId: '2', dueAt: 10 }) }, putOff(4, 900));
      await store.postpone({ outbox: outboxRow().id }, putOff(7, 900));
      assert.deepEqual(await store.postponed({ attempts: 4, limit: 10 }), [
        { outbox: { ...outboxRow(), postponed: putOff(7, 900) } },
        { timer: { ...timerRow({ timerId: '2', dueAt: 10 }), postponed: putOff(4, 900) } },
      ]);
      assert.equal((await store.postponed({ attempts: 5, limit: 10 })).length, 1);
      assert.equal((await store.postponed({ attempts: 1, limit: 1 })).length, 1);
      const figures = { nextDueAt: 700, oldestJobAt: 30, incidents: 1 };
      assert.deepEqual(await store.vitals({ attempts: 1 }), { ...figures, stuck: 2 });
      assert.deepEqual(await store.vitals({ attempts: 5 }), { ...figures, stuck: 1 });
    },
  },
  {
    name: 'what a clock that was far ahead has put off is free again when it is right; what may be so stays',
    run: async (store) => {
      const late = limits.putOffMs + limits.clockSkewMs;
      const daily = startRow({ dueAt: 10, left: 2 });
      const yearly = startRow({ element: 'other', dueAt: late + 5, left: 2 });
      await store.commitDefinition(definitionWrite([definitionRow()], { starts: [daily, yearly] }));
      const timers = [timerRow({ timerId: '1', dueAt: 10 }), timerRow({ timerId: '2', dueAt: late + 7 })] as const;
      const rows = [outboxRow({ id: `${first}:1:1` }), outboxRow({ id: `${first}:1:2` })] as const;
      const changes = [
        ...timers.map((put) => ({ table: 'timers' as const, put })),
        ...rows.map((put) => ({ table: 'outbox' as const, put })),
      ];
      await store.commit([stepOf({ changes })]);
      for (const timer of timers) await store.postpone({ timer }, putOff(2, late + 101));
      await store.postpone({ start: daily }, putOff(1, late + 101));
      await store.postpone({ start: yearly }, putOff(1, late + 101));
      await store.postpone({ outbox: rows[0].id }, putOff(1, late + 100));
      await store.postpone({ outbox: rows[1].id }, putOff(1, late + 101));
      assert.equal(await store.reclaim(101), 0);
      assert.equal(await store.reclaim(100), 5);
      assert.equal(await store.reclaim(100), 0);
      assert.deepEqual(await store.dueTimers(100, 10), [{ ...timers[0], postponed: putOff(2, 100) }]);
      assert.deepEqual(await store.dueTimers(late + 7, 10), [
        { ...timers[0], postponed: putOff(2, 100) },
        { ...timers[1], postponed: putOff(2, late + 7) },
      ]);
      assert.deepEqual(await store.starts({ dueAt: 100 }), [{ ...daily, postponed: putOff(1, 100) }]);
      assert.equal((await store.starts({ dueAt: late + 5 })).length, 2);
      assert.deepEqual(await store.outbox(10, { now: 100, notices: false }), [
        { ...rows[1], postponed: putOff(1, 100) },
      ]);
    },
  },
  {
    name: 'jobs that a clock far ahead has leased, made or put off are free again when it is right; others keep their time',
    run: async (store) => {
      const { leaseMs, clockSkewMs } = limits;
      const wrong = 10 * (leaseMs + clockSkewMs);
      const leased = jobRow({
        jobId: '1',
        availableAt: 0,
        lease: { owner: 'w', untilAt: leaseMs + clockSkewMs + 1 },
        fence: 3,
      });
      const held = jobRow({ jobId: '2', lease: { owner: 'w', untilAt: leaseMs + clockSkewMs }, fence: 3 });
      const patient = jobRow({ jobId: '3', availableAt: wrong });
      const put = (row: JobRow) => ({ table: 'jobs' as const, put: row });
      await store.commit([stepOf({ at: 0, changes: [leased, held, patient].map(put) })]);
      const early = jobRow({ instanceId: second, availableAt: wrong });
      const waiting = jobRow({ instanceId: second, jobId: '2', availableAt: 0 });
      const step = stepOf({ at: wrong, instance: { instanceId: second }, changes: [early, waiting].map(put) });
      await store.commit([step]);
      assert.equal(await store.reclaim(0), 2);
      const request = { types: null, owner: 'v', now: 0, untilAt: 1, limit: 10 };
      assert.deepEqual(
        (await store.leaseJobs(request)).map(({ instanceId, jobId, fence }) => [instanceId, jobId, fence]),
        [
          [first, '1', 4],
          [second, '1', 1],
          [second, '2', 1],
        ],
      );
      assert.deepEqual(await store.job(first, '2'), held);
      assert.deepEqual(await store.job(first, '3'), patient);
    },
  },
  {
    name: 'the order of a call is found by the call until it is carried out',
    run: async (store) => {
      const order = outboxRow({ id: `${first}:1:1`, kind: 'callStart', key: `${first}:4` });
      const cancel = outboxRow({ id: `${first}:1:2`, kind: 'callCancel', key: `${first}:4` });
      await store.commit([
        stepOf({
          changes: [
            { table: 'outbox', put: order },
            { table: 'outbox', put: cancel },
          ],
        }),
      ]);
      assert.deepEqual(await store.orderOf(`${first}:4`), order);
      assert.equal(await store.orderOf(`${first}:5`), null);
      await store.dropOutbox(order.id);
      assert.equal(await store.orderOf(`${first}:4`), null);
    },
  },
];

function putOff(attempts: number, untilAt: number): Postponed {
  return { attempts, untilAt, trouble: 'không gửi được' };
}
