// SLA clocks inside a process: the dossier's and the steps', with pauses, warnings, breaches and commands by hand.
import { describe, expect, it } from 'vitest';
import { boundary, bpmn, end, extension, loopWhile, message, receive, start, sub, timer, user } from './bpmn-text.ts';
import { begin, BEGIN, machineOf, type Driver } from './driver.ts';

const sla = (attributes: string) => `<quytrinh:sla ${attributes}/>`;
const HOUR = 3_600_000;
/** A supplement says why and lists everything that is missing. */
const asked = { reason: 'Thiếu giấy tờ', documents: ['Bản vẽ'] };
const local = (text: string) => Date.parse(`${text}+07:00`);
const clockOf = (run: Driver, element: string) =>
  Object.values(run.state.clocks).find((entry) => entry.element === element)?.clock;
const clockEvents = (run: Driver) =>
  run.events.flatMap((event) =>
    event.type.startsWith('clock.') && 'element' in event ? [`${event.type} ${event.element}`] : [],
  );

describe("a step's clock", () => {
  const step = bpmn([start('s'), user('a', extension(sla('duration="PT8H" warn="50%"'))), end('e')], ['s -> a -> e']);

  it('runs while the step is active and gives its task its deadline', async () => {
    const run = await begin(step);
    // Monday 08:00, office 08:00 to 12:00 and 13:00 to 17:00.
    const clock = clockOf(run, 'a');
    expect(clock).toMatchObject({ state: 'running' });
    expect(run.events.find((event) => event.type === 'task.created')).toMatchObject({ task: { dueAt: clock?.dueAt } });
    run.now = BEGIN + HOUR;
    run.complete('a');
    expect(clockOf(run, 'a')).toMatchObject({ state: 'met' });
    expect(run.state.timers).toEqual({});
  });

  it('warns, then breaches, once each, and can still be met', async () => {
    const run = await begin(step);
    run.fire('a');
    expect(clockOf(run, 'a')).toMatchObject({ state: 'warned' });
    run.fire('a');
    expect(clockOf(run, 'a')).toMatchObject({ state: 'breached' });
    expect(run.state.timers).toEqual({});
    run.complete('a');
    expect(clockEvents(run)).toEqual(['clock.started a', 'clock.warned a', 'clock.breached a', 'clock.met a']);
  });

  it('that nobody looked at in time catches up in one firing', async () => {
    const run = await begin(step);
    run.now = BEGIN + 100 * 24 * HOUR;
    run.fire('a');
    expect(clockEvents(run)).toEqual(['clock.started a', 'clock.warned a', 'clock.breached a']);
  });

  it('is cancelled when the step is cut off', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', extension(sla('duration="PT8H"'))), boundary('t', 'a', timer('PT1H')), user('b')],
        ['s -> a', 't -> b'],
      ),
    );
    run.fire('t');
    expect(clockOf(run, 'a')).toMatchObject({ state: 'cancelled' });
    expect(run.waiting()).toEqual([]);
  });

  it('of a repeated step is one for all its rounds', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', extension(sla('duration="PT8H"')) + loopWhile('more')), end('e')], ['s -> a -> e']),
    );
    run.complete('a', { more: true });
    run.complete('a', { more: false });
    expect(clockEvents(run)).toEqual(['clock.started a', 'clock.met a']);
  });

  it('without a calendar is an incident', async () => {
    const machine = await machineOf(step);
    const { state } = machine.start({}, { now: BEGIN });
    expect(Object.values(state.incidents)).toMatchObject([{ code: 'CLOCK_INVALID', element: 'a' }]);
    expect(state.tasks).toEqual({});
  });
});

