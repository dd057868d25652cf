// Steps: in order, each wholly or not at all, never twice.
import assert from 'node:assert/strict';
import type { InstanceRow } from '../../engine/index.ts';
import { isEngineError } from '../../model/engine-error.ts';
import { refused, type StoreCheck } from './check.ts';
import { first, hashOf, instanceRow, second, stepOf, taskRow, third, timerRow } from './samples.ts';

export const commitChecks: readonly StoreCheck[] = [
  {
    name: 'a step with a number that is no whole one, or no instant, is refused before anything is written',
    run: async (store) => {
      for (const wrong of [NaN, Infinity, 0.5, 2 ** 53]) {
        for (const change of [
          stepOf({ changes: [{ table: 'timers', put: timerRow({ dueAt: wrong }) }] }),
          stepOf({ changes: [{ table: 'tasks', put: taskRow({ dueAt: wrong }) }] }),
          stepOf({ instance: { startedAt: wrong } }),
        ])
          await assert.rejects(store.commit([change, stepOf({ instance: { instanceId: second } })]), {
            code: 'ARGUMENT_INVALID',
          });
      }
      assert.equal(await store.journalSize(), 0);
    },
  },
  {
    name: 'commit keeps the steps of a group in order and counts positions from 1 without gaps',
    run: async (store) => {
      const one = await store.commit([
        stepOf(),
        stepOf({ instance: { instanceId: second } }),
        stepOf({ instance: { seq: 2 } }),
      ]);
      assert.deepEqual(
        one,
        [1, 2, 3].map((position) => ({ ok: true, position })),
      );
      assert.deepEqual(await store.commit([stepOf({ instance: { seq: 3 } })]), [{ ok: true, position: 4 }]);
      assert.deepEqual(await store.instance(first), instanceRow({ seq: 3 }));
      assert.deepEqual(await store.instance(second), instanceRow({ instanceId: second }));
      assert.equal(await store.instance(third), null);
    },
  },
  {
    name: 'commit of nothing does nothing',
    run: async (store) => {
      assert.deepEqual(await store.commit([]), []);
      assert.equal(await store.journalSize(), 0);
    },
  },
  {
    name: 'commit keeps every column of an instance, and its changes',
    run: async (store) => {
      await store.commit([stepOf({ instance: { businessKey: 'HS-1' } })]);
      // A migration changes the definition, and may change the process.
      const moved = { seq: 2, process: 'licence-2', definition: hashOf(8) };
      await store.commit([stepOf({ instance: moved })]);
      assert.deepEqual(await store.instance(first), instanceRow(moved));
      assert.equal((await store.instances({ process: 'licence' })).rows.length, 0);
      assert.equal((await store.instances({ process: 'licence-2' })).rows.length, 1);
      const end = {
        status: 'completed',
        suspended: true,
        endedAt: 9_000,
        seq: 3,
        hash: hashOf(99),
        businessKey: 'HS-2',
      } as const;
      await store.commit([stepOf({ instance: end })]);
      assert.deepEqual(await store.instance(first), instanceRow(end));
      assert.equal((await store.instances({ status: 'active' })).rows.length, 0);
      assert.equal((await store.instances({ businessKey: 'HS-2' })).rows.length, 1);
    },
  },
  {
    name: 'a step that leaves the row as it was keeps its own number, hash and snapshot, on the newest state alone',
    run: async (store) => {
      await store.commit([stepOf({ instance: { businessKey: 'HS-1', suspended: true } })]);
      const next = { businessKey: 'HS-1', suspended: true, seq: 2, hash: hashOf(98), snapshot: '{"seq":2}' };
      const step = { ...stepOf({ instance: next }), stays: true };
      assert.deepEqual(await store.commit([step]), [{ ok: true, position: 2 }]);
      assert.deepEqual(await store.instance(first), instanceRow(next));
      assert.deepEqual(await store.commit([step]), [{ ok: false, reason: 'conflict', found: 2 }]);
    },
  },
  {
    name: 'where a dossier stands is kept with every step, also in a step that changes nothing else',
    run: async (store) => {
      for (const [at, dossier] of [
        { status: 1, light: null, riskAt: 500, dueAt: 900 },
        { status: 1, light: null, riskAt: 500, dueAt: 901 },
        { status: 1, light: null, riskAt: null, dueAt: 901 },
        { status: 5, light: 'atRisk', riskAt: null, dueAt: null },
        { status: 5, light: 'overdue', riskAt: null, dueAt: null },
        { status: 6, light: 'overdue', riskAt: null, dueAt: null },
      ].entries()) {
        const instance = { seq: at + 1, dossier: dossier as InstanceRow['dossier'] };
        await store.commit([stepOf({ instance })]);
        assert.deepEqual(await store.instance(first), instanceRow(instance));
      }
    },
  },
  {
    name: 'a step on an old state is left out and leaves no trace; the others are kept',
    run: async (store) => {
      await store.commit([stepOf(), stepOf({ instance: { seq: 2 } })]);
      const late = stepOf({
        instance: { seq: 2, snapshot: '{"late":true}', hash: hashOf(99) },
        changes: [{ table: 'tasks', put: taskRow() }],
        key: 'late',
      });
      const outcomes = await store.commit([late, stepOf({ instance: { instanceId: second } })]);
      assert.deepEqual(outcomes, [
        { ok: false, reason: 'conflict', found: 2 },
        { ok: true, position: 3 },
      ]);
      assert.deepEqual(await store.instance(first), instanceRow({ seq: 2 }));
      assert.equal((await store.tasks({})).rows.length, 0);
      assert.equal(await store.usedKey('late'), null);
      assert.equal(await store.journalSize(), 3);
    },
  },
  {
    name: 'an instance is started once, and an unknown one can’t go on',
    run: async (store) => {
      const outcomes = await store.commit([stepOf(), stepOf(), stepOf({ instance: { instanceId: second, seq: 5 } })]);
      assert.deepEqual(outcomes, [
        { ok: true, position: 1 },
        { ok: false, reason: 'conflict', found: 1 },
        { ok: false, reason: 'conflict', found: 0 },
      ]);
      assert.equal(await store.instance(second), null);
    },
  },
  {
    name: 'an idempotency key is used once, in any instance, and remembers its result',
    run: async (store) => {
      assert.equal(await store.usedKey('k'), null);
      await store.commit([stepOf({ key: 'k', result: '{"taskId":"1"}' })]);
      const text = JSON.stringify({ instanceId: first, seq: 1 });
      const used = { instanceId: first, seq: 1, result: '{"taskId":"1"}', text };
      assert.deepEqual(await store.usedKey('k'), used);
      const again = stepOf({
        instance: { instanceId: second },
        key: 'k',
        changes: [{ table: 'tasks', put: taskRow() }],
      });
      assert.deepEqual(await store.commit([again]), [{ ok: false, reason: 'keyTaken' }]);
      assert.equal(await store.instance(second), null);
      assert.equal((await store.tasks({})).rows.length, 0);
      assert.deepEqual(await store.usedKey('k'), used);
    },
  },
  {
    name: 'a repeated step is told by its key, also when its state is old by now',
    run: async (store) => {
      const step = stepOf({ key: 'k' });
      assert.deepEqual(await store.commit([step, step]), [
        { ok: true, position: 1 },
        { ok: false, reason: 'keyTaken' },
      ]);
      assert.equal((await store.usedKey('k'))?.result, 'null');
    },
  },
  {
    name: 'a key gives the entry of its own step, not of those before or after',
    run: async (store) => {
      const step = (seq: number) =>
        stepOf({ instance: { seq }, text: `{"n":${seq}}`, ...(seq === 2 ? { key: 'k' } : {}) });
      await store.commit([step(1), stepOf({ instance: { instanceId: second } }), step(2), step(3)]);
      assert.deepEqual(await store.usedKey('k'), { instanceId: first, seq: 2, result: 'null', text: '{"n":2}' });
    },
  },
  {
    name: 'a step whose attachment fails is left out alone; a store without SQL refuses attachments, and keeps nothing',
    run: async (store) => {
      const error = new RangeError('no more numbers');
      const failing = stepOf({ key: 'k', changes: [{ table: 'tasks', put: taskRow() }] });
      const steps = [
        stepOf({ instance: { instanceId: second } }),
        {
          ...failing,
          attach: () => {
            throw error;
          },
        },
        { ...stepOf({ instance: { instanceId: third } }), attach: async () => undefined },
      ];
      const outcomes = await store.commit(steps).catch((refusal: unknown) => refusal);
      if (isEngineError(outcomes)) {
        assert.equal(outcomes.code, 'STORE_NO_SQL');
        assert.equal(await store.journalSize(), 0);
        return;
      }
      assert.deepEqual(outcomes, [
        { ok: true, position: 1 },
        { ok: false, reason: 'attachmentFailed', error },
        { ok: true, position: 2 },
      ]);
      assert.equal(await store.instance(first), null);
      assert.equal(await store.usedKey('k'), null);
      assert.equal((await store.tasks({})).rows.length, 0);
      assert.deepEqual(await store.commit([failing]), [{ ok: true, position: 3 }]);
    },
  },
  {
    name: 'a step that doesn’t count one up, or a hash that is none, is refused with the whole group',
    run: async (store) => {
      const good = stepOf({ instance: { instanceId: second } });
      for (const bad of [
        stepOf({ instance: { seq: 2 }, expectedSeq: 0 }),
        stepOf({ instance: { seq: 1 }, expectedSeq: 1 }),
        stepOf({ instance: { seq: 0 }, expectedSeq: -1 }),
        stepOf({ instance: { hash: 'abc' } }),
        stepOf({ instance: { hash: hashOf(10).toUpperCase() } }),
        stepOf({ instance: { definition: '' } }),
      ]) {
        await refused('ARGUMENT_INVALID', () => store.commit([good, bad]));
      }
      assert.equal(await store.journalSize(), 0);
      assert.equal(await store.instance(second), null);
    },
  },
];
