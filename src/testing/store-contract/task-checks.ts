// The list of tasks: whose they are, to whom they are offered, oldest first.
import assert from 'node:assert/strict';
import type { Store, TaskQuery, TaskRow } from '../../engine/index.ts';
import type { StoreCheck } from './check.ts';
import { first, second, stepOf, taskRow } from './samples.ts';

export const taskChecks: readonly StoreCheck[] = [
  {
    name: 'tasks are listed oldest first',
    run: async (store) => {
      await write(store, [
        taskRow({ taskId: '1', createdAt: 3_000 }),
        taskRow({ taskId: '2', createdAt: 1_000 }),
        taskRow({ taskId: '3', createdAt: 2_000 }),
      ]);
      assert.equal(await ids(store, {}), '2 3 1');
      assert.equal(await ids(store, { instanceId: first }), '2 3 1');
    },
  },
  {
    name: 'tasks are found by assignee, process, element and due date, and by all of them together',
    run: async (store) => {
      await write(store, [
        taskRow({ taskId: '1', assignee: 'an', dueAt: 100 }),
        taskRow({ taskId: '2', assignee: 'An', process: 'other', dueAt: 99 }),
        taskRow({ taskId: '3', element: 'sign' }),
      ]);
      assert.equal(await ids(store, { assignee: 'an' }), '1');
      assert.equal(await ids(store, { assignee: 'nobody' }), '');
      assert.equal(await ids(store, { process: 'other' }), '2');
      assert.equal(await ids(store, { element: 'sign' }), '3');
      assert.equal(await ids(store, { dueBefore: 100 }), '2');
      assert.equal(await ids(store, { dueBefore: 101 }), '1 2');
      assert.equal(await ids(store, { dueBefore: 101, assignee: 'an', process: 'licence', element: 'review' }), '1');
      assert.equal(await ids(store, { assignee: 'an', process: 'other' }), '');
    },
  },
  {
    name: 'tasks are found by role and by candidate group, with or without an assignee, each once',
    run: async (store) => {
      await write(store, [
        taskRow({ taskId: '1', createdAt: 4, task: { name: 'a', role: 'clerk' } }),
        taskRow({ taskId: '2', createdAt: 3, assignee: 'an', task: { name: 'b', candidateGroups: ['clerk', 'head'] } }),
        taskRow({ taskId: '3', createdAt: 2, task: { name: 'c', role: 'head', candidateGroups: ['head', 'head'] } }),
        taskRow({ taskId: '4', createdAt: 1, task: { name: 'd' } }),
      ]);
      assert.equal(await ids(store, { roles: ['clerk'] }), '2 1');
      assert.equal(await ids(store, { roles: ['head', 'clerk', 'head'] }), '3 2 1');
      assert.equal(await ids(store, { roles: ['clerk'], assignee: 'an' }), '2');
      assert.equal(await ids(store, { roles: ['head'], instanceId: first }), '3 2');
      assert.equal(await ids(store, { roles: ['Head'] }), '');
      assert.equal(await ids(store, { roles: [] }), '');
    },
  },
  {
    name: 'a task that is claimed, changed or done moves in every list',
    run: async (store) => {
      const task = taskRow({ task: { name: 'a', role: 'clerk', candidateGroups: ['old'] } });
      await write(store, [task]);
      const claimed = { taskId: '1', state: 'inProgress', assignee: 'an', dueAt: 500 } as const;
      await store.commit([stepOf({ instance: { seq: 2 }, changes: [{ table: 'taskStates', put: claimed }] })]);
      assert.deepEqual((await store.tasks({ assignee: 'an', roles: ['clerk'] })).rows, [{ ...task, ...claimed }]);
      const changed = { ...task, createdAt: 7, task: { name: 'a', role: 'clerk', candidateGroups: ['new'] } };
      await store.commit([stepOf({ instance: { seq: 3 }, changes: [{ table: 'tasks', put: changed }] })]);
      assert.equal(await ids(store, { roles: ['old'] }), '');
      assert.equal(await ids(store, { roles: ['new'] }), '1');
      assert.equal(await ids(store, { roles: ['clerk'] }), '1');
      assert.equal(await ids(store, { assignee: 'an' }), '');
      await store.commit([stepOf({ instance: { seq: 4 }, changes: [{ table: 'tasks', drop: '1' }] })]);
      assert.equal(await ids(store, { roles: ['new', 'clerk'] }), '');
      assert.equal(await store.task(first, '1'), null);
    },
  },
  {
    name: 'a deadline that moves or falls away moves in the lists, and its task keeps what it said at first',
    run: async (store) => {
      const task = taskRow({ dueAt: 100, task: { name: 'a', dueAt: 100 } });
      await write(store, [task, taskRow({ taskId: '2', dueAt: 300 })]);
      for (const [seq, dueAt, before400] of [
        [2, 500, '2'],
        [3, null, '2'],
        [4, 200, '1 2'],
      ] as const) {
        const put = { taskId: '1', state: 'ready', assignee: null, dueAt } as const;
        await store.commit([stepOf({ instance: { seq }, changes: [{ table: 'taskStates', put }] })]);
        assert.deepEqual(await store.task(first, '1'), { ...task, dueAt });
        assert.equal(await ids(store, { dueBefore: 400 }), before400);
      }
    },
  },
  {
    name: 'tasks of one instance are not those of another',
    run: async (store) => {
      await write(store, [taskRow()]);
      assert.equal(await ids(store, { instanceId: second }), '');
    },
  },
];

async function write(store: Store, tasks: readonly TaskRow[]): Promise<void> {
  await store.commit([stepOf({ changes: tasks.map((put) => ({ table: 'tasks', put })) })]);
}

async function ids(store: Store, query: TaskQuery): Promise<string> {
  return (await store.tasks(query)).rows.map(({ taskId }) => taskId).join(' ');
}
