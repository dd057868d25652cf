// An ended instance leaves: its rows go, the places and hashes of its entries stay.
import assert from 'node:assert/strict';
import { refused, type StoreCheck } from './check.ts';
import { first, hashOf, incidentRow, second, stepOf, taskRow, timerRow } from './samples.ts';

export const archiveChecks: readonly StoreCheck[] = [
  {
    name: 'an archived instance leaves hashes and positions, one entry more, and nothing else',
    run: async (store) => {
      const task = taskRow({ task: { name: 'a', candidateUsers: ['an'] } });
      await store.commit([stepOf({ key: 'k', changes: [{ table: 'tasks', put: task }] })]);
      await store.commit([stepOf({ instance: { instanceId: second } })]);
      const rest = [
        { table: 'timers', put: timerRow() },
        { table: 'incidents', put: incidentRow() },
      ] as const;
      await store.commit([stepOf({ instance: { seq: 2, status: 'failed', endedAt: 9 }, changes: rest })]);
      const before = await store.journal({});
      const entry = { at: 50, text: '{}', hash: hashOf(99) };
      assert.equal(await store.archive({ instanceId: first, expectedSeq: 2, entry }), true);
      assert.deepEqual(await store.journal({}), [
        { ...before[0]!, text: '' },
        before[1]!,
        { ...before[2]!, text: '' },
        { position: 4, instanceId: first, seq: 3, ...entry },
      ]);
      assert.equal((await store.journal({ instanceId: first })).length, 3);
      assert.equal(await store.instance(first), null);
      for (const list of ['instances', 'tasks', 'timers', 'incidents'] as const)
        assert.equal(await store.count(list, {}), list === 'instances' ? 1 : 0, list);
      assert.deepEqual((await store.tasks({ candidateUser: 'an' })).rows, []);
      assert.deepEqual(
        (await store.instances({})).rows.map(({ instanceId }) => instanceId),
        [second],
      );
      assert.deepEqual(await store.usedKey('k'), { instanceId: first, seq: 1, result: 'null', text: '' });
      assert.equal(await store.journalSize(), 4);
      const [again] = await store.commit([stepOf({ instance: { instanceId: second, seq: 2 } })]);
      assert.deepEqual(again, { ok: true, position: 5 });
    },
  },
  {
    name: 'an instance that runs, that is at another step or that is not there is not archived',
    run: async (store) => {
      await store.commit([stepOf(), stepOf({ instance: { instanceId: second, status: 'completed', endedAt: 9 } })]);
      const entry = { at: 50, text: '{}', hash: hashOf(99) };
      const size = await store.journalSize();
      assert.equal(await store.archive({ instanceId: first, expectedSeq: 1, entry }), false);
      assert.equal(await store.archive({ instanceId: second, expectedSeq: 2, entry }), false);
      assert.equal(await store.archive({ instanceId: 'nobody', expectedSeq: 1, entry }), false);
      await refused('ARGUMENT_INVALID', () =>
        store.archive({ instanceId: second, expectedSeq: 1, entry: { ...entry, hash: 'x' } }),
      );
      assert.equal(await store.journalSize(), size);
      assert.notEqual(await store.instance(second), null);
    },
  },
];
