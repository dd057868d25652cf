// The other lists.
import assert from 'node:assert/strict';
import type { Store } from '../../engine/index.ts';
import type { StoreCheck } from './check.ts';
import { first, incidentRow, jobRow, second, stepOf, subscriptionRow, third } from './samples.ts';

export const listChecks: readonly StoreCheck[] = [
  {
    name: 'instances are found by process, status and business key, and by all of them together',
    run: async (store) => {
      await store.commit([
        stepOf({ instance: { instanceId: first, businessKey: 'HS-1' } }),
        stepOf({ instance: { instanceId: second, process: 'other', businessKey: 'HS-1' } }),
        stepOf({ instance: { instanceId: third } }),
        stepOf({ instance: { instanceId: third, seq: 2, status: 'failed', endedAt: 5 } }),
      ]);
      const ids = async (query: Parameters<Store['instances']>[0]): Promise<string[]> =>
        (await store.instances(query)).rows.map(({ instanceId }) => instanceId);
      assert.deepEqual(await ids({}), [first, second, third]);
      assert.deepEqual(await ids({ process: 'licence' }), [first, third]);
      assert.deepEqual(await ids({ status: 'active' }), [first, second]);
      assert.deepEqual(await ids({ status: 'failed' }), [third]);
      assert.deepEqual(await ids({ businessKey: 'HS-1' }), [first, second]);
      assert.deepEqual(await ids({ process: 'licence', status: 'active', businessKey: 'HS-1' }), [first]);
      assert.deepEqual(await ids({ process: 'licence', businessKey: 'HS-2' }), []);
    },
  },
  {
    name: 'jobs are found by instance and by type',
    run: async (store) => {
      await store.commit([
        stepOf({ changes: [{ table: 'jobs', put: jobRow() }] }),
        stepOf({
          instance: { instanceId: second },
          changes: [{ table: 'jobs', put: jobRow({ instanceId: second, jobType: 'sms' }) }],
        }),
      ]);
      assert.deepEqual((await store.jobs({ instanceId: first })).rows, [jobRow()]);
      assert.deepEqual((await store.jobs({ jobType: 'sms' })).rows, [jobRow({ instanceId: second, jobType: 'sms' })]);
      assert.deepEqual((await store.jobs({ instanceId: first, jobType: 'sms' })).rows, []);
      assert.deepEqual(await store.job(first, '1'), jobRow());
      assert.equal(await store.job(first, '2'), null);
    },
  },
  {
    name: 'incidents are listed oldest first, by instance and by process',
    run: async (store) => {
      const young = incidentRow({ raisedAt: 9 });
      const old = incidentRow({ instanceId: second, process: 'other', raisedAt: 3 });
      await store.commit([
        stepOf({ changes: [{ table: 'incidents', put: young }] }),
        stepOf({ instance: { instanceId: second }, changes: [{ table: 'incidents', put: old }] }),
      ]);
      assert.deepEqual((await store.incidents({})).rows, [old, young]);
      assert.deepEqual((await store.incidents({ instanceId: first })).rows, [young]);
      assert.deepEqual((await store.incidents({ process: 'other' })).rows, [old]);
    },
  },
  {
    name: 'subscriptions are found by instance, kind, name and key',
    run: async (store) => {
      const keyed = subscriptionRow();
      const keyless = subscriptionRow({ subscriptionId: '2', key: null });
      const signal = subscriptionRow({ instanceId: second, kind: 'signal', key: null });
      await store.commit([
        stepOf({ changes: [keyed, keyless].map((put) => ({ table: 'subscriptions', put })) }),
        stepOf({ instance: { instanceId: second }, changes: [{ table: 'subscriptions', put: signal }] }),
      ]);
      assert.deepEqual((await store.subscriptions({})).rows, [keyed, keyless, signal]);
      assert.deepEqual((await store.subscriptions({ instanceId: first })).rows, [keyed, keyless]);
      assert.deepEqual((await store.subscriptions({ kind: 'message', name: 'paid' })).rows, [keyed, keyless]);
      assert.deepEqual((await store.subscriptions({ kind: 'message', name: 'paid', key: 'HS-1' })).rows, [keyed]);
      assert.deepEqual((await store.subscriptions({ kind: 'signal' })).rows, [signal]);
      assert.deepEqual((await store.subscriptions({ kind: 'message', name: 'paid', key: 'HS' })).rows, []);
    },
  },
];
