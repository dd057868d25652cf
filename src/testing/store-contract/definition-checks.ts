// Definitions, their history, and what starts them from outside.
import assert from 'node:assert/strict';
import { refused, type StoreCheck } from './check.ts';
import { definitionRow, definitionWrite, hashOf, startRow, stepOf } from './samples.ts';

const approval = { decisionNumber: '1716/QĐ-UBND', decisionOn: '2025-03-25', signer: 'Trần Văn B' };

export const definitionChecks: readonly StoreCheck[] = [
  {
    name: 'definitions are kept with every column, and listed by process and version',
    run: async (store, again) => {
      const one = definitionRow({ versionTag: 'v1' });
      const two = definitionRow({
        ...{ hash: hashOf(8), version: 2, state: 'superseded', approval, effectiveFromAt: 2_000 },
        ...{ effectiveToAt: 3_000, suspended: true },
      });
      const draft = definitionRow({ process: 'other', hash: hashOf(9), state: 'draft', effectiveFromAt: null });
      assert.deepEqual(await store.commitDefinition(definitionWrite([two, one])), { ok: true, position: 1 });
      assert.deepEqual(await store.commitDefinition(definitionWrite([draft])), { ok: true, position: 2 });
      assert.deepEqual(await store.definitions(), [one, two, draft]);
      assert.deepEqual(await store.definitions({ process: 'licence' }), [one, two]);
      assert.deepEqual(await store.definitions({ process: 'unknown' }), []);
      const other = again();
      await other.open();
      assert.deepEqual(await other.definitions(), [one, two, draft]);
      if (other !== store) await other.close();
    },
  },
  {
    name: 'the life of a version changes, what is immutable of it does not; others on the same data see it at once',
    run: async (store, again) => {
      const other = again();
      await other.open();
      await store.commitDefinition(definitionWrite([definitionRow({ state: 'draft', effectiveFromAt: null })]));
      assert.equal((await other.definitions())[0]?.state, 'draft');
      const changed = definitionRow({
        name: 'renamed',
        source: '<other/>',
        model: '1',
        deployedAt: 9,
        state: 'approved',
      });
      await store.commitDefinition(definitionWrite([{ ...changed, approval, effectiveFromAt: 5_000 }], { seq: 2 }));
      const kept = definitionRow({ state: 'approved', approval, effectiveFromAt: 5_000 });
      assert.deepEqual(await other.definitions(), [kept]);
      await store.commitDefinition(definitionWrite([{ ...kept, suspended: true, effectiveToAt: 6_000 }], { seq: 3 }));
      assert.deepEqual(await other.definitions({ process: 'licence' }), [
        { ...kept, suspended: true, effectiveToAt: 6_000 },
      ]);
      if (other !== store) await other.close();
    },
  },
  {
    name: 'a change of definitions is an entry of the journal among the others, and not an instance',
    run: async (store) => {
      await store.commit([stepOf()]);
      const write = definitionWrite([definitionRow()]);
      assert.deepEqual(await store.commitDefinition(write), { ok: true, position: 2 });
      assert.deepEqual(await store.commit([stepOf({ instance: { seq: 2 } })]), [{ ok: true, position: 3 }]);
      const instanceId = 'definition:licence';
      const entry = { position: 2, instanceId, seq: 1, ...write.entry };
      assert.deepEqual(await store.journal({ instanceId }), [entry]);
      assert.deepEqual((await store.journal({}))[1], entry);
      assert.equal(await store.journalSize(), 3);
      assert.equal((await store.instances({})).rows.length, 1);
    },
  },
  {
    name: 'a change that comes too late is left out wholly',
    run: async (store) => {
      await store.commitDefinition(definitionWrite([definitionRow()], { starts: [startRow()] }));
      const late = definitionWrite([
        definitionRow({ state: 'revoked' }),
        definitionRow({ hash: hashOf(8), version: 2 }),
      ]);
      const conflict = { ok: false, reason: 'conflict', found: 1 } as const;
      assert.deepEqual(await store.commitDefinition({ ...late, starts: [] }), conflict);
      assert.deepEqual(await store.commitDefinition({ ...late, expectedSeq: 2 }), conflict);
      assert.deepEqual(await store.definitions(), [definitionRow()]);
      assert.deepEqual(await store.starts({}), [startRow()]);
      assert.equal(await store.journalSize(), 1);
    },
  },
  {
    name: 'of changes that come at the same time one is kept',
    run: async (store, again) => {
      const other = again();
      await other.open();
      const of = (number: number) =>
        definitionWrite([definitionRow({ hash: hashOf(number), source: `<a${number}/>` })]);
      const outcomes = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((number) => (number % 2 === 0 ? store : other).commitDefinition(of(number))),
      );
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
      assert.equal((await store.definitions()).length, 1);
      assert.equal(await store.journalSize(), 1);
      if (other !== store) await other.close();
    },
  },
  {
    name: 'one source may define several processes',
    run: async (store) => {
      await store.commitDefinition(definitionWrite([definitionRow()]));
      await store.commitDefinition(definitionWrite([definitionRow({ process: 'second pool' })]));
      assert.equal((await store.definitions()).length, 2);
    },
  },
  {
    name: 'a version number that another source has, and rows of another process, are refused and nothing is kept',
    run: async (store) => {
      await store.commitDefinition(definitionWrite([definitionRow({ version: 5 })], { starts: [startRow()] }));
      const taken = [definitionRow({ hash: hashOf(8), version: 6 }), definitionRow({ hash: hashOf(9), version: 5 })];
      await refused('ARGUMENT_INVALID', () => store.commitDefinition(definitionWrite(taken, { seq: 2, starts: [] })));
      const strange = definitionWrite([definitionRow({ hash: hashOf(8), version: 6 })], { seq: 2, process: 'other' });
      await refused('ARGUMENT_INVALID', () => store.commitDefinition(strange));
      assert.equal((await store.definitions()).length, 1);
      assert.equal((await store.starts({})).length, 1);
      assert.equal(await store.journalSize(), 1);
    },
  },
  {
    name: 'start rows replace those of their process only, stay when none are given, and are found by process, kind, name and instant',
    run: async (store) => {
      const other = startRow({ process: 'other', definition: hashOf(9), dueAt: 90 });
      const others = [definitionRow({ process: 'other', hash: hashOf(9) })];
      await store.commitDefinition(definitionWrite(others, { starts: [other] }));
      await store.commitDefinition(
        definitionWrite([definitionRow()], {
          starts: [startRow(), startRow({ element: 'gone', kind: 'signal', name: 's', dueAt: null })],
        }),
      );
      const definition = hashOf(8);
      const timer = startRow({ definition, dueAt: 70 });
      const message = startRow({ definition, element: 'm', kind: 'message', name: 'filed', dueAt: null, left: 0 });
      const version = startRow({ definition, element: '', kind: 'version', name: '3', dueAt: 80, left: 0 });
      const next = [definitionRow({ hash: definition, version: 2 })];
      await store.commitDefinition(definitionWrite(next, { seq: 2, starts: [timer, message, version] }));
      await store.commitDefinition(definitionWrite([], { seq: 3, process: 'licence' }));
      const sorted = (await store.starts({})).toSorted((a, b) =>
        a.element + a.process < b.element + b.process ? -1 : 1,
      );
      assert.deepEqual(
        sorted,
        [timer, other, version, message].toSorted((a, b) => (a.element + a.process < b.element + b.process ? -1 : 1)),
      );
      assert.deepEqual(await store.starts({ kind: 'message', name: 'filed' }), [message]);
      assert.deepEqual(await store.starts({ kind: 'signal' }), []);
      assert.deepEqual(await store.starts({ kind: 'timer', dueAt: 69 }), []);
      assert.deepEqual(await store.starts({ dueAt: 70 }), [timer]);
      assert.deepEqual(await store.starts({ kind: 'version', dueAt: 80 }), [version]);
      assert.deepEqual(await store.starts({ process: 'other' }), [other]);
      assert.equal(await store.nextDueAt(), 70);
    },
  },
  {
    name: 'an idempotency key of a change is used once, among those of steps too',
    run: async (store) => {
      const write = { ...definitionWrite([definitionRow()], { starts: [startRow()] }), idempotencyKey: 'k' };
      assert.deepEqual(await store.commitDefinition(write), { ok: true, position: 1 });
      const used = { instanceId: 'definition:licence', seq: 1, result: '', text: write.entry.text };
      assert.deepEqual(await store.usedKey('k'), used);
      const taken = { ok: false, reason: 'keyTaken' };
      assert.deepEqual(await store.commitDefinition(write), taken);
      const next = definitionWrite([definitionRow({ state: 'superseded' })], { seq: 2, starts: [] });
      assert.deepEqual(await store.commitDefinition({ ...next, idempotencyKey: 'k' }), taken);
      assert.deepEqual(await store.commit([stepOf({ key: 'k' })]), [taken]);
      assert.deepEqual(await store.definitions(), [definitionRow()]);
      assert.deepEqual(await store.starts({}), [startRow()]);
      assert.equal(await store.journalSize(), 1);
      // A change that is left out uses no key.
      const late = { ...definitionWrite([], { seq: 3, process: 'licence' }), idempotencyKey: 'late' };
      assert.deepEqual(await store.commitDefinition(late), { ok: false, reason: 'conflict', found: 1 });
      assert.equal(await store.usedKey('late'), null);
      await store.commit([stepOf({ key: 's' })]);
      assert.deepEqual(await store.commitDefinition({ ...next, idempotencyKey: 's' }), taken);
      assert.deepEqual(await store.commitDefinition({ ...next, idempotencyKey: 'n' }), { ok: true, position: 3 });
    },
  },
  {
    name: 'a timed start is moved by one only',
    run: async (store) => {
      await store.commitDefinition(definitionWrite([definitionRow()], { starts: [startRow({ dueAt: 10, left: 2 })] }));
      const due = startRow({ dueAt: 10, left: 2 });
      assert.equal(await store.moveStart(due, { dueAt: 20, left: 1 }), true);
      assert.equal(await store.moveStart(due, { dueAt: 20, left: 1 }), false);
      assert.deepEqual(await store.starts({}), [startRow({ dueAt: 20, left: 1 })]);
      assert.equal(await store.moveStart(startRow({ dueAt: 20, left: 1 }), { dueAt: null, left: 0 }), true);
      assert.deepEqual(await store.starts({}), []);
    },
  },
];
