// Calls of processes: what goes down with them, what comes back, and where they end.
import { afterEach, describe, expect, it } from 'vitest';
import { limits } from 'quytrinh/model';
import { errorText, incidentText } from 'quytrinh/text';
import { boundary, bpmn, call, el, end, error, extension, io, script, start, user, xor } from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

describe.each(storeKinds)('a call, on %s', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const caught = io({ outputs: ['why = reason'] });
  const caller = bpmn(
    [start('s'), call('c', 'child'), user('after'), boundary('b', 'c', caught + error('E1')), user('caught')],
    ['s -> c -> after', 'b -> caught'],
  );
  const work = bpmn([start('cs'), user('work'), end('ce')], ['cs -> work -> ce'], { id: 'child' });

  describe('whose process ends by an error', () => {
    it('gives the caller the variables that the error event throws, as a subprocess would', async () => {
      on = await bench(kind);
      const thrown = extension('<zeebe:ioMapping><zeebe:input source="= x + 1" target="reason"/></zeebe:ioMapping>');
      await on.deploy(
        caller,
        bpmn([start('cs'), el('endEvent', 'ce', thrown + error('E1'))], ['cs -> ce'], { id: 'child' }),
      );
      const id = await on.start({ x: 1 });
      await on.engine.runDue();
      expect(await on.tasks(id)).toEqual(['caught']);
      expect((await on.engine.instance(id)).variables).toEqual({ x: 1, why: 2 });
    });

    it('gives what a person or a job says with it, over two levels', async () => {
      on = await bench(kind);
      await on.deploy(
        caller,
        bpmn([start('ds'), call('d', 'deep'), end('de')], ['ds -> d -> de'], { id: 'child' }),
        bpmn([start('fs'), el('serviceTask', 'job'), end('fe')], ['fs -> job -> fe'], { id: 'deep' }),
      );
      const id = await on.start();
      await on.engine.runDue();
      const [job] = await on.engine.leaseJobs({ types: ['job'], owner: 'w', forMs: 60_000, limit: 1 });
      await on.engine.throwJobError(job?.jobId ?? '', {
        errorCode: 'E1',
        message: 'the register is closed',
        variables: { reason: 'closed' },
      });
      await on.engine.runDue();
      expect((await on.engine.instance(id)).variables).toEqual({ why: 'closed' });
      const thrown = (await on.engine.history(id)).flatMap(({ events }) => events);
      expect(thrown).toContainEqual({
        type: 'error.thrown',
        element: 'c',
        code: 'E1',
        message: 'the register is closed',
        caughtBy: 'b',
      });
    });
  });

  describe('bound to the deployment', () => {
    const bound = bpmn(
      [
        start('s'),
        user('go'),
        call('c', '', extension('<zeebe:calledElement processId="child" bindingType="deployment"/>')),
        end('e'),
      ],
      ['s -> go -> c -> e'],
    );
    const version = (task: string) =>
      bpmn([start('cs'), user(task), end('ce')], [`cs -> ${task} -> ce`], { id: 'child' });

    it('of a process in another file is the version that was in force when the caller was deployed', async () => {
      on = await bench(kind);
      await on.deploy(version('first'));
      on.clock.set(on.clock.now() + 1_000);
      await on.deploy(bound);
      on.clock.set(on.clock.now() + 1_000);
      await on.deploy(version('second'));
      await on.complete(await on.start(), 'go');
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['first']);
    });

    it('is the first that came after, where there was none, and an incident where there is none yet', async () => {
      on = await bench(kind);
      await on.deploy(bound);
      await on.complete(await on.start(), 'go');
      await on.engine.runDue();
      expect(await on.incidents()).toEqual(['CALL_FAILED c']);
      on.clock.set(on.clock.now() + 1_000);
      await on.deploy(version('first'));
      on.clock.set(on.clock.now() + 1_000);
      await on.deploy(version('second'));
      expect(await on.engine.retryIncidents({})).toMatchObject({ results: [{}] });
      await on.engine.runDue();
      expect(await on.tasks()).toEqual(['first']);
    });
  });

  it('takes what its process has come to, whatever ended it', async () => {
    on = await bench(kind);
    await on.deploy(caller, work);
    const id = await on.start({ x: 1 });
    await on.engine.runDue();
    await on.engine.suspend(id, { reason: 'leave' });
    const [called] = (await on.engine.instances({ process: 'child' })).rows;
    await on.complete(called?.instanceId ?? '', 'work', { y: 2 });
    await on.engine.runDue();
    expect(await on.tasks(id)).toEqual([]);
    await on.engine.resume(id);
    await on.engine.runDue();
    expect(await on.tasks(id)).toEqual(['after']);
    expect((await on.engine.instance(id)).variables).toEqual({ x: 1, y: 2 });
  });
});

describe('a process that calls itself', () => {
  let on: Bench;
  afterEach(() => on.dispose());

  it('as deep as it needs comes back', async () => {
    on = await bench('memory');
    await on.deploy(
      bpmn(
        [start('s'), script('k', 'n + 1', 'n'), xor('g'), call('c', 'p'), end('e')],
        ['s -> k -> g', 'g -> c if n < 40', 'g -> e default', 'c -> e'],
      ),
    );
    const id = await on.start({ n: 0 });
    await on.engine.runDue();
    expect(await on.engine.instance(id)).toMatchObject({ status: 'completed', variables: { n: 40 } });
  });

  it('for ever is an incident of the innermost, told in both languages', async () => {
    on = await bench('memory');
    await on.deploy(bpmn([start('s'), call('c', 'p'), end('e')], ['s -> c -> e']));
    await on.start();
    await on.engine.runDue();
    expect(await on.engine.count('instances', {})).toBe(limits.callDepth + 1);
    const [incident, ...others] = (await on.engine.incidents({})).rows;
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ code: 'CALL_FAILED', params: { reason: 'CALL_TOO_DEEP' } });
    const { code, params } = incident!;
    expect(incidentText(code, params, 'en')).toContain(
      errorText({ code: 'CALL_TOO_DEEP', params: { process: 'p', limit: limits.callDepth } }, 'en'),
    );
    expect(incidentText(code, params, 'vi')).toContain('lồng quá');
  });
});