describe("the dossier's clock", () => {
  const dossier = (effect: string, until = '') =>
    bpmn(
      [start('s'), user('a'), receive('wait', 'papers'), user('b'), end('e')].map((element) =>
        element.id === 'wait'
          ? { ...element, inner: extension(`<quytrinh:pause cause="SUPPLEMENT" effect="${effect}"/>`) }
          : element,
      ),
      ['s -> a -> wait -> b -> e'],
      { extensions: sla(`duration="P5D"${until}`) },
    );

  it('stands still while the element is active, and goes on with the time that is left', async () => {
    const run = await begin(dossier('exclude'));
    const before = clockOf(run, 'p')?.dueAt ?? 0;
    run.now = local('2026-01-06T08:00:00');
    run.complete('a');
    expect(clockOf(run, 'p')).toMatchObject({ state: 'paused' });
    expect(run.state.timers).toEqual({});
    run.now = local('2026-01-08T08:00:00');
    run.message('papers');
    expect(clockOf(run, 'p')).toMatchObject({ state: 'running', restarts: [] });
    expect(clockOf(run, 'p')?.dueAt).toBeGreaterThan(before);
    expect(clockEvents(run)).toEqual(['clock.started p', 'clock.paused p', 'clock.resumed p']);
  });

  it('counts anew when the pause says so', async () => {
    const run = await begin(dossier('restart'));
    run.now = local('2026-01-07T08:00:00');
    run.complete('a');
    run.now = local('2026-01-08T08:00:00');
    run.message('papers');
    expect(clockEvents(run).at(-1)).toBe('clock.restarted p');
    expect(clockOf(run, 'p')?.restarts).toHaveLength(1);
  });

  it('is met at the end, or by the element that the procedure names', async () => {
    const atEnd = await begin(dossier('exclude'));
    atEnd.complete('a');
    atEnd.message('papers');
    atEnd.complete('b');
    expect(clockEvents(atEnd).at(-1)).toBe('clock.met p');
    const named = await begin(dossier('exclude', ' until="a"'));
    named.complete('a');
    expect(clockEvents(named).filter((name) => name === 'clock.met p')).toHaveLength(1);
    expect(clockOf(named, 'p')).toMatchObject({ state: 'met' });
    expect(named.state.timers).toEqual({});
    named.message('papers');
    named.complete('b');
    expect(named.state.status).toBe('completed');
    expect(clockEvents(named).filter((name) => name === 'clock.met p')).toHaveLength(1);
  });

  it('is cancelled with the dossier', async () => {
    const run = await begin(dossier('exclude'));
    run.do({ type: 'instance.cancel', reason: 'withdrawn' });
    expect(clockOf(run, 'p')).toMatchObject({ state: 'cancelled' });
    expect(run.state.timers).toEqual({});
  });

  it('keeps its warnings after a long pause of the computers', async () => {
    const run = await begin(dossier('exclude'));
    run.now = BEGIN + 60 * 24 * HOUR;
    while (Object.keys(run.state.timers).length > 0) run.fire('p');
    expect(clockOf(run, 'p')).toMatchObject({ state: 'breached' });
    run.complete('a');
    run.message('papers');
    run.complete('b');
    expect(run.state.status).toBe('completed');
  });
});

describe('clocks by hand', () => {
  const xml = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e'], { extensions: sla('duration="P5D"') });
  const idOf = (run: Driver) => Object.keys(run.state.clocks)[0] ?? '';

  it('are paused for a cause of the policy, and resumed', async () => {
    const run = await begin(xml);
    run.do({ type: 'clock.pause', clockId: idOf(run), cause: 'SUPPLEMENT', ...asked });
    expect(clockOf(run, 'p')).toMatchObject({ state: 'paused' });
    expect(() => {
      run.do({ type: 'clock.pause', clockId: idOf(run), cause: 'SUPPLEMENT', ...asked });
    }).toThrow(/CLOCK_REFUSED/);
    run.do({ type: 'clock.resume', clockId: idOf(run) });
    expect(clockOf(run, 'p')).toMatchObject({ state: 'running' });
  });

  it('refuse a cause that is not on the list, and then nothing has changed', async () => {
    const run = await begin(xml);
    const before = structuredClone(run.state);
    expect(() => {
      run.do({ type: 'clock.pause', clockId: idOf(run), cause: 'LUNCH' });
    }).toThrow(/CLOCK_REFUSED/);
    expect(run.state).toEqual(before);
  });

  it('go on when the step is done while the clock is paused', async () => {
    const run = await begin(xml);
    run.do({ type: 'clock.pause', clockId: idOf(run), cause: 'SUPPLEMENT', ...asked });
    run.complete('a');
    expect(clockOf(run, 'p')).toMatchObject({ state: 'met' });
  });
});

describe('pauses inside scopes', () => {
  it('end with the subprocess that is cut off; the count does not begin anew', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [
              start('s1'),
              {
                ...receive('wait', 'papers'),
                inner: extension('<quytrinh:pause cause="SUPPLEMENT" effect="restart"/>'),
              },
            ],
            ['s1 -> wait'],
          ),
          boundary('m', 'p1', message('stop')),
          user('b'),
        ],
        ['s -> p1', 'm -> b'],
        { extensions: sla('duration="P5D"') },
      ),
    );
    expect(clockOf(run, 'p')).toMatchObject({ state: 'paused' });
    run.now += 24 * HOUR;
    run.message('stop');
    expect(clockEvents(run).at(-1)).toBe('clock.resumed p');
  });
});
