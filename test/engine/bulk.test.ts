// The same act on many: one step each, reported one by one, gone on with after a crash, never twice.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore, type BulkProgress } from 'quytrinh/engine';
import { bpmn, end, start, user, xor } from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

const source = (mark: string): string => bpmn([start('s'), user(`a${mark}`), end('e')], [`s -> a${mark} -> e`]);
/** Stuck until x is a number. */
const stuck = bpmn([start('s'), xor('g'), end('e'), end('f')], ['s -> g', 'g -> e if x > 0', 'g -> f if x < 0'], {
  id: 'q',
});

describe.each(storeKinds)('acts on many on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());
  const startMany = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push((await on.engine.start('p', { businessKey: `HS-${n}` })).instanceId);
    return ids;
  };

  it('cancel what a filter finds and nothing else, page by page, up to the limit', async () => {
    on = await bench(kind);
    await on.deploy(source(''));
    const ids = await startMany(23);
    const told: BulkProgress[] = [];
    const filter = { businessKeyPrefix: 'HS-1' };
    const first = await on.engine.cancelAll(filter, { reason: 'x', limit: 4, onProgress: (now) => told.push(now) });
    expect(first.results.map(({ instanceId }) => instanceId)).toEqual([ids[1], ...ids.slice(10, 13)]);
    expect(first).toMatchObject({ done: 4, refused: 0 });
    expect(told).toEqual([{ idempotencyKey: first.idempotencyKey, cursor: first.next, done: 4, refused: 0 }]);
    const rest = await on.engine.cancelAll(filter, { reason: 'x', cursor: first.next! });
    expect(rest).toMatchObject({ done: 7, next: null });
    expect(await on.engine.count('instances', { status: 'cancelled' })).toBe(11);
    expect(await on.engine.count('instances', { status: 'cancelled', businessKeyPrefix: 'HS-1' })).toBe(11);
    expect((await verifyStore(on.store)).sound).toBe(true);
  });

  it('go on after a crash with the cursor and the key of the last progress; nothing is done twice', async () => {
    on = await bench(kind);
    await on.deploy(source(''));
    await startMany(5);
    await on.deploy(source('2'));
    const plan = { elements: { a: 'a2' }, reason: 'new version', idempotencyKey: 'k' };
    let acts = 0;
    const commit = on.store.commit.bind(on.store);
    // The step of the third is kept, and nobody hears of it.
    on.store.commit = async (steps) => {
      const outcomes = await commit(steps);
      acts += 1;
      if (acts === 3)
        throw Object.assign(new Error('STORE_LOST: gone'), { name: 'EngineError', code: 'STORE_LOST', params: {} });
      return outcomes;
    };
    const dead = on.engine.migrateAll({ process: 'p' }, plan);
    await expect(dead).rejects.toMatchObject({ code: 'STORE_LOST' });
    on.store.commit = commit;
    const size = await on.store.journalSize();
    const again = await (await on.another()).migrateAll({ process: 'p' }, plan);
    expect(again.results.map((result) => result.ok && result.repeated)).toEqual([true, true, true, false, false]);
    expect(await on.store.journalSize()).toBe(size + 2);
    expect(await on.tasks()).toEqual(['a2', 'a2', 'a2', 'a2', 'a2']);
    expect((await verifyStore(on.store)).sound).toBe(true);
  });

  it('say in a dry run who could not go on, and change nothing', async () => {
    on = await bench(kind);
    await on.deploy(source(''));
    const [one, two] = await startMany(2);
    await on.engine.complete(await on.taskId(one!, 'a'), { actor: 'an' });
    await on.deploy(source('2'));
    const three = await on.start();
    const size = await on.store.journalSize();
    const report = await on.engine.migrateAll({ process: 'p' }, { reason: 'x', dryRun: true });
    expect(report.results).toMatchObject([
      { instanceId: two, ok: false, code: 'MIGRATION_REFUSED', cause: [{ code: 'ELEMENT_MISSING', element: 'a' }] },
      { instanceId: three, ok: true },
    ]);
    expect(await on.store.journalSize()).toBe(size);
    const real = await on.engine.migrateAll({ process: 'p' }, { reason: 'x' });
    expect(real.results.map(({ ok }) => ok)).toEqual(report.results.map(({ ok }) => ok));
  });

  it('retry incidents once each, with corrected variables; one that is raised again waits for the next time', async () => {
    on = await bench(kind);
    await on.deploy(stuck);
    for (let n = 0; n < 3; n += 1) await on.engine.start('q', { variables: { x: 'no number' } });
    expect(await on.engine.count('incidents', { process: 'q', element: 'g' })).toBe(3);
    const vain = await on.engine.retryIncidents({ process: 'q' });
    expect(vain.done).toBe(3);
    expect(await on.engine.count('instances', { hasIncident: true })).toBe(3);
    const good = await on.engine.retryIncidents({ process: 'q' }, { variables: { x: 5 }, limit: 2 });
    expect(good).toMatchObject({ done: 2, refused: 0 });
    expect(await on.engine.count('instances', { hasIncident: true })).toBe(1);
    expect(await on.engine.count('instances', { status: 'completed' })).toBe(2);
  });

  it('suspend and resume, each only what is awake or asleep; wrong options are refused', async () => {
    on = await bench(kind);
    await on.deploy(source(''));
    const ids = await startMany(3);
    await on.engine.suspend(ids[1]!, { reason: 'x' });
    expect((await on.engine.suspendAll({ process: 'p' }, { reason: 'y' })).done).toBe(2);
    expect((await on.engine.resumeAll({ businessKey: 'HS-2' })).done).toBe(1);
    expect(await on.engine.count('instances', { suspended: true })).toBe(2);
    const refused = async (options: object, filter: object = {}): Promise<void> => {
      const { code } = await on.engine.cancelAll(filter, { reason: 'x', ...options }).then(
        () => ({ code: 'done' }),
        (error: unknown) => error as { readonly code: string },
      );
      expect(code).toMatch(/^(OPTION_UNKNOWN|ARGUMENT_INVALID)$/);
    };
    await refused({ dryrun: true });
    await refused({ limit: 0 });
    await refused({ cursor: 'x' });
    await refused({}, { status: 'active' });
    await refused({}, { proces: 'p' });
    expect(await on.engine.count('instances', { status: 'active' })).toBe(3);
  });
});
