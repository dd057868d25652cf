// Compensation of called processes (BPMN 2.0.2 §10.7, §13.5.5): a process that was called and has completed is compensated for its
// caller, over two levels of calls, on every store and wherever a crash falls.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from 'quytrinh';
import { verifyStore, type Store } from 'quytrinh/engine';
import { manualClock } from 'quytrinh/testing';
import { compileCalendar, vietnamCalendars } from 'quytrinh/time';
import {
  association,
  boundary,
  bpmn,
  call,
  compensate,
  end,
  error,
  escalation,
  extension,
  multiInstance,
  onEvent,
  processText,
  script,
  service,
  start,
  sub,
  throwing,
  timer,
  user,
  xor,
  type El,
} from '../machine/bpmn-text.ts';
import { storeKinds, type FreshStore } from './store-kinds.ts';

const undoable = (id: string): El[] => [
  service(id),
  boundary(`c_${id}`, id, compensate(), true),
  service(`undo_${id}`, '', { isForCompensation: true }),
];
const links = (...ids: string[]): string => ids.map((id) => association(`c_${id}`, `undo_${id}`)).join('');

/** trip: pay, then book (which calls hotel, which calls room, and books a car), then everything is undone. */
const hotel = processText(
  [start('hs'), ...undoable('hotel'), call('inner', 'room_process'), end('he')],
  ['hs -> hotel -> inner -> he'],
  { id: 'hotel_process', inside: links('hotel') },
);
const room = processText([start('rs'), ...undoable('room'), end('re')], ['rs -> room -> re'], {
  id: 'room_process',
  inside: links('room'),
});
const trip = bpmn(
  [
    start('s'),
    ...undoable('pay'),
    sub(
      'book',
      [start('bs'), call('stay', 'hotel_process'), ...undoable('car'), end('be')],
      ['bs -> stay -> car -> be'],
    ),
    throwing('t', compensate()),
    user('z'),
  ],
  ['s -> pay -> book -> t -> z'],
  { id: 'trip', inside: links('pay', 'car'), more: hotel + room },
);

