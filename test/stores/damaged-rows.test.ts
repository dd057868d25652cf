// A row that cannot be read keeps nobody else from his turn, and is named wherever an operator looks.
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { bpmn, end, extension, message, receive, service, start, throwing, user } from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;

/** Nobody can damage a row in the memory of a process. */
describe.each(storeKinds.filter(({ kind }) => kind !== 'memory'))('a damaged row on the $kind store', ({ make }) => {
  let fresh: FreshStore;
  let engine: Engine;
  let clock: ManualClock;
  let troubles: string[];

  const open = async (...sources: readonly string[]): Promise<void> => {
    fresh = await make();
    clock = manualClock(begin);
    troubles = [];
    engine = await openEngine({ store: fresh.store, clock, onTrouble: (_error, what) => void troubles.push(what) });
    for (const source of sources) await engine.deployText(source);
  };
  const started = async (count: number, process = 'p', variables = {}): Promise<string[]> => {
    const ids: string[] = [];
    for (let at = 0; at < count; at += 1) ids.push((await engine.start(process, { variables })).instanceId);
    return ids;
  };
  const damage = (table: string, column: string, where: string): Promise<void> =>
    fresh.sql!(`UPDATE ${table} SET ${column} = '{"name":' WHERE ${where}`);
  /** Then nobody can say any more what the row said. */
  const damageJournal = (instanceId: string): Promise<void> =>
    fresh.sql!(`UPDATE journal SET text = '{}' WHERE instance_id = '${instanceId}'`);
  const strayed = async (): Promise<readonly string[]> =>
    (await verifyStore(fresh.store)).strayed.map(({ instanceId, what }) => `${what} ${instanceId}`);
  const statuses = (ids: readonly string[]): Promise<readonly string[]> =>
    Promise.all(ids.map(async (id) => (await engine.instance(id)).status));
  afterEach(async () => {
    await engine.close();
    await fresh.cleanUp();
  });

  const sender = bpmn([start('s'), throwing('t', message('go')), end('e')], ['s -> t -> e'], { keys: { go: 'id' } });
  const receiver = bpmn([start('s'), receive('r', 'go'), end('e')], ['s -> r -> e'], { id: 'q', keys: { go: 'id' } });

  it('of the outbox is sent as the journal says, and told', async () => {
    await open(sender, receiver);
    const [waiting = ''] = await started(1, 'q', { id: 1 });
    const [poisoned] = await started(1, 'p', { id: 1 });
    await damage('outbox', 'variables', `id LIKE '${poisoned}%'`);
    expect(await strayed()).toEqual([`outbox ${poisoned}`]);
    expect(await engine.runDue()).toMatchObject({ messages: 1 });
    expect((await engine.instance(waiting)).variables).toEqual({ id: 1 });
    expect(await statuses([waiting])).toEqual(['completed']);
    expect(troubles).toEqual([expect.stringContaining(`outbox ${poisoned}`)]);
    expect(await fresh.store.outbox(10)).toEqual([]);
    expect(await strayed()).toEqual([]);
  });

  it('of the outbox of which the journal says nothing either is put off as what fails, and listed as stuck; all others are delivered', async () => {
    await open(sender, receiver);
    const [first, ...others] = await Promise.all([1, 2, 3].map(async (id) => (await started(1, 'q', { id }))[0]!));
    const [poisoned] = await started(1, 'p', { id: 1 });
    await damage('outbox', 'variables', `id LIKE '${poisoned}%'`);
    await damageJournal(poisoned!);
    await started(1, 'p', { id: 2 });
    await started(1, 'p', { id: 3 });
    expect(await engine.runDue()).toMatchObject({ messages: 2 });
    expect(await statuses([first!, ...others])).toEqual(['active', 'completed', 'completed']);
    expect(troubles).toEqual([expect.stringContaining(`outbox ${poisoned}`)]);
    for (let look = 0; look < 4; look += 1) {
      clock.set(clock.now() + 2 * HOUR);
      await engine.runDue();
    }
    expect(await engine.stuck()).toMatchObject([
      { instanceId: poisoned, kind: 'message', attempts: 5, trouble: expect.stringContaining('outbox') as string },
    ]);
    expect(await engine.health()).toMatchObject({ ok: true, stuck: 1 });
  });

  it('of the jobs is done as the journal says, under its lease, and told', async () => {
    const extra = extension(
      '<zeebe:taskDefinition type="w"/><zeebe:taskHeaders><zeebe:header key="to" value="registry"/></zeebe:taskHeaders>',
    );
    await open(bpmn([start('s'), service('w', extra), user('a'), end('e')], ['s -> w -> a -> e']));
    const [inside = '', outside = ''] = await started(2);
    const [before] = await engine.leaseJobs({ owner: 'outside', forMs: HOUR, limit: 10 });
    await damage('jobs', 'headers', `instance_id IN ('${inside}', '${outside}')`);
    clock.set(begin + 2 * HOUR);
    const [again] = await engine.leaseJobs({ owner: 'outside', forMs: HOUR, limit: 1 });
    expect(again).toEqual({ ...before, fence: 2 });
    expect(again?.headers).toMatchObject({ to: 'registry' });
    await engine.completeJob(again!.jobId, { fence: 2 });
    const seen: unknown[] = [];
    engine.handle('w', ({ headers }) => (seen.push(headers), {}));
    clock.set(begin + 2 * HOUR + 1);
    await engine.runDue();
    expect(seen).toEqual([again?.headers]);
    expect(troubles).toHaveLength(2);
    expect((await engine.tasks()).rows).toHaveLength(2);
    expect(await strayed()).toEqual([]);
  });

  it('of the jobs of which the journal says nothing either becomes an incident of its instance, whoever leases it; all others are done', async () => {
    await open(bpmn([start('s'), service('w'), end('e')], ['s -> w -> e']));
    const [poisoned, alsoPoisoned, ...others] = await started(4);
    await damage('jobs', 'headers', `instance_id IN ('${poisoned}', '${alsoPoisoned}')`);
    expect(await strayed()).toEqual([`lists ${poisoned}`, `lists ${alsoPoisoned}`]);
    expect((await engine.jobs()).unreadable?.map(({ instanceId }) => instanceId).sort()).toEqual(
      [poisoned, alsoPoisoned].sort(),
    );
    await damageJournal(poisoned!);
    await damageJournal(alsoPoisoned!);
    const leased = await engine.leaseJobs({ owner: 'outside', forMs: 1, limit: 10 });
    expect(leased.map(({ instanceId }) => instanceId).sort()).toEqual([...others].sort());
    engine.handle('w', () => ({}));
    clock.set(begin + 1);
    await engine.runDue();
    expect(await statuses(others)).toEqual(['completed', 'completed']);
    expect((await engine.incidents()).rows.map(({ instanceId, code }) => `${code} ${instanceId}`).sort()).toEqual(
      [poisoned, alsoPoisoned].map((id) => `JOB_RETRIES_EXHAUSTED ${id}`).sort(),
    );
    expect(troubles).toHaveLength(2);
  });

  it('of the jobs is let go of: its element, ended and begun again by hand, has a job that can be read', async () => {
    await open(bpmn([start('s'), service('w'), end('e')], ['s -> w -> e']));
    const [poisoned = ''] = await started(1);
    await damage('jobs', 'headers', `instance_id = '${poisoned}'`);
    await damageJournal(poisoned);
    engine.handle('w', () => ({}));
    await engine.runDue();
    const [incident] = (await engine.incidents()).rows;
    // The row is as bad as before: trying again brings the same incident back.
    await engine.resolveIncident(incident!.incidentId);
    await engine.runDue();
    expect((await engine.incidents()).rows).toHaveLength(1);
    const { active } = await engine.instance(poisoned);
    await engine.modify(poisoned, { cancel: active.map(({ id }) => id), start: ['w'], reason: 'row damaged' });
    await engine.runDue();
    expect(await statuses([poisoned])).toEqual(['completed']);
  });

  it('of the kept messages is told, and stops neither the others nor what is due', async () => {
    await open(bpmn([start('s'), receive('r', 'answer'), end('e')], ['s -> r -> e'], { keys: { answer: 'id' } }));
    for (const idempotencyKey of ['bad', 'good'])
      await engine.publish({ message: 'answer', key: 'x', timeToLiveMs: 100 * HOUR, idempotencyKey });
    await damage('messages', 'variables', `id = 'bad'`);
    await engine.publish({ message: 'answer', key: 'y', timeToLiveMs: HOUR, idempotencyKey: 'other' });
    const ids = await started(2, 'p', { id: 'x' });
    await expect.poll(() => statuses(ids)).toEqual(['completed', 'active']);
    await engine.runDue();
    expect(troubles).toEqual(['message bad']);
    expect(await strayed()).toEqual(['message bad']);
  });

  it('of the kept messages that a process has thrown is delivered as the journal says, and told', async () => {
    await open(sender, receiver);
    await started(1, 'p', { id: 1 });
    await engine.runDue();
    await damage('messages', 'variables', `id LIKE 'outbox:%'`);
    const [waiting = ''] = await started(1, 'q', { id: 1 });
    expect(await statuses([waiting])).toEqual(['active']);
    clock.set(begin + HOUR);
    await engine.runDue();
    expect(await statuses([waiting])).toEqual(['completed']);
    expect(troubles).toEqual([expect.stringMatching(/^message outbox:/)]);
    expect(await strayed()).toEqual([]);
  });

  it('of the tasks is named beside the page; the rest of the list is there', async () => {
    await open(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']));
    const ids = (await started(3)).sort();
    await damage('tasks', 'task', `instance_id = '${ids[1]}'`);
    for (const query of [{}, { order: 'due' }, { limit: 2 }] as const) {
      const { rows, unreadable } = await engine.tasks(query);
      expect(rows.map(({ instanceId }) => instanceId)).toEqual('limit' in query ? [ids[0]] : [ids[0], ids[2]]);
      expect(unreadable).toMatchObject([{ instanceId: ids[1], id: expect.stringMatching(`^${ids[1]}:`) as string }]);
    }
    expect((await engine.tasks({ forPerson: 'an' })).rows).toHaveLength(2);
    expect(await strayed()).toEqual([`lists ${ids[1]}`]);
  });

  it('of the instances is named beside the page; the rest of the list is there', async () => {
    await open(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']));
    const ids = (await started(3)).sort();
    for (const snapshot of [`'{"name":'`, `'null'`]) {
      await fresh.sql!(`UPDATE instances SET snapshot = ${snapshot} WHERE instance_id = '${ids[1]}'`);
      const { rows, unreadable } = await engine.instances({});
      expect(rows.map(({ instanceId }) => instanceId).sort()).toEqual([ids[0], ids[2]]);
      expect(unreadable).toMatchObject([{ instanceId: ids[1], id: ids[1], detail: expect.any(String) as string }]);
      await expect(engine.instance(ids[1]!)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
      expect(await strayed()).toEqual([`snapshot ${ids[1]}`]);
    }
  });

  it('of the definitions is named, and keeps nothing from the instances of others', async () => {
    const text = (id: string): string => bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], { id });
    await open(text('p'), text('q'));
    const [poisoned] = await started(1);
    const [ended] = await started(1, 'q');
    const [task] = (await engine.tasks({ instanceId: ended! })).rows;
    await engine.complete(task!.taskId, { actor: 'an' });
    await engine.cancel(poisoned!, { reason: 'test' });
    const [running] = await started(1);
    await engine.close();
    for (const model of [`'{"name":'`, `'{"processes":1}'`, `'null'`]) {
      await fresh.sql!(`UPDATE definitions SET model = ${model} WHERE process = 'p'`);
      engine = await openEngine({ store: fresh.again(), clock, onTrouble: () => undefined });
      await expect(started(1)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
      await expect(engine.instance(running!)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
      expect((await engine.instances({})).rows.map(({ instanceId }) => instanceId)).toEqual([ended]);
      expect((await engine.suspendAll({}, { reason: 'test' })).results).toMatchObject([{ code: 'STORE_CORRUPT' }]);
      const report = await engine.archive({ endedBefore: begin + 1, dryRun: true, to: () => undefined });
      expect(report).toMatchObject({ archived: [ended], kept: [{ instanceId: poisoned, reason: 'unsound' }] });
      await fresh.store.open();
      expect(await strayed()).toEqual(['definitions definition:p']);
      await fresh.store.close();
      await engine.close();
    }
  });

  it('of the checkpoints is made anew from all entries', async () => {
    await open(bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']));
    const before = await engine.checkpoint();
    await damage('checkpoints', 'frontier', 'size > 0');
    expect(await engine.checkpoint()).toEqual(before);
    await started(1);
    const { size } = await engine.checkpoint();
    expect(size).toBe(before.size + 1);
    expect(await verifyStore(fresh.store)).toMatchObject({ sound: true });
  });
});
