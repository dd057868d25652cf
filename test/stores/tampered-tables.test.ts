// What lies beside the lists of an instance and was changed behind the engine is named: keys, names, offers, what is on its way or kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { manualClock } from 'quytrinh/testing';
import { bpmn, call, end, extension, message, start, throwing, user } from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const begin = Date.parse('2026-03-02T08:00:00+07:00');

/** Nobody can damage a row in the memory of a process. */
describe.each(storeKinds.filter(({ kind }) => kind !== 'memory'))(
  'a changed table on the $kind store',
  ({ kind, make }) => {
    let fresh: FreshStore;
    let engine: Engine;
    /** A dossier that a message began, one that has thrown a message, one that called it. */
    let dossier: string;
    let sender: string;
    let caller: string;
    const performer = extension('<quytrinh:performer role="chuyen_vien" unit="phong_a"/>');
    const begun = bpmn([start('s', message('apply')), user('a', performer), end('e')], ['s -> a -> e'], {
      id: 'q',
      keys: { apply: 'no' },
    });
    const sends = bpmn(
      [start('s'), throwing('t', message('go')), throwing('u', message('rest')), user('z'), end('e')],
      ['s -> t -> u -> z -> e'],
    );
    const calls = bpmn([start('s'), call('c', 'p'), end('e')], ['s -> c -> e'], { id: 'r' });
    const strayed = async (): Promise<readonly string[]> => {
      const names = new Map([
        [dossier, 'dossier'],
        [sender, 'sender'],
        [caller, 'caller'],
      ]);
      const { trail, strayed: found } = await verifyStore(fresh.store);
      expect(trail.sound).toBe(true);
      return found.map(({ instanceId, what }) => `${what} ${names.get(instanceId) ?? instanceId}`);
    };
    beforeEach(async () => {
      fresh = await make();
      engine = await openEngine({ store: fresh.store, clock: manualClock(begin), onTrouble: () => undefined });
      for (const [at, text] of [begun, sends, calls].entries())
        await engine.deployText(text, `${at}.bpmn`, { idempotencyKey: `deploy ${at}` });
      dossier = (await engine.correlate({ message: 'apply', key: 'HS-1', idempotencyKey: 'apply HS-1' })).instanceId;
      caller = (await engine.start('r', { idempotencyKey: 'start r' })).instanceId;
      await engine.runDue();
      sender = (await engine.start('p', { idempotencyKey: 'start p' })).instanceId;
      await engine.publish({ message: 'later', timeToLiveMs: 1_000, idempotencyKey: 'outbox:mine' });
      expect(await strayed()).toEqual([]);
    });
    afterEach(async () => {
      await engine.close();
      await fresh.cleanUp();
    });

    const offers = kind === 'sqlite' ? 'task_candidates' : 'further_candidates';
    it.each([
      [`DELETE FROM used_keys WHERE key = 'start p'`, () => ['keys sender']],
      [`UPDATE used_keys SET key = 'start x' WHERE key = 'start p'`, () => ['keys sender']],
      [`UPDATE used_keys SET seq = seq + 1 WHERE key = 'start p'`, () => ['keys sender']],
      [`UPDATE used_keys SET result = 'completed' WHERE key = 'start p'`, () => ['keys sender']],
      [`UPDATE used_keys SET instance_id = 'nobody' WHERE key = 'start p'`, () => ['keys sender', 'keys nobody']],
      [
        `INSERT INTO used_keys (key, instance_id, seq, result) SELECT 'x', instance_id, 1, 'active' FROM instances WHERE process = 'r'`,
        () => ['keys caller'],
      ],
      [`DELETE FROM used_keys WHERE key = 'deploy 0/q'`, () => ['keys definition:q']],
      [`DELETE FROM holds`, () => ['name dossier']],
      [`UPDATE holds SET name = 'q HS-2'`, () => ['name dossier']],
      [
        `INSERT INTO holds (name, instance_id) SELECT 'q HS-2', instance_id FROM instances WHERE process = 'r'`,
        () => ['name caller'],
      ],
      [`UPDATE ${offers} SET candidate = 'role:lanh_dao' WHERE candidate LIKE 'roleIn%'`, () => ['offers dossier']],
      [
        `INSERT INTO ${offers} (candidate, created_at, instance_id, task_id) SELECT 'user:x', created_at, instance_id, task_id FROM tasks WHERE process = 'q'`,
        () => ['offers dossier'],
      ],
      [
        `INSERT INTO ${offers} (candidate, created_at, instance_id, task_id) VALUES ('user:x', 1, 'nobody', '1')`,
        () => ['offers nobody'],
      ],
      [`DELETE FROM ${offers} WHERE candidate LIKE 'roleIn%'`, () => ['offers dossier']],
      [`UPDATE outbox SET name = 'stop' WHERE name = 'go'`, () => ['outbox sender']],
      [`UPDATE outbox SET variables = '{"approved":true}' WHERE name = 'go'`, () => ['outbox sender']],
      [
        `INSERT INTO outbox (id, kind, name, variables, created_at) VALUES ('nobody:1:1', 'message', 'apply', '{}', 1)`,
        () => ['outbox nobody'],
      ],
      [
        `INSERT INTO outbox (id, kind, name, variables, created_at) SELECT instance_id || ':1:9', 'message', 'apply', '{}', 1 FROM instances WHERE process = 'q'`,
        () => ['outbox dossier'],
      ],
    ])('%s', async (sql, found) => {
      await fresh.sql!(sql);
      expect([...(await strayed())].sort()).toEqual([...found()].sort());
    });

    it('an empty key, which is one like others', async () => {
      await engine.setVariables(caller, { variables: { x: 1 }, idempotencyKey: '' });
      expect(await strayed()).toEqual([]);
      await fresh.sql!(`DELETE FROM used_keys WHERE key = ''`);
      expect(await strayed()).toEqual(['keys caller']);
    });

    it('what is kept of a thrown message', async () => {
      await engine.runDue();
      expect(await strayed()).toEqual([]);
      await fresh.sql!(`UPDATE messages SET variables = '{"approved":true}' WHERE name = 'rest'`);
      const [kept] = (await fresh.store.bufferedMessages({ name: 'rest', now: begin })).map(({ id }) => id).slice(-1);
      expect(kept).toMatch(/^outbox:/);
      expect((await strayed()).length).toBeGreaterThan(0);
      expect((await strayed()).every((one) => one.startsWith('message outbox:'))).toBe(true);
    });

    it('keys of an archived instance stay, and prove nothing', async () => {
      await engine.cancel(dossier, { reason: 'x', idempotencyKey: 'cancel' });
      await engine.archive({ endedBefore: begin + 1, to: () => undefined });
      expect(await fresh.store.instance(dossier)).toBe(null);
      expect(await strayed()).toEqual([]);
    });

    it('an imported instance has the keys of this store', async () => {
      await engine.runDue();
      const other = await make();
      const target = await openEngine({ store: other.store, clock: manualClock(begin) });
      for (const text of [begun, sends, calls]) await target.deployText(text);
      const called = (await engine.instances({ process: 'p' })).rows.map(({ instanceId }) => instanceId);
      for (const id of [dossier, ...called]) await target.importInstance(await engine.exportInstance(id));
      await target.setVariables(dossier, { variables: { x: 1 }, idempotencyKey: 'k' });
      expect(await verifyStore(other.store)).toMatchObject({ strayed: [], sound: true });
      await target.close();
      await other.cleanUp();
    });
  },
);
