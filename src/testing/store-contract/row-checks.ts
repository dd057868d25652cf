// Rows of a step: they come back as they were written, and go when they are dropped.
import assert from 'node:assert/strict';
import type { RowChange, Store } from '../../engine/index.ts';
import { refused, type StoreCheck } from './check.ts';
import {
  first,
  incidentRow,
  jobRow,
  outboxRow,
  second,
  stepOf,
  subscriptionRow,
  taskRow,
  timerRow,
} from './samples.ts';

export const rowChecks: readonly StoreCheck[] = [
  {
    name: 'rows of every table come back as they were written and go when they are dropped',
    run: async (store) => {
      await store.commit([stepOf({ changes: puts })]);
      assert.deepEqual(
        await everyRow(store),
        puts.map(({ put }) => put),
      );
      const drops = puts.map(({ table, id }) => ({ table, drop: id }) as RowChange);
      await store.commit([stepOf({ instance: { seq: 2 }, changes: drops })]);
      assert.deepEqual(await everyRow(store), []);
    },
  },
  {
    name: 'a row that is put again replaces the one before it',
    run: async (store) => {
      await store.commit([stepOf({ changes: puts })]);
      const changed = [
        {
          table: 'tasks',
          put: taskRow({ element: 'sign', assignee: 'an', state: 'reserved', task: { name: 'Ký', priority: 2 } }),
        },
        { table: 'timers', put: timerRow({ element: 'other', dueAt: 1 }) },
        { table: 'jobs', put: jobRow({ jobType: 'sms', headers: {}, lease: { owner: 'w', untilAt: 7 }, fence: 3 }) },
        { table: 'subscriptions', put: subscriptionRow({ kind: 'signal', name: 'closed', key: null }) },
        { table: 'incidents', put: incidentRow({ code: 'STEP_LIMIT', params: {}, raisedAt: 5 }) },
        { table: 'outbox', put: outboxRow({ kind: 'signal', name: 'closed', key: null, variables: {} }) },
      ] as const satisfies readonly RowChange[];
      await store.commit([stepOf({ instance: { seq: 2 }, changes: changed })]);
      assert.deepEqual(
        await everyRow(store),
        changed.map(({ put }) => put),
      );
    },
  },
  {
    name: 'changes of a step apply in their order',
    run: async (store) => {
      const changes: RowChange[] = [
        { table: 'timers', put: timerRow() },
        { table: 'timers', drop: '1' },
        { table: 'tasks', put: taskRow() },
        { table: 'tasks', drop: '1' },
        { table: 'tasks', put: taskRow({ element: 'last' }) },
      ];
      await store.commit([stepOf({ changes })]);
      assert.deepEqual(await everyRow(store), [taskRow({ element: 'last' })]);
    },
  },
  {
    name: 'the same id in two instances names two rows',
    run: async (store) => {
      const other = taskRow({ instanceId: second });
      await store.commit([
        stepOf({ changes: [{ table: 'tasks', put: taskRow() }] }),
        stepOf({ instance: { instanceId: second }, changes: [{ table: 'tasks', put: other }] }),
        stepOf({ instance: { seq: 2 }, changes: [{ table: 'tasks', drop: '1' }] }),
      ]);
      assert.equal(await store.task(first, '1'), null);
      assert.deepEqual(await store.task(second, '1'), other);
    },
  },
  {
    name: 'dropping or changing a row that is not there does nothing',
    run: async (store) => {
      const changes: RowChange[] = [
        ...puts.map(({ table, id }) => ({ table, drop: id }) as RowChange),
        { table: 'messages', drop: 'unknown' },
        { table: 'taskStates', put: { taskId: '1', state: 'reserved', assignee: 'an', dueAt: 7 } },
        { table: 'jobRetries', put: { jobId: '1', retries: 1, availableAt: 1 } },
      ];
      assert.deepEqual(await store.commit([stepOf({ changes })]), [{ ok: true, position: 1 }]);
      assert.deepEqual(await everyRow(store), []);
    },
  },
  {
    name: 'texts of any script, quotes and line breaks survive',
    run: async (store) => {
      const text = `Sở Tài nguyên — "Đăng ký" 'x' \n\t\\ 😀 漢字; DROP TABLE tasks;--`;
      const task = taskRow({ element: text, assignee: text, businessKey: text, task: { name: text, role: text } });
      const step = stepOf({ instance: { snapshot: text, businessKey: text }, text, key: text, result: text });
      await store.commit([{ ...step, changes: [{ table: 'tasks', put: task }] }]);
      assert.equal((await store.instance(first))?.snapshot, text);
      assert.equal((await store.journal({}))[0]?.text, text);
      assert.equal((await store.usedKey(text))?.result, text);
      assert.deepEqual((await store.tasks({ assignee: text, roles: [text] })).rows, [task]);
      assert.equal((await store.instances({ businessKey: text })).rows.length, 1);
    },
  },
  {
    name: 'texts that not every store can keep are refused with the whole group; within JSON they survive',
    run: async (store) => {
      for (const bad of ['a\0b', 'a\uD800b', '\uDC00']) {
        for (const step of [
          stepOf({ instance: { businessKey: bad } }),
          stepOf({ instance: { snapshot: bad } }),
          stepOf({ text: bad }),
          stepOf({ key: bad }),
          stepOf({ changes: [{ table: 'tasks', put: taskRow({ assignee: bad }) }] }),
          stepOf({ changes: [{ table: 'timers', drop: bad }] }),
        ]) {
          await refused('ARGUMENT_INVALID', () => store.commit([stepOf({ instance: { instanceId: second } }), step]));
        }
        const message = { id: '1', name: bad, key: null, variables: {}, expiresAt: 1 };
        await refused('ARGUMENT_INVALID', () => store.bufferMessage(message));
      }
      assert.equal(await store.journalSize(), 0);
      const text = JSON.stringify({ bad: 'a\0b \uD800' });
      const put = taskRow({ task: { name: 'a\0b \uD800', candidateGroups: ['g'] } });
      await store.commit([
        stepOf({ instance: { snapshot: text }, text, key: 'k', result: text, changes: [{ table: 'tasks', put }] }),
      ]);
      assert.equal((await store.instance(first))?.snapshot, text);
      assert.equal((await store.journal({}))[0]?.text, text);
      assert.equal((await store.usedKey('k'))?.result, text);
      assert.deepEqual(await store.task(first, '1'), put);
    },
  },
  {
    name: 'the outbox is read oldest first and emptied row by row',
    run: async (store) => {
      const ids = ['z', 'a', 'm'];
      await store.commit([stepOf({ changes: ids.map((id) => ({ table: 'outbox', put: outboxRow({ id }) })) })]);
      assert.deepEqual(
        (await store.outbox(2)).map(({ id }) => id),
        ['z', 'a'],
      );
      await store.dropOutbox('z');
      await store.dropOutbox('unknown');
      assert.deepEqual(
        (await store.outbox(10)).map(({ id }) => id),
        ['a', 'm'],
      );
    },
  },
];

const puts = [
  {
    table: 'tasks',
    id: '1',
    put: taskRow({ dueAt: 9, task: { name: 'Thẩm định', role: 'r', candidateGroups: ['g'], dueAt: 9 } }),
  },
  { table: 'timers', id: '1', put: timerRow() },
  { table: 'jobs', id: '1', put: jobRow() },
  { table: 'subscriptions', id: '1', put: subscriptionRow() },
  { table: 'incidents', id: '1', put: incidentRow() },
  { table: 'outbox', id: outboxRow().id, put: outboxRow() },
] as const satisfies readonly (RowChange & { readonly id: string })[];

async function everyRow(store: Store): Promise<readonly unknown[]> {
  return [
    ...(await store.tasks({})).rows,
    ...(await store.timers({ instanceId: first })).rows,
    ...(await store.jobs({})).rows,
    ...(await store.subscriptions({})).rows,
    ...(await store.incidents({})).rows,
    ...(await store.outbox(10)),
  ];
}
