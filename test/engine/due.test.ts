// What happens by itself: timers, timed starts, messages and signals between instances, jobs, calls.
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from 'quytrinh';
import { bpmnError, type JobCall, type Store } from 'quytrinh/engine';
import { advanceTo } from 'quytrinh/testing';
import {
  and,
  boundary,
  bpmn,
  call,
  catching,
  cycle,
  date,
  end,
  error,
  escalation,
  extension,
  io,
  message,
  processText,
  receive,
  send,
  service,
  signal,
  start,
  throwing,
  timer,
  user,
} from '../machine/bpmn-text.ts';
import { bench, BEGIN, HOUR, storeKinds, type Bench } from './setup.ts';

describe.each(storeKinds)('what is due on the %s store', (kind) => {
  let on: Bench;
  afterEach(async () => {
    expect(on.troubles).toEqual([]);
    await on.dispose();
  });

  describe('timers', () => {
    it('fire once, at their time, however often it is looked', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H'), false), user('b')], ['s -> a', 't -> b']),
      );
      await on.start();
      expect(await on.engine.nextDueAt()).toBe(BEGIN + HOUR);
      on.clock.set(BEGIN + HOUR - 1);
      expect(await on.engine.runDue()).toMatchObject({ timers: 0 });
      on.clock.set(BEGIN + HOUR);
      const counts = await Promise.all([on.engine.runDue(), on.engine.runDue(), on.engine.runDue()]);
      expect(counts.reduce((sum, { timers }) => sum + timers, 0)).toBe(1);
      expect(await on.tasks()).toEqual(['a', 'b']);
      expect(await on.engine.nextDueAt()).toBe(null);
    });

    it('by the hundred are shared by engines that look at the same moment, each to the end', async () => {
      on = await bench(kind);
      await on.deploy(bpmn([start('s'), catching('t', timer('PT1H')), user('a')], ['s -> t', 't -> a']));
      const engines = [on.engine, await on.another(), await on.another()];
      await Promise.all(Array.from({ length: 900 }, () => on.start()));
      on.clock.set(BEGIN + HOUR);
      const counts = await Promise.all(engines.map((engine) => engine.runDue()));
      expect(counts.reduce((sum, { timers }) => sum + timers, 0)).toBe(900);
      expect(await on.engine.nextDueAt()).toBe(null);
      expect(await on.tasks()).toHaveLength(900);
      const { length } = await on.store.journal({});
      expect(length).toBe(1 + 2 * 900); // the deployment, the starts, the firings
    });

    it('that fell due while nothing was running are made up for, a cycle each time it should have fired', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn([start('s'), user('a'), boundary('t', 'a', cycle('R5/PT1H'), false), user('b')], ['s -> a', 't -> b']),
      );
      const many = await Promise.all(Array.from({ length: 5 }, () => on.start()));
      on.clock.set(BEGIN + 365 * 24 * HOUR);
      expect(await on.engine.runDue()).toMatchObject({ timers: 25 });
      for (const instanceId of many) expect(await on.tasks(instanceId)).toEqual(['a', 'b', 'b', 'b', 'b', 'b']);
    });

    it('of a suspended instance wait, and are made up for when it goes on', async () => {
      on = await bench(kind);
      await on.deploy(bpmn([start('s'), catching('t', timer('PT1H')), user('a')], ['s -> t -> a']));
      const instanceId = await on.start();
      await on.engine.suspend(instanceId, { reason: 'inspection' });
      on.clock.set(BEGIN + 2 * HOUR);
      expect(await on.engine.runDue()).toMatchObject({ timers: 0 });
      await on.engine.resume(instanceId);
      expect(await on.engine.runDue()).toMatchObject({ timers: 1 });
      expect(await on.tasks()).toEqual(['a']);
    });

    it('move time from stop to stop', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn([start('s'), user('a'), boundary('t', 'a', cycle('R/PT1H'), false), end('e')], ['s -> a', 't -> e']),
      );
      await on.start();
      const stops = await advanceTo(on.engine, on.clock, BEGIN + 3.5 * HOUR);
      expect(stops).toEqual([BEGIN + HOUR, BEGIN + 2 * HOUR, BEGIN + 3 * HOUR]);
      expect(on.clock.now()).toBe(BEGIN + 3.5 * HOUR);
    });
  });

  describe('timed starts', () => {
    it('begin an instance for each time, once each, with two engines looking', async () => {
      on = await bench(kind);
      await on.deploy(bpmn([start('s', cycle('R3/PT1H')), user('a')], ['s -> a']));
      const other = await on.another();
      expect(await on.engine.nextDueAt()).toBe(BEGIN + HOUR);
      on.clock.set(BEGIN + HOUR);
      await Promise.all([on.engine.runDue(), other.runDue(), on.engine.runDue()]);
      expect((await on.engine.instances({})).rows).toHaveLength(1);
      on.clock.set(BEGIN + 10 * HOUR);
      await Promise.all([other.runDue(), on.engine.runDue()]);
      expect((await on.engine.instances({})).rows).toHaveLength(3);
      expect(await on.engine.nextDueAt()).toBe(null);
    });

    it('by the month are counted from the deployment, whatever months are shorter', async () => {
      on = await bench(kind);
      on.clock.set(Date.parse('2026-01-31T08:00:00+07:00'));
      await on.deploy(bpmn([start('s', cycle('R/P1M')), user('a')], ['s -> a']));
      const dates: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        const dueAt = (await on.engine.nextDueAt()) ?? 0;
        dates.push(new Date(dueAt + 7 * HOUR).toISOString().slice(0, 10));
        on.clock.set(dueAt);
        await on.engine.runDue();
      }
      expect(dates).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
    });

    it('on a date begin one; a new version takes over what is still to come', async () => {
      on = await bench(kind);
      await on.deploy(bpmn([start('s', date('2026-01-05T10:00:00+07:00')), user('a')], ['s -> a']));
      await on.deploy(bpmn([start('s', date('2026-01-05T11:00:00+07:00')), user('b')], ['s -> b']));
      await advanceTo(on.engine, on.clock, BEGIN + 5 * HOUR);
      expect(await on.tasks()).toEqual(['b']);
    });
  });

  describe('messages', () => {
    const order = bpmn([start('s'), user('a'), receive('wait', 'paid'), user('b')], ['s -> a', 'a -> wait -> b'], {
      keys: { paid: 'id' },
    });

    it('go to the one who waits with their key, and to nobody else', async () => {
      on = await bench(kind);
      await on.deploy(order);
      const [one, two] = await Promise.all([on.start({ id: 'x1' }), on.start({ id: 2 })]);
      await on.complete(one, 'a');
      await on.complete(two, 'a');
      await on.engine.correlate({ message: 'paid', key: 2, variables: { sum: 5 } });
      expect(await on.tasks(one)).toEqual([]);
      expect(await on.tasks(two)).toEqual(['b']);
      expect((await on.engine.instance(two)).variables).toEqual({ id: 2, sum: 5 });
      await expect(on.engine.correlate({ message: 'paid', key: 'x9' })).rejects.toThrow(/MESSAGE_NOT_EXPECTED.*x9/);
      await expect(on.engine.correlate({ message: 'paid' })).rejects.toThrow(/MESSAGE_NOT_EXPECTED/);
    });

    it('with one idempotency key arrive once', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn([start('s'), user('a'), boundary('m', 'a', message('more'), false), user('b')], ['s -> a', 'm -> b']),
      );
      await on.start();
      await on.engine.correlate({ message: 'more', idempotencyKey: 'k' });
      expect(await on.engine.correlate({ message: 'more', idempotencyKey: 'k' })).toMatchObject({ repeated: true });
      expect(await on.tasks()).toEqual(['a', 'b']);
    });

    it('start the process that waits for them', async () => {
      on = await bench(kind);
      await on.deploy(bpmn([start('m', message('order')), user('a')], ['m -> a']));
      const { instanceId } = await on.engine.correlate({ message: 'order', variables: { item: 'pen' } });
      expect(await on.tasks(instanceId)).toEqual(['a']);
      expect((await on.engine.instance(instanceId)).variables).toEqual({ item: 'pen' });
    });

    it('thrown by one instance reach another through the outbox, once', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn([start('s'), send('out', 'order', io({ inputs: ['item = "pen"'] })), end('e')], ['s -> out -> e'], {
          more: processText([start('m', message('order')), user('a')], ['m -> a'], { id: 'shop' }),
        }),
      );
      await on.start();
      expect(await on.tasks()).toEqual([]);
      const other = await on.another();
      await Promise.all([on.engine.runDue(), other.runDue(), on.engine.runDue()]);
      expect(await on.tasks()).toEqual(['a']);
      const { rows } = await on.engine.instances({ process: 'shop' });
      expect(rows).toHaveLength(1);
      expect(rows[0]?.variables).toEqual({ item: 'pen' });
    });

    it('are kept for a while when that is asked, and no longer', async () => {
      on = await bench(kind);
      await on.deploy(order);
      const instanceId = await on.start({ id: 'x1' });
      expect(await on.engine.publish({ message: 'paid', key: 'x1', timeToLiveMs: HOUR })).toBe(null);
      await on.complete(instanceId, 'a');
      await on.engine.runDue();
      await expect.poll(() => on.tasks(instanceId)).toEqual(['b']);
      const late = await on.start({ id: 'x2' });
      await on.engine.publish({ message: 'paid', key: 'x2', timeToLiveMs: HOUR });
      on.clock.set(BEGIN + 2 * HOUR);
      await on.complete(late, 'a');
      await on.engine.runDue();
      expect(await on.tasks(late)).toEqual([]);
    });

    it('are refused under the key of another message, taken or kept; the journal names the one that was taken', async () => {
      on = await bench(kind);
      await on.deploy(order);
      const instanceId = await on.start({ id: 'x1' });
      await on.complete(instanceId, 'a');
      const paid = { message: 'paid', key: 'x1', idempotencyKey: 'K' } as const;
      const first = await on.engine.correlate(paid);
      expect(await on.engine.correlate(paid)).toMatchObject({ seq: first.seq, repeated: true });
      const mismatch = { code: 'IDEMPOTENCY_MISMATCH', params: { key: 'K' } };
      for (const other of [
        { ...paid, message: 'refunded' },
        { ...paid, key: 'x2' },
      ]) {
        await expect(on.engine.correlate(other)).rejects.toMatchObject(mismatch);
        await expect(on.engine.publish({ ...other, timeToLiveMs: HOUR })).rejects.toMatchObject(mismatch);
      }
      const kept = { message: 'paid', key: 'x3', idempotencyKey: 'L', timeToLiveMs: HOUR } as const;
      expect(await on.engine.publish(kept)).toBe(null);
      expect(await on.engine.publish(kept)).toBe(null);
      await expect(on.engine.publish({ ...kept, key: 'x4' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
      const taken = (await on.engine.history(instanceId)).find(({ seq }) => seq === first.seq);
      expect(taken?.command).toMatchObject({ message: { name: 'paid', key: 'x1' } });
    });

    it('are known again under their key when the entry is of before it named them', async () => {
      on = await bench(kind);
      await on.deploy(order);
      const instanceId = await on.start({ id: 'x1' });
      await on.complete(instanceId, 'a');
      const paid = { message: 'paid', key: 'x1', idempotencyKey: 'K' } as const;
      const { seq } = await on.engine.correlate(paid);
      const usedKey: Store['usedKey'] = async (key) => {
        const used = await on.store.usedKey(key);
        return used === null ? null : { ...used, text: used.text.replace(/"message":\{[^}]*\},?/, '') };
      };
      const engine = await openEngine({ store: { ...on.store, usedKey }, clock: on.clock });
      expect(await engine.correlate(paid)).toMatchObject({ instanceId, seq, repeated: true });
      expect(await engine.publish({ ...paid, timeToLiveMs: HOUR })).toMatchObject({ seq, repeated: true });
    });

    it('are all taken at once by an event that goes on waiting, those that expire in a moment as well', async () => {
      on = await bench(kind);
      const told = ['s -> work', 'b -> told'];
      const elements = [start('s'), user('work'), boundary('b', 'work', message('paid'), false), user('told')];
      await on.deploy(bpmn(elements, told, { keys: { paid: 'id' } }));
      await on.engine.runDue();
      for (const timeToLiveMs of [HOUR, 1, 2])
        await on.engine.publish({ message: 'paid', key: 'x1', timeToLiveMs, variables: { timeToLiveMs } });
      const instanceId = await on.start({ id: 'x1' });
      await expect.poll(() => on.tasks(instanceId)).toEqual(['told', 'told', 'told', 'work']);
      const events = (await on.engine.history(instanceId)).map(({ command }) => command.variables);
      expect(events).toEqual([{ id: 'x1' }, { timeToLiveMs: HOUR }, { timeToLiveMs: 1 }, { timeToLiveMs: 2 }]);
    });
  });

  describe('signals', () => {
    it('reach all who listen, in every instance, and begin the processes that wait for them', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn([start('s'), catching('g', signal('storm')), user('a')], ['s -> g -> a'], {
          more: processText([start('gs', signal('storm')), user('b')], ['gs -> b'], { id: 'alarm' }),
        }),
      );
      await on.start();
      await on.start();
      const receipts = await on.engine.broadcast({ name: 'storm', variables: { level: 3 } });
      expect(receipts).toHaveLength(3);
      expect(await on.tasks()).toEqual(['a', 'a', 'b']);
      expect(await on.engine.broadcast({ name: 'calm' })).toEqual([]);
    });

    it('thrown in an instance are heard there at once, in others by the outbox, nowhere twice', async () => {
      on = await bench(kind);
      await on.deploy(
        bpmn(
          [
            start('s'),
            and('f'),
            user('a'),
            boundary('g', 'a', signal('storm'), false),
            user('heard'),
            user('w'),
            throwing('t', signal('storm')),
            end('e'),
          ],
          ['s -> f', 'f -> a -> e', 'g -> heard', 'f -> w -> t -> e'],
        ),
      );
      const one = await on.start();
      const two = await on.start();
      await on.complete(one, 'w');
      expect(await on.tasks(one)).toEqual(['a', 'heard']);
      expect(await on.tasks(two)).toEqual(['a', 'w']);
      await on.engine.runDue();
      await on.engine.runDue();
      expect(await on.tasks(one)).toEqual(['a', 'heard']);
      expect(await on.tasks(two)).toEqual(['a', 'heard', 'w']);
    });
  });

  describe('jobs', () => {
    const work = (...more: Parameters<typeof bpmn>[0]) =>
      bpmn(
        [start('s'), service('w', extension('<zeebe:taskDefinition type="work" retries="3"/>')), user('a'), ...more],
        ['s -> w -> a'],
      );

    it('are done by their handler, which sees what they need', async () => {
      on = await bench(kind);
      const seen: JobCall[] = [];
      on.engine.handle('work', (job) => {
        seen.push(job);
        return { result: 42 };
      });
      await on.deploy(work());
      const instanceId = await on.start({ x: 1 });
      expect(await on.engine.runDue()).toMatchObject({ jobs: 1 });
      expect(seen).toMatchObject([{ instanceId, element: 'w', jobType: 'work', variables: { x: 1 }, retries: 3 }]);
      expect(seen[0]?.idempotencyKey).toBe(seen[0]?.jobId);
      expect((await on.engine.instance(instanceId)).variables).toEqual({ x: 1, result: 42 });
    });

    it('that fail are tried again later, then wait for an operator', async () => {
      on = await bench(kind);
      let attempts = 0;
      on.engine.handle('work', () => {
        attempts += 1;
        throw new Error('no network');
      });
      await on.deploy(work());
      await on.start();
      await on.engine.runDue();
      expect(attempts).toBe(1);
      await on.engine.runDue();
      expect(attempts).toBe(1);
      on.clock.set(BEGIN + HOUR);
      await on.engine.runDue();
      expect(attempts).toBe(2);
      on.clock.set(BEGIN + 2 * HOUR);
      await on.engine.runDue();
      expect(attempts).toBe(3);
      expect(await on.incidents()).toEqual(['JOB_RETRIES_EXHAUSTED w']);
      on.clock.set(BEGIN + 3 * HOUR);
      await on.engine.runDue();
      expect(attempts).toBe(3);
      const [incident] = (await on.engine.incidents({})).rows;
      await on.engine.resolveIncident(incident?.incidentId ?? '');
      await on.engine.runDue();
      expect(attempts).toBe(4);
      expect(on.troubles.splice(0)).toHaveLength(4);
    });

    it('whose result is not plain JSON have failed, and the instance is as it was', async () => {
      on = await bench(kind);
      on.engine.handle('work', () => ({ when: new Date(0) }) as never);
      await on.deploy(work());
      const instanceId = await on.start();
      await on.engine.runDue();
      expect(on.troubles.splice(0).join()).toMatch(/VARIABLES_INVALID/);
      expect((await on.engine.jobs({ instanceId })).rows).toMatchObject([{ retries: 2 }]);
      expect(await on.engine.instance(instanceId)).toMatchObject({ status: 'active', variables: {} });
    });

    it('end with a BPMN error when their handler says so', async () => {
      on = await bench(kind);
      on.engine.handle('work', () => {
        throw bpmnError('NO_MONEY', 'the account is empty', { balance: 0 });
      });
      await on.deploy(
        bpmn(
          [
            start('s'),
            service('w', extension('<zeebe:taskDefinition type="work"/>')),
            boundary('b', 'w', error('NO_MONEY')),
            user('a'),
            user('c'),
          ],
          ['s -> w -> a', 'b -> c'],
        ),
      );
      const instanceId = await on.start();
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['c']);
      expect((await on.engine.instance(instanceId)).variables).toEqual({ balance: 0 });
    });

    it('may be done by workers outside, one at a time under a lease that runs out', async () => {
      on = await bench(kind);
      await on.deploy(work());
      const instanceId = await on.start();
      const lease = () => on.engine.leaseJobs({ types: ['work'], owner: 'w1', forMs: 1000, limit: 10 });
      const [job] = await lease();
      expect(job).toMatchObject({ jobType: 'work', fence: 1 });
      expect(await lease()).toEqual([]);
      on.clock.set(BEGIN + 1001);
      const [again] = await lease();
      expect(again).toMatchObject({ jobId: job?.jobId, fence: 2 });
      await on.engine.completeJob(again?.jobId ?? '', { variables: { ok: true } });
      await expect(on.engine.completeJob(job?.jobId ?? '')).rejects.toThrow(/JOB_UNKNOWN/);
      expect(await on.tasks(instanceId)).toEqual(['a']);
    });

    it('whose instance is cancelled meanwhile are not taken, and nobody is troubled', async () => {
      on = await bench(kind);
      let instanceId = '';
      on.engine.handle('work', async () => {
        await on.engine.cancel(instanceId, { reason: 'withdrawn' });
        return { too: 'late' };
      });
      await on.deploy(work());
      instanceId = await on.start();
      await on.engine.runDue();
      expect(await on.engine.instance(instanceId)).toMatchObject({ status: 'cancelled', variables: {} });
    });

    it('have one handler for each type', async () => {
      on = await bench(kind);
      on.engine.handle('work', () => undefined);
      expect(() => {
        on.engine.handle('work', () => undefined);
      }).toThrow(/HANDLER_INVALID/);
    });
  });

  describe('calls', () => {
    const caller = (inner = '', boundaries: Parameters<typeof bpmn>[0] = [], flows: string[] = []) =>
      bpmn(
        [
          start('s'),
          call('c', 'child', inner),
          ...boundaries,
          user('after'),
          ...(flows.length > 0 ? [user('caught')] : []),
        ],
        ['s -> c -> after', ...flows],
      );
    const child = (finish = end('ce')) =>
      bpmn([start('cs'), user('work'), finish], [`cs -> work -> ${finish.id}`], { id: 'child' });

    it('start the called process and bring its result back', async () => {
      on = await bench(kind);
      await on.deploy(caller(), child());
      const instanceId = await on.start({ x: 1 });
      await on.engine.runDue();
      const [called] = (await on.engine.instances({ process: 'child' })).rows;
      expect(called?.variables).toEqual({ x: 1 });
      await on.complete(called?.instanceId ?? '', 'work', { y: 2 });
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['after']);
      expect((await on.engine.instance(instanceId)).variables).toEqual({ x: 1, y: 2 });
    });

    it('that are cut off cancel what they called', async () => {
      on = await bench(kind);
      await on.deploy(caller('', [boundary('t', 'c', timer('PT1H'))], ['t -> caught']), child());
      await on.start();
      await on.engine.runDue();
      await advanceTo(on.engine, on.clock, BEGIN + HOUR);
      expect(await on.tasks()).toEqual(['caught']);
      expect((await on.engine.instances({ process: 'child' })).rows).toMatchObject([{ status: 'cancelled' }]);
    });

    it('take errors and escalations of what they called', async () => {
      on = await bench(kind);
      await on.deploy(
        caller(
          '',
          [boundary('b', 'c', error('E1')), boundary('x', 'c', escalation('X1'), false)],
          ['b -> caught', 'x -> caught'],
        ),
        bpmn(
          [start('cs'), throwing('ct', escalation('X1')), user('work'), end('ce', error('E1'))],
          ['cs -> ct -> work -> ce'],
          { id: 'child' },
        ),
      );
      await on.start();
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['caught', 'work']);
      const [called] = (await on.engine.instances({ process: 'child' })).rows;
      await on.complete(called?.instanceId ?? '', 'work');
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['caught', 'caught']);
      expect((await on.engine.instances({ process: 'child' })).rows).toMatchObject([{ status: 'failed' }]);
    });

    it('of a process that is not there are an incident, and are made when it is', async () => {
      on = await bench(kind);
      await on.deploy(caller());
      await on.start();
      await on.engine.runDue();
      expect(await on.incidents()).toEqual(['CALL_FAILED c']);
      await on.deploy(child());
      const [incident] = (await on.engine.incidents({})).rows;
      await on.engine.resolveIncident(incident?.incidentId ?? '');
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['work']);
    });

    it('that an operator cancels below are an incident above', async () => {
      on = await bench(kind);
      await on.deploy(caller(), child());
      await on.start();
      await on.engine.runDue();
      const [called] = (await on.engine.instances({ process: 'child' })).rows;
      await on.engine.cancel(called?.instanceId ?? '', { reason: 'wrong' });
      await on.engine.runDue();
      expect(await on.incidents()).toEqual(['CALL_FAILED c']);
    });
  });
});
