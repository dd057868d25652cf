// The process as XState logic: actors, pure transitions, waiting, emitted events, persistence.
import { describe, expect, it } from 'vitest';
import { createActor, initialTransition, setup, toPromise, transition, waitFor } from 'xstate';
import type { ProcessMachine } from 'quytrinh/machine';
import { isEngineError, type ProcessEvent } from 'quytrinh/model';
import { and, boundary, bpmn, end, error, service, start, timer, user, xor } from './bpmn-text.ts';
import { machineOf } from './driver.ts';

const xml = bpmn(
  [start('s'), and('f'), user('a'), user('b'), and('j'), xor('x'), user('c'), end('e')],
  ['s -> f', 'f -> a -> j', 'f -> b -> j', 'j -> x', 'x -> c if again', 'x -> e default', 'c -> e'],
);

const taskOf = (
  machine: ProcessMachine,
  snapshot: { readonly state: { tasks: object; elements: object } },
  element: string,
) => {
  const { tasks, elements } = snapshot.state as unknown as {
    tasks: Record<string, { on: string }>;
    elements: Record<string, { element: string }>;
  };
  expect(machine.graph.nodes.has(element)).toBe(true);
  return Object.entries(tasks).find(([, { on }]) => elements[on]?.element === element)?.[0] ?? '';
};

describe('as an actor', () => {
  it('runs by commands as events, emits what happened, and is done with the output', async () => {
    const machine = await machineOf(xml);
    const actor = createActor(machine.logic, { input: { variables: { again: false } } });
    const emitted: ProcessEvent[] = [];
    actor.on('*', (event) => emitted.push(event));
    actor.start();
    expect(actor.getSnapshot().status).toBe('active');
    for (const element of ['b', 'a']) {
      const taskId = taskOf(machine, actor.getSnapshot(), element);
      actor.send({ type: 'task.complete', taskId, variables: { [element]: 1 } });
    }
    expect(actor.getSnapshot().status).toBe('done');
    expect(actor.getSnapshot().output).toEqual({ again: false, a: 1, b: 1 });
    await expect(toPromise(actor)).resolves.toEqual({ again: false, a: 1, b: 1 });
    expect(emitted[0]).toMatchObject({ type: 'instance.started' });
    expect(emitted.at(-1)).toEqual({ type: 'instance.completed' });
    expect(emitted.filter(({ type }) => type === 'task.created')).toHaveLength(2);
  });

  it('can be waited for', async () => {
    const machine = await machineOf(xml);
    const actor = createActor(machine.logic, { input: { variables: { again: true } } }).start();
    const waiting = waitFor(actor, (snapshot) => taskOf(machine, snapshot, 'c') !== '');
    for (const element of ['a', 'b']) {
      actor.send({ type: 'task.complete', taskId: taskOf(machine, actor.getSnapshot(), element), variables: {} });
    }
    expect((await waiting).status).toBe('active');
  });

  it('rejects what is not possible and stays as it was', async () => {
    const machine = await machineOf(xml);
    const actor = createActor(machine.logic, { input: {} }).start();
    const before = actor.getSnapshot();
    actor.send({ type: 'task.complete', taskId: '99', variables: {} });
    const after = actor.getSnapshot();
    expect(after.status).toBe('active');
    expect(after.state).toEqual(before.state);
    expect(isEngineError(after.rejection)).toBe(true);
    expect(after.rejection?.code).toBe('TASK_UNKNOWN');
    actor.send({ type: 'task.complete', taskId: taskOf(machine, after, 'a'), variables: {} });
    expect(actor.getSnapshot().rejection).toBeUndefined();
  });

  it('fails as an actor when the process fails', async () => {
    const machine = await machineOf(bpmn([start('s'), end('e', error('E1'))], ['s -> e']));
    const actor = createActor(machine.logic, { input: {} });
    actor.subscribe({ error: () => undefined });
    actor.start();
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', state: { status: 'failed' } });
  });

  it('takes the time of a command from the command, else time stands still', async () => {
    const machine = await machineOf(
      bpmn(
        [start('s'), service('a'), boundary('t', 'a', timer('PT1H')), end('e'), end('late')],
        ['s -> a -> e', 't -> late'],
      ),
    );
    const actor = createActor(machine.logic, { input: { at: 1_000 } }).start();
    const [timerId = ''] = Object.keys(actor.getSnapshot().state.timers);
    actor.send({ type: 'timer.fire', timerId });
    expect(actor.getSnapshot().rejection?.code).toBe('TIMER_NOT_DUE');
    actor.send({ type: 'timer.fire', timerId, at: 3_601_000 });
    expect(actor.getSnapshot()).toMatchObject({ status: 'done', at: 3_601_000 });
  });

  it('is put away as plain JSON and goes on from there', async () => {
    const machine = await machineOf(xml);
    const actor = createActor(machine.logic, { input: { variables: { again: false } } }).start();
    actor.send({ type: 'task.complete', taskId: taskOf(machine, actor.getSnapshot(), 'a'), variables: {} });
    const text = JSON.stringify(actor.getPersistedSnapshot());
    actor.stop();
    const restored = createActor(machine.logic, { input: {}, snapshot: JSON.parse(text) as never }).start();
    expect(restored.getSnapshot().state).toEqual(actor.getSnapshot().state);
    restored.send({ type: 'task.complete', taskId: taskOf(machine, restored.getSnapshot(), 'b'), variables: {} });
    expect(restored.getSnapshot().status).toBe('done');
  });

  it('can be invoked by an XState machine', async () => {
    const machine = await machineOf(bpmn([start('s'), end('e')], ['s -> e']));
    const parent = setup({ actors: { process: machine.logic } }).createMachine({
      initial: 'running',
      states: {
        running: { invoke: { src: 'process', input: { variables: { x: 1 } }, onDone: 'finished' } },
        finished: { type: 'final' },
      },
    });
    const actor = createActor(parent).start();
    await waitFor(actor, (snapshot) => snapshot.status === 'done');
    expect(actor.getSnapshot().value).toBe('finished');
  });
});

describe('as pure transitions', () => {
  it('initialTransition and transition give the next snapshot and leave the old one alone', async () => {
    const machine = await machineOf(xml);
    const [first] = initialTransition(machine.logic, { variables: { again: false } });
    const before = JSON.stringify(first.state);
    const command = { type: 'task.complete', taskId: taskOf(machine, first, 'a'), variables: {} } as const;
    const [second] = transition(machine.logic, first, command);
    expect(JSON.stringify(first.state)).toBe(before);
    expect(second.state).toEqual(machine.step(first.state, command, { now: 0 }).state);
    expect(second.events).toEqual(machine.step(first.state, command, { now: 0 }).events);
  });
});
