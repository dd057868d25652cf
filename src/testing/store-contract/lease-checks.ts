// The holder of a lease: known by his fence, in the very transaction of his step.
import assert from 'node:assert/strict';
import type { Store } from '../../engine/index.ts';
import type { StoreCheck } from './check.ts';
import { first, jobRow, second, stepOf, taskRow } from './samples.ts';

export const leaseChecks: readonly StoreCheck[] = [
  {
    name: 'a step of a job is refused, wholly, when its lease went to another; the others of the group are kept',
    run: async (store) => {
      await store.commit([stepOf({ changes: [{ table: 'jobs', put: jobRow() }] })]);
      await lease(store, 1_000);
      await lease(store, 100_000);
      const late = stepOf({
        instance: { seq: 2 },
        lease: { jobId: '1', fence: 1 },
        key: 'late',
        changes: [
          { table: 'jobs', drop: '1' },
          { table: 'tasks', put: taskRow() },
        ],
      });
      const other = stepOf({ instance: { instanceId: second } });
      assert.deepEqual(await store.commit([late, other]), [
        { ok: false, reason: 'leaseLost', found: 2 },
        { ok: true, position: 2 },
      ]);
      assert.equal((await store.instance(first))?.seq, 1);
      assert.equal((await store.job(first, '1'))?.fence, 2);
      assert.equal((await store.tasks({})).rows.length, 0);
      assert.equal(await store.usedKey('late'), null);
      const right = { ...late, lease: { jobId: '1', fence: 2 } };
      assert.deepEqual(await store.commit([right]), [{ ok: true, position: 3 }]);
      assert.equal(await store.job(first, '1'), null);
    },
  },
  {
    name: 'a lease that ran out and went to nobody still counts; a job that is gone is no matter of the lease',
    run: async (store) => {
      await store.commit([stepOf({ changes: [{ table: 'jobs', put: jobRow() }] })]);
      await lease(store, 1_000);
      const held = { jobId: '1', fence: 1 };
      const done = stepOf({
        instance: { seq: 2 },
        lease: held,
        changes: [{ table: 'jobs', drop: '1' }],
        at: 9_000_000,
      });
      assert.deepEqual(await store.commit([done]), [{ ok: true, position: 2 }]);
      assert.deepEqual(await store.commit([done]), [{ ok: false, reason: 'conflict', found: 2 }]);
    },
  },
  {
    name: 'of a late result and the next lease, at the same moment, exactly one comes first',
    run: async (store, again) => {
      const other = again();
      await other.open();
      try {
        for (let round = 0; round < 25; round += 1) {
          const instanceId = `01890000-0000-7000-8000-0000000001${round + 10}`;
          await store.commit([
            stepOf({ instance: { instanceId }, changes: [{ table: 'jobs', put: jobRow({ instanceId }) }] }),
          ]);
          assert.equal(await lease(store, 1_000), 1);
          const drop = { table: 'jobs', drop: '1' } as const;
          const done = stepOf({ instance: { instanceId, seq: 2 }, lease: { jobId: '1', fence: 1 }, changes: [drop] });
          const [[outcome], leased] = await Promise.all([store.commit([done]), lease(other, 100_000)]);
          assert.equal(outcome?.ok === true ? 0 : 1, leased, `round ${round}: ${JSON.stringify(outcome)}`);
          if (leased > 0) {
            const fence = { jobId: '1', fence: 2 };
            await store.commit([stepOf({ instance: { instanceId, seq: 2 }, lease: fence, changes: [drop] })]);
          }
        }
      } finally {
        if (other !== store) await other.close();
      }
    },
  },
  {
    name: 'a lease is extended by its holder alone, as long as he has it',
    run: async (store) => {
      await store.commit([stepOf({ changes: [{ table: 'jobs', put: jobRow() }] })]);
      const extend = (fence: number, untilAt: number, jobId = '1'): Promise<boolean> =>
        store.extendLease({ instanceId: first, jobId, fence, untilAt });
      assert.equal(await extend(0, 5_000), false);
      await lease(store, 1_000);
      assert.equal(await extend(1, 200_000), true);
      assert.equal((await store.job(first, '1'))?.lease?.untilAt, 200_000);
      assert.equal(await lease(store, 199_999), 0);
      assert.equal(await extend(2, 300_000), false);
      assert.equal(await extend(1, 300_000, '2'), false);
      assert.equal(await lease(store, 200_000), 1);
      assert.equal(await extend(1, 300_000), false);
      await store.releaseJob(first, '1', 2);
      assert.equal(await extend(2, 300_000), false);
    },
  },
  {
    name: 'a name is held by one running instance, and free again when that has ended',
    run: async (store) => {
      const start = (instanceId: string, unique = 'order:7') => stepOf({ instance: { instanceId }, unique });
      assert.deepEqual(await store.commit([start(first), start(second), start(second, 'order:8')]), [
        { ok: true, position: 1 },
        { ok: false, reason: 'nameTaken', holder: first },
        { ok: true, position: 2 },
      ]);
      await store.commit([stepOf({ instance: { seq: 2 } })]);
      const third = '01890000-0000-7000-8000-000000000003';
      assert.deepEqual(await store.commit([{ ...start(third), idempotencyKey: 'k' }]), [
        { ok: false, reason: 'nameTaken', holder: first },
      ]);
      assert.equal(await store.usedKey('k'), null);
      await store.commit([stepOf({ instance: { seq: 3, status: 'completed', endedAt: 5_000 } })]);
      assert.deepEqual(await store.commit([{ ...start(third), idempotencyKey: 'k' }]), [{ ok: true, position: 5 }]);
    },
  },
  {
    name: 'a name taken by a step that is refused is not held; one who ends in his first step holds it no longer',
    run: async (store) => {
      await store.commit([stepOf()]);
      assert.deepEqual(await store.commit([stepOf({ unique: 'n' })]), [{ ok: false, reason: 'conflict', found: 1 }]);
      const brief = stepOf({ instance: { instanceId: second, status: 'completed', endedAt: 1 }, unique: 'n' });
      assert.deepEqual(await store.commit([brief]), [{ ok: true, position: 2 }]);
      const third = '01890000-0000-7000-8000-000000000003';
      assert.equal((await store.commit([stepOf({ instance: { instanceId: third }, unique: 'n' })]))[0]?.ok, true);
    },
  },
];

async function lease(store: Store, now: number): Promise<number> {
  return (await store.leaseJobs({ types: ['mail'], owner: 'w', now, untilAt: now + 60_000, limit: 10 })).length;
}