describe.each(storeKinds)('a called process on the $kind store', ({ kind, make }) => {
  let fresh: FreshStore;
  let done: string[];
  let fails: Set<string>;
  beforeEach(async () => {
    fresh = await make();
    done = [];
    fails = new Set();
  });
  afterEach(async () => {
    await fresh.cleanUp();
  });

  const clock = manualClock(Date.parse('2026-03-02T08:00:00+07:00'));
  const jobs = ['pay', 'hotel', 'room', 'car', 'undo_pay', 'undo_hotel', 'undo_room', 'undo_car', 'more'] as const;
  const open = async (store: Store): Promise<Engine> => {
    const engine = await openEngine({ store, clock, onTrouble: () => undefined });
    for (const type of jobs)
      engine.handle(type, () => {
        if (fails.has(type)) throw new Error('not now');
        done.push(type);
        return {};
      });
    return engine;
  };
  const sound = async (): Promise<void> => {
    const store = fresh.again();
    await store.open();
    expect(await verifyStore(store)).toMatchObject({ sound: true, strayed: [] });
    expect(await store.outbox(10)).toEqual([]);
    if (kind !== 'memory') await store.close();
  };
  const all = ['pay', 'hotel', 'room', 'car', 'undo_car', 'undo_room', 'undo_hotel', 'undo_pay'];

  it('undoes what it did, and what it called did, in the reverse order; the throwing event waits', async () => {
    const engine = await open(fresh.store);
    await engine.deployText(trip, 'trip.bpmn');
    await engine.start('trip', {});
    await engine.runDue();
    expect(done).toEqual(all);
    expect((await engine.tasks({})).rows.map(({ element }) => element)).toEqual(['z']);
    const { rows } = await engine.instances({});
    expect(rows.map(({ process, status }) => `${process} ${status}`).sort()).toEqual([
      'hotel_process completed',
      'room_process completed',
      'trip active',
    ]);
    await engine.close();
    await sound();
  });

  it('is found by the call that waits for it: while it runs, while it is compensated, and no more', async () => {
    const engine = await open(fresh.store);
    await engine.deployText(trip, 'trip.bpmn');
    const { instanceId } = await engine.start('trip', {});
    const found = async (element: string): Promise<readonly string[]> =>
      (await engine.instances({ element })).rows.map(({ process }) => process);
    fails.add('room').add('undo_room');
    await engine.runDue();
    expect([await found('stay'), await found('inner'), await found('room')]).toEqual([
      ['trip'],
      ['hotel_process'],
      ['room_process'],
    ]);
    expect(await engine.count('instances', { element: 'stay' })).toBe(1);
    // What is moved is found under its new name.
    await engine.deployText(trip.replaceAll('"stay"', '"stay2"'), 'trip.bpmn');
    await engine.migrate(instanceId, { elements: { stay: 'stay2' }, reason: 'renamed' });
    expect([await found('stay'), await found('stay2')]).toEqual([[], ['trip']]);
    const goOn = async (...stuck: string[]): Promise<void> => {
      fails = new Set(stuck);
      clock.set(clock.now() + 60_000); // a job that failed waits for its next attempt
      await engine.runDue();
    };
    await goOn('undo_room');
    expect(done).toEqual(['pay', 'hotel', 'room', 'car', 'undo_car']);
    expect([await found('stay2'), await found('inner'), await found('undo_room')]).toEqual([
      ['trip'],
      ['hotel_process'],
      ['room_process'],
    ]);
    await goOn();
    expect(done).toEqual(all);
    expect([await found('stay2'), await found('inner')]).toEqual([[], []]);
    await engine.close();
    await sound();
  });

  it('is compensated once, though every row of the outbox is delivered twice, each time by another engine', async () => {
    const seen = new Set<string>();
    /** Two have read the row: one delivers it and dies, the other one still has it before him. */
    const dying = (store: Store): Store => ({
      ...store,
      // What failed is tried again at once by the next engine.
      postpone: async () => true,
      commit: async (steps) => {
        const known = seen.size;
        const kept = steps.map((step) => ({
          ...step,
          changes: step.changes.filter((change) => {
            if (change.table !== 'outbox' || 'put' in change || seen.has(change.drop)) return true;
            seen.add(change.drop);
            return false;
          }),
        }));
        const outcomes = await store.commit(kept);
        if (seen.size > known) throw new Error('power gone');
        return outcomes;
      },
    });
    let engine = await open(dying(fresh.store));
    await engine.deployText(trip, 'trip.bpmn');
    await engine.start('trip', {});
    for (let round = 0; round < 40; round += 1) {
      await engine.runDue();
      await engine.close();
      engine = await open(dying(fresh.again()));
    }
    expect((await engine.tasks({})).rows.map(({ element }) => element)).toEqual(['z']);
    await engine.close();
    expect(done).toEqual(all);
    // Two calls, each: start, end, compensate, end again.
    expect(seen.size).toBe(8);
    await sound();
  });

  it('of a repeated call is compensated for every round, the last first', async () => {
    const xml = bpmn(
      [
        start('s'),
        call('each', 'room_process', multiInstance({ cardinality: '3', sequential: true })),
        throwing('t', compensate('each')),
        end('e'),
      ],
      ['s -> each -> t -> e'],
      { id: 'many', more: room },
    );
    const engine = await open(fresh.store);
    await engine.deployText(xml, 'many.bpmn');
    const { instanceId } = await engine.start('many', {});
    await engine.runDue();
    expect(done).toEqual(['room', 'room', 'room', 'undo_room', 'undo_room', 'undo_room']);
    expect((await engine.instance(instanceId)).status).toBe('completed');
    await engine.close();
    await sound();
  });

  it('with a compensation event subprocess decides itself what is undone, with its variables of then', async () => {
    const child = processText(
      [
        start('cs'),
        script('n', '7', 'n'),
        ...undoable('room'),
        end('ce'),
        onEvent(
          'h',
          [
            start('hs', compensate()),
            throwing('ht', compensate()),
            script('m', 'n + 1', 'm'),
            end('hend', escalation('told')),
          ],
          ['hs -> ht -> m -> hend'],
        ),
      ],
      ['cs -> n -> room -> ce'],
      { id: 'child', inside: links('room') },
    );
    const xml = bpmn(
      [start('s'), call('c', 'child'), throwing('t', compensate('c')), user('z')],
      ['s -> c -> t -> z'],
      { id: 'outer', more: child },
    );
    const engine = await open(fresh.store);
    await engine.deployText(xml, 'outer.bpmn');
    await engine.start('outer', {});
    await engine.runDue();
    expect(done).toEqual(['room', 'undo_room']);
    const called = (await engine.instances({ process: 'child' })).rows[0];
    expect((await engine.instance(called?.instanceId ?? '')).variables).toMatchObject({ n: 7, m: 8 });
    expect((await engine.tasks({})).rows.map(({ element }) => element)).toEqual(['z']);
    await engine.close();
    await sound();
  });

  it('is left alone when it did nothing that can be undone, and when the call has a handler of its own', async () => {
    const plain = processText([start('ps'), service('more'), end('pe')], ['ps -> more -> pe'], { id: 'plain' });
    const xml = bpmn(
      [
        start('s'),
        call('one', 'plain'),
        call('two', 'room_process'),
        boundary('c_two', 'two', compensate(), true),
        service('undo_pay', '', { isForCompensation: true }),
        throwing('t', compensate()),
        end('e'),
      ],
      ['s -> one -> two -> t -> e'],
      { id: 'own', more: plain + room, inside: association('c_two', 'undo_pay') },
    );
    const engine = await open(fresh.store);
    await engine.deployText(xml, 'own.bpmn');
    await engine.start('own', {});
    await engine.runDue();
    expect(done).toEqual(['more', 'room', 'undo_pay']);
    for (const { instanceId, status } of (await engine.instances({})).rows) {
      expect(status).toBe('completed');
      const events = (await engine.history(instanceId)).flatMap((entry) => entry.events.map(({ type }) => type));
      expect(events).not.toContain('instance.reopened');
    }
    await engine.close();
    await sound();
  });

  it('whose handler is stuck waits with its incident, and so does the caller; cancelled meanwhile it is cancelled too', async () => {
    fails.add('undo_room');
    const engine = await open(fresh.store);
    await engine.deployText(trip, 'trip.bpmn');
    const first = await engine.start('trip', {});
    const second = await engine.start('trip', {});
    for (let round = 0; round < 5; round += 1) {
      await engine.runDue();
      clock.set(clock.now() + 3_600_000);
    }
    const { rows: stuck } = await engine.incidents({});
    expect(stuck.map(({ code, element }) => `${code} ${element}`)).toEqual(
      Array(2).fill('JOB_RETRIES_EXHAUSTED undo_room'),
    );
    await engine.cancel(second.instanceId, { reason: 'no' });
    await engine.runDue();
    const { rows: left } = await engine.incidents({});
    expect(left.length).toBe(1);
    fails.clear();
    await engine.resolveIncident(left[0]?.incidentId ?? '', {});
    await engine.runDue();
    expect((await engine.tasks({})).rows.map(({ instanceId }) => instanceId)).toEqual([first.instanceId]);
    // The caller is cancelled; what it had called had completed, and only its compensation is over.
    const { rows: cancelled } = await engine.instances({ status: 'cancelled' });
    expect(cancelled.map(({ process }) => process)).toEqual(['trip']);
    expect((await engine.instances({ status: 'completed' })).rows.map(({ compensating }) => compensating)).toEqual(
      Array(4).fill(false),
    );
    await engine.close();
    await sound();
  });

  it('whose compensation throws an error that it does not catch gives it to the caller', async () => {
    const bad = processText(
      [
        start('ps'),
        service('more'),
        boundary('c_more', 'more', compensate(), true),
        sub('fail', [start('fs'), end('fe', error('boom'))], ['fs -> fe'], '', { isForCompensation: true }),
        end('pe'),
      ],
      ['ps -> more -> pe'],
      { id: 'bad', inside: association('c_more', 'fail') },
    );
    const xml = bpmn(
      [
        start('s'),
        sub('around', [start('as'), call('c', 'bad'), throwing('t', compensate('c')), xor('x')], ['as -> c -> t -> x']),
        boundary('caught', 'around', error('boom')),
        user('z'),
      ],
      ['s -> around', 'caught -> z'],
      { id: 'outer', more: bad },
    );
    const engine = await open(fresh.store);
    await engine.deployText(xml, 'outer.bpmn');
    await engine.start('outer', {});
    await engine.runDue();
    expect((await engine.tasks({})).rows.map(({ element }) => element)).toEqual(['z']);
    expect((await engine.instances({ process: 'bad' })).rows[0]).toMatchObject({ status: 'completed', active: [] });
    await engine.close();
    await sound();
  });

  /** The trip, until the room can't be undone. */
  const stuck = async (
    engine: Engine,
  ): Promise<{ readonly trip: string; readonly hotel: string; readonly room: string }> => {
    fails.add('undo_room');
    await engine.deployText(trip, 'trip.bpmn');
    const { instanceId } = await engine.start('trip', {});
    for (let round = 0; round < 5; round += 1) {
      await engine.runDue();
      clock.set(clock.now() + 3_600_000);
    }
    const called = async (process: string): Promise<string> =>
      (await engine.instances({ process })).rows[0]?.instanceId ?? '';
    return { trip: instanceId, hotel: await called('hotel_process'), room: await called('room_process') };
  };

  it('stays completed while it is compensated, and when that is cancelled; its caller hears of it and may go on', async () => {
    const engine = await open(fresh.store);
    const { hotel: called, room: inner } = await stuck(engine);
    const before = await engine.instance(called);
    expect(before).toMatchObject({ status: 'completed', compensating: true });
    expect(before.active.map(({ element }) => element)).toEqual(['inner']);
    expect(before.endedAt).toBeLessThan(clock.now() - 3_600_000);
    expect(await engine.count('instances', { status: 'active' })).toBe(1);
    await expect(engine.withdraw(called, { reason: 'too late' })).rejects.toMatchObject({ code: 'INSTANCE_ENDED' });
    await engine.cancel(called, { reason: 'undone by hand' });
    await engine.runDue();
    for (const id of [called, inner])
      expect(await engine.instance(id)).toMatchObject({
        status: 'completed',
        compensating: false,
        active: [],
        incidents: [],
      });
    expect((await engine.instance(called)).endedAt).toBe(before.endedAt);
    expect((await engine.history(called)).at(-1)?.events.at(-1)).toMatchObject({
      ...{ type: 'instance.compensated', outcome: 'cancelled', reason: 'undone by hand' },
    });
    const { rows } = await engine.incidents({});
    expect(rows).toMatchObject([
      { code: 'COMPENSATION_CANCELLED', element: 'stay', params: { process: 'hotel_process' } },
    ]);
    expect(done).not.toContain('undo_pay');
    await engine.resolveIncident(rows[0]?.incidentId ?? '', {});
    await engine.runDue();
    expect(done.at(-1)).toBe('undo_pay');
    expect(done).not.toContain('undo_hotel');
    expect((await engine.incidents({})).rows).toEqual([]);
    expect((await engine.tasks({})).rows.map(({ element }) => element)).toEqual(['z']);
    await engine.close();
    await sound();
  });

  it('gives the first receipt again for a repeated command: it was completed then', async () => {
    const engine = await open(fresh.store);
    await engine.deployText(
      bpmn([start('s'), call('c', 'q'), throwing('t', compensate()), user('z')], ['s -> c -> t -> z'], {
        more: processText(
          [
            start('qs'),
            user('a'),
            boundary('c_a', 'a', compensate(), true),
            user('undo', '', { isForCompensation: true }),
            end('qe'),
          ],
          ['qs -> a -> qe'],
          { id: 'q', inside: association('c_a', 'undo') },
        ),
      }),
    );
    await engine.start('p', {});
    await engine.runDue();
    const complete = async (element: string, idempotencyKey: string) => {
      const { rows } = await engine.tasks({ element });
      const first = await engine.claim(rows[0]?.taskId ?? '', { actor: 'an', idempotencyKey });
      const again = await engine.claim(rows[0]?.taskId ?? '', { actor: 'an', idempotencyKey });
      expect(again).toEqual({ ...first, repeated: true });
      await engine.complete(rows[0]?.taskId ?? '', { actor: 'an' });
      await engine.runDue();
      return engine.claim(rows[0]?.taskId ?? '', { actor: 'an', idempotencyKey });
    };
    expect(await complete('a', 'k1')).toMatchObject({ status: 'active', repeated: true });
    expect(await complete('undo', 'k2')).toMatchObject({ status: 'completed', repeated: true });
    await engine.close();
  });

  it('is not compensated after all when its caller has ended before it could be', async () => {
    let isDown = true;
    const store: Store = {
      ...fresh.store,
      commit: async (steps) => {
        if (isDown && steps.some(({ entry }) => entry.text.includes('"instance.compensate"')))
          throw new Error('not now');
        return fresh.store.commit(steps);
      },
    };
    const engine = await open(store);
    await engine.deployText(trip, 'trip.bpmn');
    const { instanceId } = await engine.start('trip', {});
    await engine.runDue();
    expect(done.at(-1)).toBe('undo_car');
    await engine.cancel(instanceId, { reason: 'not any more' });
    await engine.runDue();
    isDown = false;
    clock.set(clock.now() + 3_600_000);
    await engine.runDue();
    await engine.runDue();
    expect(done.at(-1)).toBe('undo_car');
    const { rows } = await engine.instances({});
    expect(rows.map(({ process, status, compensating }) => `${process} ${status} ${compensating}`).sort()).toEqual([
      'hotel_process completed false',
      'room_process completed false',
      'trip cancelled false',
    ]);
    await engine.close();
    await sound();
  });

  it('is neither moved to another version nor archived while it is compensated; suspended it waits', async () => {
    const engine = await open(fresh.store);
    const { hotel: called, room: inner } = await stuck(engine);
    await engine.deployText(trip.replace('</definitions>', '<!-- 2 --></definitions>'), 'trip.bpmn');
    for (const id of [called, inner]) {
      const problems = await engine.planMigration(id, {});
      expect(problems.map(({ code, element }) => `${code} ${element}`)).toContain(
        `COMPENSATION_OPEN ${id === called ? 'hotel_process' : 'room_process'}`,
      );
    }
    const archived = await engine.archive({ endedBefore: clock.now(), to: () => undefined });
    expect(archived).toMatchObject({ archived: [], kept: [{ reason: 'compensating' }, { reason: 'compensating' }] });
    await engine.suspend(inner, { reason: 'a look first' });
    expect(await engine.instance(inner)).toMatchObject({ status: 'completed', suspended: true });
    const [incident] = (await engine.incidents({})).rows;
    await expect(engine.resolveIncident(incident?.incidentId ?? '', {})).rejects.toMatchObject({
      code: 'INSTANCE_SUSPENDED',
    });
    await engine.resume(inner);
    fails.clear();
    await engine.resolveIncident(incident?.incidentId ?? '', {});
    await engine.runDue();
    expect(done).toEqual(all);
    await engine.close();
    await sound();
  });

  it('is suspended with its version while it is compensated, and goes on with it', async () => {
    const engine = await open(fresh.store);
    const { hotel: called } = await stuck(engine);
    const stopped = await engine.suspendDefinition('hotel_process', 1, { reason: 'review', instances: true });
    expect(stopped.instances).toMatchObject([{ instanceId: called }]);
    expect(await engine.instance(called)).toMatchObject({ suspended: true, compensating: true, status: 'completed' });
    const resumed = await engine.resumeDefinition('hotel_process', 1, { instances: true });
    expect(resumed.instances).toMatchObject([{ instanceId: called }]);
    expect(await engine.instance(called)).toMatchObject({ suspended: false, compensating: true });
    await engine.close();
    await sound();
  });

  it('follows a changed calendar while it is compensated', async () => {
    clock.set(Date.parse('2026-01-05T08:00:00+07:00'));
    const engine = await open(fresh.store);
    const working = '<quytrinh:timer counting="working"/>';
    await engine.deployText(
      bpmn([start('s'), call('c', 'q'), throwing('t', compensate()), user('z')], ['s -> c -> t -> z'], {
        more: processText(
          [
            start('qs'),
            ...undoable('hotel').slice(0, 2),
            user('undo_hotel', '', { isForCompensation: true }),
            boundary('late', 'undo_hotel', extension(working) + timer('P8D'), false),
            end('le'),
            end('qe'),
          ],
          ['qs -> hotel -> qe', 'late -> le'],
          { id: 'q', inside: links('hotel') },
        ),
      }),
    );
    await engine.start('p', {});
    await engine.runDue();
    const before = await engine.nextDueAt();
    expect(before).not.toBeNull();
    // The Saturday before is worked no more.
    const layers = vietnamCalendars.map((layer) => {
      const schedules = layer.schedules?.map((year) => ({ ...year, makeUp: [] }));
      return schedules === undefined ? layer : { ...layer, schedules };
    });
    const compiled = compileCalendar(layers);
    if (!compiled.ok) throw new Error('no calendar');
    const calendar = compiled.value;
    const moved = await engine.recomputeClocks({ calendar, rule: 'always', reason: 'a new holiday' });
    expect(moved).toMatchObject([{ element: 'late', from: before }]);
    await engine.close();
    await sound();
  });

  it('suspended, ends with its caller, and is suspended no more', async () => {
    const engine = await open(fresh.store);
    const { trip: instanceId, room: inner } = await stuck(engine);
    await engine.suspend(inner, { reason: 'a look first' });
    await engine.cancel(instanceId, { reason: 'no' });
    await engine.runDue();
    expect(await engine.instance(inner)).toMatchObject({
      ...{ status: 'completed', compensating: false, suspended: false, active: [] },
    });
    await engine.close();
    await sound();
  });

  it('goes to another store while it is compensated, and is compensated there', async () => {
    const engine = await open(fresh.store);
    const { room: inner } = await stuck(engine);
    const document = await engine.exportInstance(inner);
    await engine.close();
    const other = await make();
    try {
      const there = await open(other.store);
      await there.deployText(trip, 'trip.bpmn');
      await there.importInstance(document);
      expect(await there.instance(inner)).toMatchObject({
        ...{ status: 'completed', compensating: true, endedAt: document.instance.endedAt },
      });
      fails.clear();
      await there.resolveIncident((await there.incidents({})).rows[0]?.incidentId ?? '', {});
      await there.runDue();
      expect(done.at(-1)).toBe('undo_room');
      expect(await there.instance(inner)).toMatchObject({ status: 'completed', compensating: false });
      await there.close();
      const store = other.again();
      await store.open();
      expect(await verifyStore(store)).toMatchObject({ sound: true, strayed: [] });
      if (kind !== 'memory') await store.close();
    } finally {
      await other.cleanUp();
    }
  });
});
