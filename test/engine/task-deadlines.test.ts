// The deadline in the list of tasks is that of the step's clock, wherever the clock goes; replay says the same.
import { afterEach, describe, expect, it } from 'vitest';
import { verifyStore } from 'quytrinh/engine';
import type { CalendarData, SlaPolicy } from 'quytrinh/model';
import { compileCalendar, vietnamCalendars, vietnamPolicies } from 'quytrinh/time';
import { bpmn, end, extension, start, user } from '../machine/bpmn-text.ts';
import { bench, storeKinds, type Bench } from './setup.ts';

const local = (text: string) => Date.parse(`${text}+07:00`);
const shown = (at: number | null) => (at === null ? null : new Date(at + 7 * 3_600_000).toISOString().slice(0, 16));

/** Steps may stand still, count anew and be extended, by rules of the agency. */
const policies = vietnamPolicies.map((policy): SlaPolicy => {
  if (policy.id !== 'vn-step') return policy;
  const supplement = policy.pauses.find(({ cause }) => cause === 'SUPPLEMENT')!;
  return {
    ...policy,
    warnings: [],
    extension: { max: 1, basis: [] },
    pauses: [
      { ...supplement, effect: 'exclude' },
      { ...supplement, cause: 'AGAIN', effect: 'restart' },
    ],
  };
});

const sla = (duration: string) => `<quytrinh:sla duration="${duration}"/>`;
const onTenthOff = (() => {
  const layers = vietnamCalendars.map((layer): CalendarData => {
    const schedules = layer.schedules?.map((year) => ({
      ...year,
      makeUp: year.makeUp.filter(({ on }) => on !== '2026-01-10'),
    }));
    return schedules === undefined ? layer : { ...layer, schedules };
  });
  const compiled = compileCalendar(layers.toSorted((a) => (a.id === 'vn' ? -1 : 1)));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.value;
})();

describe.each(storeKinds)('the deadline of a task on the %s store', (kind) => {
  let on: Bench;
  afterEach(() => on.dispose());

  const due = async (id: string): Promise<(string | null)[]> =>
    (await on.engine.tasks({ instanceId: id })).rows.map(({ dueAt }) => shown(dueAt));
  const clockDue = async (id: string): Promise<string | null> =>
    shown((await on.engine.instance(id)).clocks.find(({ element }) => element === 'a')?.clock.dueAt ?? null);
  const before = async (at: string): Promise<number> => (await on.engine.tasks({ dueBefore: local(at) })).rows.length;
  const sound = async (): Promise<void> => {
    expect(await verifyStore(on.store)).toMatchObject({ sound: true, strayed: [] });
  };

  it('follows its step: paused, resumed, counted anew, extended and on a changed calendar', async () => {
    on = await bench(kind, { policies });
    await on.deploy(bpmn([start('s'), user('a', extension(sla('PT16H'))), end('e')], ['s -> a -> e']));
    const id = await on.start();
    const act = { actor: 'an', clock: 'a' } as const;
    expect(await due(id)).toEqual(['2026-01-07T08:00']);
    await on.engine.claim(await on.taskId(id, 'a'), { actor: 'an' });
    on.clock.set(local('2026-01-06T08:00:00'));
    await on.engine.pauseClock(id, { ...act, cause: 'SUPPLEMENT' });
    expect(await due(id)).toEqual([null]);
    expect(await before('2030-01-01T00:00:00')).toBe(0);
    await sound();
    on.clock.set(local('2026-01-07T08:00:00'));
    await on.engine.resumeClock(id, act);
    expect(await due(id)).toEqual(['2026-01-08T08:00']);
    expect(await before('2026-01-08T08:00:00')).toBe(0);
    expect(await before('2026-01-08T08:01:00')).toBe(1);
    expect((await on.engine.tasks({ instanceId: id })).rows).toMatchObject([{ assignee: 'an', state: 'reserved' }]);
    await sound();
    await on.engine.pauseClock(id, { ...act, cause: 'AGAIN' });
    on.clock.set(local('2026-01-08T08:00:00'));
    await on.engine.resumeClock(id, act);
    expect(await due(id)).toEqual(['2026-01-10T08:00']);
    await on.engine.extendClock(id, { actor: 'an', clock: 'a', plan: 'PT4H', reason: 'chờ ý kiến' });
    expect(await due(id)).toEqual(['2026-01-10T14:00']);
    await sound();
    await on.engine.recomputeClocks({ actor: 'an', calendar: onTenthOff, rule: 'always', reason: 'bỏ ngày làm bù' });
    expect(await due(id)).toEqual(['2026-01-12T14:00']);
    expect(await due(id)).toEqual([await clockDue(id)]);
    expect((await (await on.another({ calendar: onTenthOff, policies })).tasks({ instanceId: id })).rows).toMatchObject(
      [{ dueAt: local('2026-01-12T14:00:00') }],
    );
    await sound();
  });

  it('is in every round of a loop that of the whole step', async () => {
    on = await bench(kind, { policies });
    const rounds = `<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`;
    await on.deploy(bpmn([start('s'), user('a', extension(sla('PT8H')) + rounds), end('e')], ['s -> a -> e']));
    const id = await on.start();
    expect(await due(id)).toEqual(['2026-01-06T08:00', '2026-01-06T08:00']);
    await on.engine.pauseClock(id, { actor: 'an', clock: 'a', cause: 'SUPPLEMENT' });
    on.clock.set(local('2026-01-06T08:00:00'));
    await on.engine.resumeClock(id, { actor: 'an', clock: 'a' });
    expect(await due(id)).toEqual(['2026-01-07T08:00', '2026-01-07T08:00']);
    await sound();
  });

  it('stays where the modeller set another', async () => {
    on = await bench(kind, { policies });
    const own = `${sla('PT16H')}<zeebe:taskSchedule dueDate="2026-01-09T17:00:00+07:00"/>`;
    await on.deploy(bpmn([start('s'), user('a', extension(own)), end('e')], ['s -> a -> e']));
    const id = await on.start();
    expect(await due(id)).toEqual(['2026-01-09T17:00']);
    await on.engine.pauseClock(id, { actor: 'an', clock: 'a', cause: 'SUPPLEMENT' });
    on.clock.set(local('2026-01-08T08:00:00'));
    await on.engine.resumeClock(id, { actor: 'an', clock: 'a' });
    expect(await due(id)).toEqual(['2026-01-09T17:00']);
    await sound();
  });
});
