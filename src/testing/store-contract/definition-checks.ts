// Definitions and what starts them from outside.
import assert from 'node:assert/strict';
import { refused, type StoreCheck } from './check.ts';
import { definitionRow, hashOf, startRow } from './samples.ts';

export const definitionChecks: readonly StoreCheck[] = [
  {
    name: 'definitions are numbered for each process, and the same source is kept once',
    run: async (store) => {
      const one = await store.putDefinition(definitionRow({ versionTag: 'v1' }), []);
      assert.deepEqual(one, definitionRow({ versionTag: 'v1', version: 1 }));
      assert.equal((await store.putDefinition(definitionRow({ hash: hashOf(8) }), [])).version, 2);
      assert.equal((await store.putDefinition(definitionRow({ process: 'other', hash: hashOf(9) }), [])).version, 1);
      const again = await store.putDefinition(definitionRow({ name: 'renamed', deployedAt: 9_999 }), [startRow()]);
      assert.deepEqual(again, one);
      assert.deepEqual(await store.starts({}), []);
      const found = await store.definitions();
      assert.deepEqual(
        found.map(({ process, version }) => `${process} ${version}`),
        ['licence 1', 'licence 2', 'other 1'],
      );
      assert.equal((await store.definitions({ process: 'licence' })).length, 2);
      assert.deepEqual(await store.definitions({ process: 'unknown' }), []);
    },
  },
  {
    name: 'one source may define several processes',
    run: async (store) => {
      await store.putDefinition(definitionRow(), []);
      assert.equal((await store.putDefinition(definitionRow({ process: 'second pool' }), [])).version, 1);
      assert.equal((await store.definitions()).length, 2);
    },
  },
  {
    name: 'a version that was given is kept; one that is taken is refused',
    run: async (store) => {
      await store.putDefinition(definitionRow({ version: 5 }), [startRow()]);
      await refused('ARGUMENT_INVALID', () => store.putDefinition(definitionRow({ hash: hashOf(8), version: 5 }), []));
      assert.equal((await store.definitions()).length, 1);
      assert.equal((await store.starts({})).length, 1);
      assert.equal((await store.putDefinition(definitionRow({ hash: hashOf(8) }), [])).version, 6);
    },
  },
  {
    name: 'starts of a new version replace those of its process only, and are found by kind, name and instant',
    run: async (store) => {
      const other = startRow({ process: 'other', definition: hashOf(9), dueAt: 90 });
      await store.putDefinition(definitionRow({ process: 'other', hash: hashOf(9) }), [other]);
      await store.putDefinition(definitionRow(), [
        startRow(),
        startRow({ element: 'gone', kind: 'signal', name: 's', dueAt: null }),
      ]);
      const definition = hashOf(8);
      const timer = startRow({ definition, dueAt: 70 });
      const message = startRow({ definition, element: 'm', kind: 'message', name: 'filed', dueAt: null, left: 0 });
      await store.putDefinition(definitionRow({ hash: definition }), [timer, message]);
      const sorted = (await store.starts({})).toSorted((a, b) =>
        a.element + a.process < b.element + b.process ? -1 : 1,
      );
      assert.deepEqual(sorted, [timer, other, message]);
      assert.deepEqual(await store.starts({ kind: 'message', name: 'filed' }), [message]);
      assert.deepEqual(await store.starts({ kind: 'signal' }), []);
      assert.deepEqual(await store.starts({ kind: 'timer', dueAt: 69 }), []);
      assert.deepEqual(await store.starts({ dueAt: 70 }), [timer]);
    },
  },
  {
    name: 'a timed start is moved by one only',
    run: async (store) => {
      await store.putDefinition(definitionRow(), [startRow({ dueAt: 10, left: 2 })]);
      const due = startRow({ dueAt: 10, left: 2 });
      assert.equal(await store.moveStart(due, { dueAt: 20, left: 1 }), true);
      assert.equal(await store.moveStart(due, { dueAt: 20, left: 1 }), false);
      assert.deepEqual(await store.starts({}), [startRow({ dueAt: 20, left: 1 })]);
      assert.equal(await store.moveStart(startRow({ dueAt: 20, left: 1 }), { dueAt: null, left: 0 }), true);
      assert.deepEqual(await store.starts({}), []);
    },
  },
];
