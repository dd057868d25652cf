// Jobs: leased to one worker at a time, free again when the lease has run out.
import assert from 'node:assert/strict';
import type { JobRow, LeaseRequest, Store } from '../../engine/index.ts';
import type { StoreCheck } from './check.ts';
import { first, jobRow, second, stepOf } from './samples.ts';

export const jobChecks: readonly StoreCheck[] = [
  {
    name: 'a job is leased once, until its lease has run out, and its fence grows',
    run: async (store) => {
      await write(store, [jobRow()]);
      const leased = { ...jobRow(), lease: { owner: 'w1', untilAt: 2_000 }, fence: 1 };
      assert.deepEqual(await store.leaseJobs(ask({ owner: 'w1', now: 1_000, untilAt: 2_000 })), [leased]);
      assert.deepEqual(await store.job(first, '1'), leased);
      assert.deepEqual(await store.leaseJobs(ask({ owner: 'w2', now: 1_999, untilAt: 3_000 })), []);
      const [again] = await store.leaseJobs(ask({ owner: 'w2', now: 2_000, untilAt: 3_000 }));
      assert.deepEqual(again, { ...jobRow(), lease: { owner: 'w2', untilAt: 3_000 }, fence: 2 });
    },
  },
  {
    name: 'jobs are leased when available, those free longest first, up to the limit, of the wanted types',
    run: async (store) => {
      await write(store, [
        jobRow({ jobId: '1', availableAt: 30 }),
        jobRow({ jobId: '2', availableAt: 10, jobType: 'sms' }),
        jobRow({ jobId: '3', availableAt: 20 }),
        jobRow({ jobId: '4', availableAt: 999 }),
      ]);
      assert.equal(await lease(store, { now: 9 }), '');
      assert.equal(await lease(store, { now: 50, types: [] }), '');
      assert.equal(await lease(store, { now: 50, types: ['unknown'] }), '');
      assert.equal(await lease(store, { now: 50, limit: 0 }), '');
      assert.equal(await lease(store, { now: 50, types: ['mail', 'sms', 'mail'], limit: 2 }), '2 3');
      assert.equal(await lease(store, { now: 50, types: null }), '1');
      assert.equal(await lease(store, { now: 50, types: null }), '');
    },
  },
  {
    name: 'of jobs that are free since the same instant the one of the smaller id comes first, whatever its type',
    run: async (store) => {
      const other = [
        jobRow({ instanceId: second, jobId: '1', availableAt: 5, jobType: 'a' }),
        jobRow({ instanceId: second, jobId: '4', availableAt: 5 }),
      ];
      await store.commit([
        stepOf({ instance: { instanceId: second }, changes: other.map((put) => ({ table: 'jobs', put })) }),
      ]);
      await write(store, [
        jobRow({ jobId: '5', availableAt: 5, jobType: 'z' }),
        jobRow({ jobId: '3', availableAt: 5 }),
        jobRow({ jobId: '2', availableAt: 5 }),
        jobRow({ jobId: '6', availableAt: 4 }),
      ]);
      const types = ['a', 'mail', 'z'];
      assert.equal(await lease(store, { now: 9, types, limit: 3 }), '6 2 3');
      assert.equal(await lease(store, { now: 9, types, limit: 2 }), '5 1');
      assert.equal(await lease(store, { now: 9, types: null }), '4');
    },
  },
  {
    name: 'a released job is free at once; an old fence releases nothing',
    run: async (store) => {
      await write(store, [jobRow()]);
      await lease(store, { now: 1_000 });
      await store.releaseJob(first, '1', 0);
      await store.releaseJob(first, '2', 1);
      assert.equal(await lease(store, { now: 1_000 }), '');
      await store.releaseJob(first, '1', 1);
      assert.equal((await store.job(first, '1'))?.lease, null);
      assert.equal(await lease(store, { now: 1_000 }), '1');
      assert.equal((await store.job(first, '1'))?.fence, 2);
    },
  },
  {
    name: 'a failed job loses its lease, waits for its next attempt, and rests without retries',
    run: async (store) => {
      await write(store, [jobRow()]);
      await lease(store, { now: 1_000 });
      const fail = async (seq: number, retries: number, availableAt: number): Promise<unknown> =>
        store.commit([
          stepOf({ instance: { seq }, changes: [{ table: 'jobRetries', put: { jobId: '1', retries, availableAt } }] }),
        ]);
      await fail(2, 1, 5_000);
      assert.deepEqual(await store.job(first, '1'), jobRow({ retries: 1, availableAt: 5_000, fence: 1 }));
      assert.equal(await lease(store, { now: 4_999 }), '');
      assert.equal(await lease(store, { now: 5_000 }), '1');
      await fail(3, 0, 5_000);
      assert.equal(await lease(store, { now: 90_000 }), '');
      await fail(4, 1, 6_000);
      assert.equal(await lease(store, { now: 90_000 }), '1');
    },
  },
  {
    name: 'a job that is put again keeps the larger fence',
    run: async (store) => {
      await write(store, [jobRow()]);
      await lease(store, { now: 1_000 });
      await store.commit([stepOf({ instance: { seq: 2 }, changes: [{ table: 'jobs', put: jobRow({ retries: 2 }) }] })]);
      assert.deepEqual(await store.job(first, '1'), jobRow({ retries: 2, fence: 1 }));
    },
  },
  {
    name: 'a job that is done is never leased again',
    run: async (store) => {
      await write(store, [jobRow()]);
      await lease(store, { now: 1_000 });
      await store.commit([stepOf({ instance: { seq: 2 }, changes: [{ table: 'jobs', drop: '1' }] })]);
      await store.releaseJob(first, '1', 1);
      assert.equal(await lease(store, { now: 90_000_000 }), '');
      assert.equal(await store.job(first, '1'), null);
    },
  },
  {
    name: 'jobs of a suspended instance wait, and don’t keep others waiting',
    run: async (store) => {
      await write(store, [jobRow({ availableAt: 1 })]);
      const other = jobRow({ instanceId: second, jobId: '7', availableAt: 2 });
      await store.commit([
        stepOf({ instance: { seq: 2, suspended: true } }),
        stepOf({ instance: { instanceId: second }, changes: [{ table: 'jobs', put: other }] }),
      ]);
      assert.equal(await lease(store, { now: 10, limit: 1 }), '7');
      await store.commit([stepOf({ instance: { seq: 3 } })]);
      assert.equal(await lease(store, { now: 10 }), '1');
    },
  },
];

async function write(store: Store, jobs: readonly JobRow[]): Promise<void> {
  await store.commit([stepOf({ changes: jobs.map((put) => ({ table: 'jobs', put })) })]);
}

function ask(request: Partial<LeaseRequest> & { readonly now: number }): LeaseRequest {
  return { types: ['mail'], owner: 'w', untilAt: request.now + 60_000, limit: 10, ...request };
}

async function lease(store: Store, request: Partial<LeaseRequest> & { readonly now: number }): Promise<string> {
  return (await store.leaseJobs(ask(request))).map(({ jobId }) => jobId).join(' ');
}
