// Commands on an engine: what they do is durable, once, and told; what is not possible is refused by name.
import { afterEach, describe, expect, it } from 'vitest';
import { isEngineError, memoryStore, openEngine } from 'quytrinh';
import type { Store } from 'quytrinh/engine';
import { and, bpmn, end, service, start, user, xor } from '../machine/bpmn-text.ts';
import { bench, BEGIN, storeKinds, type Bench } from './setup.ts';

const approval = bpmn(
  [start('s'), user('a'), xor('x'), user('b'), end('e')],
  ['s -> a -> x', 'x -> b if amount > 10', 'x -> e default', 'b -> e'],
);
const codeOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
  } catch (error) {
    if (isEngineError(error)) return error.code;
    throw error;
  }
  return 'done';
};

describe.each(storeKinds)('commands on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  it('a process runs from start to end, and its history says all of it', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const { instanceId } = await on.engine.start('p', { variables: { amount: 20 }, businessKey: 'HS-1', actor: 'an' });
    on.clock.set(BEGIN + 5000);
    await on.complete(instanceId, 'a', { note: 'ok' });
    expect(await on.tasks()).toEqual(['b']);
    await on.complete(instanceId, 'b');
    expect(await on.engine.instance(instanceId)).toMatchObject({
      process: 'p',
      status: 'completed',
      businessKey: 'HS-1',
      startedAt: BEGIN,
      endedAt: BEGIN + 5000,
      seq: 3,
      variables: { amount: 20, note: 'ok' },
      active: [],
    });
    const history = await on.engine.history(instanceId);
    expect(history.map(({ seq, at, command }) => [seq, at, command.type])).toEqual([
      [1, BEGIN, 'start'],
      [2, BEGIN + 5000, 'task.complete'],
      [3, BEGIN + 5000, 'task.complete'],
    ]);
    expect(history[0]?.actor).toEqual({ kind: 'person', personId: 'an' });
    expect(history.at(-1)?.events.at(-1)).toEqual({ type: 'instance.completed' });
    expect(on.troubles).toEqual([]);
  });

  it('the same idempotency key again does nothing and gives the first receipt', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const first = await on.engine.start('p', { variables: { amount: 1 }, idempotencyKey: 'k1' });
    const again = await on.engine.start('p', { variables: { amount: 1 }, idempotencyKey: 'k1' });
    expect(again).toMatchObject({ instanceId: first.instanceId, seq: 1, repeated: true });
    expect((await on.engine.instances({})).rows).toHaveLength(1);
    const taskId = await on.taskId(first.instanceId, 'a');
    const done = await on.engine.complete(taskId, { actor: 'an', idempotencyKey: 'k2' });
    expect(done).toMatchObject({ seq: 2, status: 'completed', repeated: false });
    // The task is long gone; without the key that would be TASK_UNKNOWN.
    expect(await on.engine.complete(taskId, { actor: 'an', idempotencyKey: 'k2' })).toMatchObject({
      instanceId: first.instanceId,
      seq: 2,
      status: 'completed',
      repeated: true,
    });
  });

  it('many at once with one key make one step', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => on.engine.start('p', { variables: { amount: 1 }, idempotencyKey: 'same' })),
    );
    expect(new Set(receipts.map(({ instanceId }) => instanceId)).size).toBe(1);
    expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await on.store.journalSize()).toBe(2);
  });

  it('of many who complete one task one succeeds', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const instanceId = await on.start({ amount: 20 });
    const taskId = await on.taskId(instanceId, 'a');
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => codeOf(on.engine.complete(taskId, { actor: `p${n}` }))),
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['done', 'TASK_UNKNOWN']));
    expect(await on.tasks()).toEqual(['b']);
  });

  it('an expected step that is not the present one is a conflict', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const instanceId = await on.start({ amount: 20 });
    const { seq } = await on.engine.instance(instanceId);
    await on.engine.setVariables(instanceId, { variables: { amount: 5 } });
    const late = on.engine.complete(await on.taskId(instanceId, 'a'), { actor: 'an', expectedSeq: seq });
    expect(await codeOf(late)).toBe('CONFLICT');
    expect(await on.tasks()).toEqual(['a']);
    const inTime = await on.engine.complete(await on.taskId(instanceId, 'a'), { actor: 'an', expectedSeq: seq + 1 });
    expect(inTime.status).toBe('completed');
  });

  it('what is not possible is refused by name, and nothing is written', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const instanceId = await on.start({ amount: 20 });
    const taskId = await on.taskId(instanceId, 'a');
    const { engine } = on;
    const size = await on.store.journalSize();
    const bad = (value: unknown): Promise<unknown> => engine.start('p', { variables: value as never });
    for (const [act, code] of [
      [engine.start('nothing'), 'DEFINITION_UNKNOWN'],
      [engine.start('p', { startEvent: 'nowhere' }), 'START_NOT_POSSIBLE'],
      [engine.instance('nobody'), 'INSTANCE_UNKNOWN'],
      [engine.history('nobody'), 'INSTANCE_UNKNOWN'],
      [engine.complete('nonsense', { actor: 'an' }), 'TASK_UNKNOWN'],
      [engine.complete(`${instanceId}:99`, { actor: 'an' }), 'TASK_UNKNOWN'],
      [engine.complete(taskId, { actor: '' }), 'ACTOR_MISSING'],
      [engine.release(taskId, { actor: 'an' }), 'TASK_STATE'],
      [engine.completeJob(`${instanceId}:99`), 'JOB_UNKNOWN'],
      [engine.resolveIncident(`${instanceId}:99`), 'INCIDENT_UNKNOWN'],
      [engine.correlate({ message: 'nobody waits' }), 'MESSAGE_NOT_EXPECTED'],
      [bad({ when: new Date() }), 'VARIABLES_INVALID'],
      [bad({ f: () => 1 }), 'VARIABLES_INVALID'],
      [bad({ x: Number.NaN }), 'VARIABLES_INVALID'],
      [bad({ x: undefined }), 'VARIABLES_INVALID'],
      [bad(JSON.parse('{"__proto__": {"x": 1}}')), 'VARIABLES_INVALID'],
      [bad([]), 'VARIABLES_INVALID'],
      [engine.deployText('<no/>', 'no.bpmn'), 'DEFINITION_INVALID'],
    ] as const) {
      expect(await codeOf(act)).toBe(code);
    }
    expect(await on.store.journalSize()).toBe(size);
    await on.engine.cancel(instanceId, { reason: 'enough' });
    expect(await codeOf(engine.setVariables(instanceId, { variables: {} }))).toBe('INSTANCE_ENDED');
    await engine.close();
    expect(await codeOf(engine.start('p'))).toBe('ENGINE_CLOSED');
    await engine.close();
  });

  it('variables are copies: what callers do with theirs afterwards changes nothing', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const list = [1];
    const { instanceId } = await on.engine.start('p', { variables: { list, amount: 1 } });
    list.push(2);
    const seen = await on.engine.instance(instanceId);
    expect(seen.variables).toEqual({ list: [1], amount: 1 });
    (seen.variables as { list: number[] }).list.push(3);
    expect((await on.engine.instance(instanceId)).variables).toEqual({ list: [1], amount: 1 });
  });

  it('the same file again is the same version; a changed one is a new version, and instances keep theirs', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const old = await on.start({ amount: 20 });
    await on.deploy(approval);
    expect(await on.engine.definitions('p')).toMatchObject([{ version: 1 }]);
    await on.deploy(bpmn([start('s'), user('a'), user('c'), end('e')], ['s -> a -> c -> e']));
    expect((await on.engine.definitions('p')).map(({ version }) => version)).toEqual([1, 2]);
    const fresh = await on.start({});
    await on.complete(old, 'a');
    await on.complete(fresh, 'a');
    expect(await on.tasks(old)).toEqual(['b']);
    expect(await on.tasks(fresh)).toEqual(['c']);
  });

  it('suspended instances are asked nothing; their jobs and timers wait with them', async () => {
    on = await bench(kind);
    const calls: string[] = [];
    on.engine.handle('w', () => void calls.push('w'));
    await on.deploy(
      bpmn([start('s'), and('f'), user('a'), service('w'), end('e')], ['s -> f', 'f -> a -> e', 'f -> w -> e']),
    );
    const instanceId = await on.start();
    await on.engine.suspend(instanceId, { reason: 'inspection' });
    await on.engine.runDue();
    expect(calls).toEqual([]);
    expect(await codeOf(on.complete(instanceId, 'a'))).toBe('INSTANCE_SUSPENDED');
    expect(await on.engine.instance(instanceId)).toMatchObject({ suspended: true, status: 'active' });
    await on.engine.resume(instanceId);
    await on.engine.runDue();
    expect(calls).toEqual(['w']);
    await on.complete(instanceId, 'a');
    expect(await on.status(instanceId)).toBe('completed');
  });

  it('an operator mends an incident with corrected variables', async () => {
    on = await bench(kind);
    await on.deploy(approval);
    const instanceId = await on.start();
    await on.complete(instanceId, 'a');
    expect(await on.incidents()).toEqual(['EXPRESSION_FAILED x']);
    const [incident] = (await on.engine.incidents({ instanceId })).rows;
    await on.engine.resolveIncident(incident?.incidentId ?? '', { variables: { amount: 99 }, actor: 'operator' });
    expect(await on.incidents()).toEqual([]);
    expect(await on.tasks()).toEqual(['b']);
  });
});

