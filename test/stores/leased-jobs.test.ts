// What a worker outside is given: as much as a handler in process, so that it can do the work.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { manualClock, type ManualClock } from 'quytrinh/testing';
import { bpmn, end, io, multiInstance, service, start } from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

describe.each(storeKinds)('a worker outside, on the $kind store', ({ kind, make }) => {
  let fresh: FreshStore;
  let engine: Engine;
  let clock: ManualClock;
  const troubles: string[] = [];
  beforeEach(async () => {
    fresh = await make();
    clock = manualClock(Date.parse('2026-03-02T08:00:00+07:00'));
    troubles.length = 0;
    engine = await openEngine({ store: fresh.store, clock, onTrouble: (_error, what) => troubles.push(what) });
  });
  afterEach(async () => {
    await engine.close();
    await fresh.cleanUp();
  });
  const lease = () => engine.leaseJobs({ types: ['print'], owner: 'outside', forMs: 60_000, limit: 10 });

  it('is given mapped inputs and the item of its round, and the same key at every delivery', async () => {
    const print = service(
      'print',
      io({ inputs: ['copies = 2', 'title = "HS " + number'] }) +
        multiInstance({ collection: 'pages', element: 'page' }),
    );
    await engine.deployText(bpmn([start('s'), print, end('e')], ['s -> print -> e']), 'print.bpmn');
    const { instanceId } = await engine.start('p', { variables: { number: '7', pages: ['a', 'b'] } });
    const jobs = await lease();
    expect(jobs.map(({ variables }) => [variables.page, variables.copies, variables.title])).toEqual([
      ['a', 2, 'HS 7'],
      ['b', 2, 'HS 7'],
    ]);
    expect(jobs.map(({ jobId, idempotencyKey }) => jobId === idempotencyKey)).toEqual([true, true]);
    expect(await lease()).toEqual([]);

    clock.set(clock.now() + 120_000);
    const again = await lease();
    expect(again.map(({ idempotencyKey }) => idempotencyKey)).toEqual(jobs.map((job) => job.idempotencyKey));
    for (const { jobId, fence } of again) await engine.completeJob(jobId, { fence });
    expect((await engine.instance(instanceId)).status).toBe('completed');
    expect(troubles).toEqual([]);
  });

  it.skipIf(kind === 'memory')(
    'is given the others when one instance cannot be read; the jobs of that one come again',
    async () => {
      await engine.deployText(bpmn([start('s'), service('print'), end('e')], ['s -> print -> e']), 'print.bpmn');
      const [damaged, sound] = [await engine.start('p'), await engine.start('p')];
      await fresh.sql!(`UPDATE instances SET snapshot = '{' WHERE instance_id = '${damaged.instanceId}'`);
      const other = await openEngine({ store: fresh.again(), clock, onTrouble: (_error, what) => troubles.push(what) });
      try {
        const leased = await other.leaseJobs({ types: ['print'], owner: 'outside', forMs: 60_000, limit: 10 });
        expect(leased.map(({ instanceId }) => instanceId)).toEqual([sound.instanceId]);
        expect(troubles.filter((what) => what.includes(damaged.instanceId))).toHaveLength(1);
      } finally {
        await other.close();
      }
    },
  );
});
