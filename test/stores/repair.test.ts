// What was damaged or changed beside the journal is named, and written anew from it by an act that stands in the journal itself.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { manualClock } from 'quytrinh/testing';
import {
  and,
  boundary,
  bpmn,
  catching,
  end,
  extension,
  message,
  service,
  signal,
  start,
  throwing,
  timer,
  user,
} from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');
const offers = (kind: string): string => (kind === 'sqlite' ? 'task_candidates' : 'further_candidates');

/** Nobody can damage a row in the memory of a process. */
describe.each(storeKinds.filter(({ kind }) => kind !== 'memory'))('repair on the $kind store', ({ kind, make }) => {
  let fresh: FreshStore;
  let engine: Engine;
  let id: string;
  let sibling: string;
  const source = bpmn(
    [
      start('s'),
      and('f'),
      user('a', extension('<quytrinh:performer role="chuyen_vien" unit="phong_a"/>')),
      boundary('late', 'a', timer('P1D'), false),
      user('told'),
      service('job', extension('<zeebe:taskDefinition type="post"/>')),
      catching('c', signal('alarm')),
      catching('wrong', timer('= wait')),
      throwing('t', message('go')),
      user('z'),
      end('e'),
    ],
    [
      's -> f',
      'f -> a -> e',
      'f -> job -> e',
      'f -> c -> e',
      'f -> wrong -> e',
      'f -> t -> z -> e',
      'late -> told -> e',
    ],
    { keys: { go: 'dossier' } },
  );
  const strayed = async (): Promise<readonly string[]> =>
    (await verifyStore(fresh.store)).strayed.map(({ instanceId, what, tables = [] }) =>
      [instanceId === id ? 'id' : instanceId, what, ...tables].join(' '),
    );
  const repaired = async (): Promise<readonly string[]> => {
    const { events } = await engine.repair(id, { actor: 'an', reason: 'the disk' });
    return events.flatMap((event) => (event.type === 'instance.repaired' ? event.tables : []));
  };
  beforeEach(async () => {
    fresh = await make();
    engine = await openEngine({ store: fresh.store, clock: manualClock(begin), onTrouble: () => undefined });
    await engine.deployText(source);
    [id, sibling] = (await Promise.all(
      ['D1', 'D2'].map(async (dossier) => (await engine.start('p', { variables: { dossier } })).instanceId),
    )) as [string, string];
    expect(await strayed()).toEqual([]);
  });
  afterEach(async () => {
    await engine.close();
    await fresh.cleanUp();
  });

  const where = (): string => `WHERE instance_id = '${id}'`;
  const lists: readonly (readonly [table: string, sql: () => string])[] = [
    ['tasks', () => `UPDATE tasks SET task = '{"name":' ${where()}`],
    ['tasks', () => `UPDATE tasks SET assignee = 'x', task = replace(task, 'chuyen_vien', 'lanh_dao') ${where()}`],
    ['tasks', () => `DELETE FROM tasks ${where()} AND element = 'a'`],
    ['tasks', () => `UPDATE tasks SET task_id = '99' ${where()} AND element = 'a'`],
    ['jobs', () => `UPDATE jobs SET headers = '{"name":' ${where()}`],
    ['jobs', () => `UPDATE jobs SET job_type = 'other', retries = 0 ${where()}`],
    ['timers', () => `UPDATE timers SET due_at = due_at + 1 ${where()}`],
    ['timers', () => `DELETE FROM timers ${where()}`],
    ['subscriptions', () => `UPDATE subscriptions SET name = 'other' ${where()}`],
    ['subscriptions', () => `UPDATE subscriptions SET subscription_id = '99' ${where()}`],
    ['incidents', () => `UPDATE incidents SET params = '{"name":' ${where()}`],
    ['incidents', () => `DELETE FROM incidents ${where()}`],
  ];
  it.each(lists)('%s', async (table, sql) => {
    await fresh.sql!(sql());
    expect(await strayed()).toEqual([`id lists ${table}`]);
    expect(await repaired()).toEqual([table]);
    expect(await strayed()).toEqual([]);
    const { actor, events } = (await engine.history(id)).at(-1)!;
    expect(actor).toEqual({ kind: 'person', personId: 'an' });
    expect(events).toEqual([{ type: 'instance.repaired', tables: [table], reason: 'the disk' }]);
    // It goes on, in this engine and in another one.
    await engine.broadcast({ name: 'alarm' });
    const jobs = await engine.leaseJobs({ types: ['post'], owner: 'w', forMs: 1_000, limit: 10 });
    expect(jobs).toHaveLength(2);
    for (const { jobId, fence } of jobs) await engine.completeJob(jobId, { fence });
    await engine.close();
    engine = await openEngine({ store: fresh.store, clock: manualClock(begin + 25 * 3_600_000) });
    await engine.runDue();
    const { rows } = await engine.tasks({ instanceId: id });
    expect(rows.map(({ element }) => element).sort()).toEqual(['a', 'told', 'z']);
    expect(await strayed()).toEqual([]);
  });

  it('the instance itself', async () => {
    for (const set of [
      `snapshot = '{"name":'`,
      `snapshot = 'null'`,
      `business_key = 'x', ended_at = 5`,
      `status = 'completed', ended_at = 7`,
    ]) {
      await fresh.sql!(`UPDATE instances SET ${set} ${where()}`);
      expect(await strayed()).toEqual([expect.stringMatching(/^id (snapshot|columns)$/)]);
      expect(await repaired()).toEqual(['instances']);
      expect(await strayed()).toEqual([]);
    }
    await engine.broadcast({ name: 'alarm' });
    expect((await engine.instance(id)).status).toBe('active');
  });

  it('what is on its way, and what was never sent', async () => {
    const [row] = await fresh.store.outboxOf(id, 10);
    await fresh.sql!(`UPDATE outbox SET name = 'other', variables = '{}' WHERE id = '${row!.id}'`);
    await fresh.sql!(
      `INSERT INTO outbox (id, kind, name, variables, created_at) VALUES ('${id}:1:77', 'message', 'go', '{}', 1)`,
    );
    expect(await repaired()).toEqual(['outbox']);
    expect(await fresh.store.outboxOf(id, 10)).toEqual([row]);
  });

  it('to whom a task is offered', async () => {
    const found = async (role: string): Promise<number> => (await engine.tasks({ roles: [role] })).rows.length;
    await fresh.sql!(`DELETE FROM ${offers(kind)} ${where()}`);
    if (kind === 'sqlite') expect(await found('chuyen_vien')).toBe(1);
    await fresh.sql!(
      `INSERT INTO ${offers(kind)} (candidate, created_at, instance_id, task_id)
        SELECT 'role:lanh_dao', created_at, instance_id, task_id FROM tasks ${where()} AND element = 'a'`,
    );
    expect(await found('lanh_dao')).toBe(1);
    await repaired();
    expect(await found('lanh_dao')).toBe(0);
    expect(await found('chuyen_vien')).toBe(2);
  });

  it('an ended instance has no rows', async () => {
    const [row] = (await fresh.store.tasks({ instanceId: id })).rows;
    await engine.cancel(id, { reason: 'x' });
    await fresh.sql!(
      `INSERT INTO timers (instance_id, timer_id, element, due_at, try_at) VALUES ('${id}', '9', 'late', 1, 1)`,
    );
    expect(row).toBeDefined();
    expect(await strayed()).toEqual(['id lists timers']);
    expect(await repaired()).toEqual(['timers']);
    expect(await strayed()).toEqual([]);
  });

  it('is refused where the journal does not prove itself, and changes nothing', async () => {
    await fresh.sql!(`UPDATE instances SET business_key = 'x' ${where()}`);
    await fresh.sql!(`UPDATE journal SET text = replace(text, 'D1', 'D9') ${where()}`);
    const refusal = { code: 'REPAIR_REFUSED', params: { instanceId: id, proven: 0, steps: 1 } };
    await expect(engine.repair(id, { reason: 'x' })).rejects.toMatchObject(refusal);
    expect(await fresh.store.instance(id)).toMatchObject({ seq: 1, businessKey: 'x' });
    await expect(engine.repair('nobody', { reason: 'x' })).rejects.toMatchObject({ code: 'INSTANCE_UNKNOWN' });
    await expect(engine.repair(sibling, { reason: 'x' })).resolves.toMatchObject({ seq: 2 });
  });

  it('is not needed to end an instance of which a row cannot be read', async () => {
    for (const [table, column] of [
      ['tasks', 'task'],
      ['jobs', 'headers'],
      ['incidents', 'params'],
    ])
      await fresh.sql!(`UPDATE ${table} SET ${column} = '{"name":' ${where()}`);
    await engine.cancel(id, { reason: 'x' });
    expect(await strayed()).toEqual([]);
    expect((await engine.tasks({ roles: ['chuyen_vien'] })).rows.map(({ instanceId }) => instanceId)).toEqual([
      sibling,
    ]);
  });
});