describe('opening', () => {
  it('refuses an option it does not know, with a suggestion', async () => {
    await expect(openEngine({ store: memoryStore(), clok: 1 } as never)).rejects.toThrow(/OPTION_UNKNOWN.*clock/);
  });

  it('steps of many instances that wait at the same moment share a transaction', async () => {
    const inner = memoryStore();
    const sizes: number[] = [];
    const store: Store = {
      ...inner,
      commit: async (steps) => {
        sizes.push(steps.length);
        await new Promise((resolve) => setTimeout(resolve, 1));
        return inner.commit(steps);
      },
    };
    const engine = await openEngine({ store });
    await engine.deployText(approval);
    await Promise.all(Array.from({ length: 200 }, () => engine.start('p', { variables: { amount: 1 } })));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(200);
    expect(sizes.length).toBeLessThan(20);
    await engine.close();
  });

  it('a store that can not write fails the commands of that transaction alone, and the instance is as it was', async () => {
    const inner = memoryStore();
    let broken = false;
    const store: Store = {
      ...inner,
      commit: async (steps) => {
        if (broken) throw new Error('disk full');
        return inner.commit(steps);
      },
    };
    const engine = await openEngine({ store });
    await engine.deployText(approval);
    const { instanceId } = await engine.start('p', { variables: { amount: 20 } });
    const [task] = (await engine.tasks({ instanceId })).rows;
    broken = true;
    await expect(engine.complete(task?.taskId ?? '', { actor: 'an' })).rejects.toThrow('disk full');
    broken = false;
    expect((await engine.tasks({ instanceId })).rows.map(({ element }) => element)).toEqual(['a']);
    await engine.complete(task?.taskId ?? '', { actor: 'an' });
    expect((await engine.tasks({ instanceId })).rows.map(({ element }) => element)).toEqual(['b']);
    await engine.close();
  });
});
