// The journal and its checkpoints.
import assert from 'node:assert/strict';
import { refused, type StoreCheck } from './check.ts';
import { first, hashOf, second, stepOf } from './samples.ts';

export const journalChecks: readonly StoreCheck[] = [
  {
    name: 'the journal is read in order, from a position, up to a limit, whole or of one instance',
    run: async (store) => {
      assert.equal(await store.journalSize(), 0);
      assert.deepEqual(await store.journal({}), []);
      await store.commit([
        stepOf({ at: 10, text: '{"a":1}' }),
        stepOf({ instance: { instanceId: second } }),
        stepOf({ instance: { seq: 2 }, at: 30 }),
        stepOf({ instance: { seq: 3 } }),
      ]);
      assert.equal(await store.journalSize(), 4);
      const [entry] = await store.journal({ limit: 1 });
      assert.deepEqual(entry, { position: 1, instanceId: first, seq: 1, at: 10, text: '{"a":1}', hash: hashOf(1) });
      const positions = async (query: Parameters<typeof store.journal>[0]): Promise<number[]> =>
        (await store.journal(query)).map(({ position }) => position);
      assert.deepEqual(await positions({}), [1, 2, 3, 4]);
      assert.deepEqual(await positions({ from: 2, limit: 2 }), [2, 3]);
      assert.deepEqual(await positions({ from: 5 }), []);
      assert.deepEqual(await positions({ instanceId: first }), [1, 3, 4]);
      assert.deepEqual(await positions({ instanceId: first, from: 3, limit: 1 }), [3]);
      assert.deepEqual(await positions({ instanceId: first, fromSeq: 2 }), [3, 4]);
      assert.deepEqual(await positions({ instanceId: first, fromSeq: 3, limit: 1 }), [4]);
      assert.deepEqual(await positions({ instanceId: first, fromSeq: 4 }), []);
      assert.deepEqual(await positions({ instanceId: first, from: 4, fromSeq: 2 }), [4]);
      assert.deepEqual(await positions({ instanceId: 'unknown' }), []);
    },
  },
  {
    name: 'the journal of a long instance comes whole',
    run: async (store) => {
      const steps = [...Array(1_500).keys()].map((at) => stepOf({ instance: { seq: at + 1 } }));
      await store.commit(steps);
      assert.equal((await store.journal({ instanceId: first })).length, 1_500);
    },
  },
  {
    name: 'checkpoints only grow',
    run: async (store) => {
      const checkpoint = (size: number) => ({ size, root: hashOf(size), at: 1, frontier: '[]', note: 'n' });
      assert.deepEqual(await store.checkpoints(), []);
      assert.equal(await store.putCheckpoint(checkpoint(5)), true);
      assert.equal(await store.putCheckpoint({ ...checkpoint(5), note: 'other' }), false);
      assert.equal(await store.putCheckpoint(checkpoint(4)), false);
      assert.equal(await store.putCheckpoint(checkpoint(9)), true);
      assert.deepEqual(await store.checkpoints(), [checkpoint(5), checkpoint(9)]);
      await refused('ARGUMENT_INVALID', () => store.putCheckpoint({ ...checkpoint(10), root: 'x' }));
    },
  },
];
