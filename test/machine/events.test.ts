// Events: BPMN 2.0.2 §10.5, §13.5.
import { describe, expect, it } from 'vitest';
import {
  and,
  boundary,
  bpmn,
  call,
  catching,
  conditional,
  cycle,
  date,
  end,
  error,
  escalation,
  io,
  link,
  message,
  onEvent,
  service,
  signal,
  start,
  sub,
  terminate,
  throwing,
  timer,
  user,
  xor,
} from './bpmn-text.ts';
import { begin, BEGIN } from './driver.ts';

const HOUR = 3_600_000;

describe('timers', () => {
  it('of a duration, a date, a cycle and an expression are due when they say', async () => {
    const waitFor = async (definition: string, variables = {}) => {
      const run = await begin(bpmn([start('s'), catching('t', definition), end('e')], ['s -> t -> e']), variables);
      return { run, dueAt: Object.values(run.state.timers)[0]?.dueAt };
    };
    expect((await waitFor(timer('PT1H'))).dueAt).toBe(BEGIN + HOUR);
    expect((await waitFor(date('2026-02-01T07:30:00+07:00'))).dueAt).toBe(Date.parse('2026-02-01T07:30:00+07:00'));
    expect((await waitFor(cycle('R3/PT2H'))).dueAt).toBe(BEGIN + 2 * HOUR);
    expect((await waitFor(timer('= wait'), { wait: 'P1D' })).dueAt).toBe(BEGIN + 24 * HOUR);
    const { run } = await waitFor(timer('= wait'), { wait: 'soon' });
    expect(run.incidents()).toEqual(['TIMER_INVALID t']);
    run.resolve({ wait: 'PT1M' });
    run.fire('t');
    expect(run.state.status).toBe('completed');
  });

  it('on the boundary interrupt the activity and what it holds', async () => {
    const run = await begin(
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), user('b'), user('c')], ['s -> a -> b', 't -> c']),
    );
    run.fire('t');
    expect(run.open()).toEqual(['c']);
    expect(run.waiting()).toEqual([]);
  });

  it('are closed when the activity is done in time', async () => {
    const run = await begin(
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H')), user('b'), user('c')], ['s -> a -> b', 't -> c']),
    );
    const [timerId = ''] = Object.keys(run.state.timers);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.now += 2 * HOUR;
    expect(() => run.do({ type: 'timer.fire', timerId })).toThrow(/TIMER_UNKNOWN/);
  });

  it('that do not interrupt run beside it, a duration once and a cycle as often as it says', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a'), boundary('t', 'a', cycle('R3/PT1H'), false), user('c'), end('e')],
        ['s -> a -> e', 't -> c'],
      ),
    );
    const due: number[] = [];
    for (let firing = 0; firing < 3; firing += 1) {
      run.fire('t');
      due.push(run.now - BEGIN);
    }
    expect(due).toEqual([HOUR, 2 * HOUR, 3 * HOUR]);
    expect(run.open()).toEqual(['a', 'c', 'c', 'c']);
    expect(run.waiting()).toEqual([]);
    const once = await begin(
      bpmn([start('s'), user('a'), boundary('t', 'a', timer('PT1H'), false), user('c')], ['s -> a', 't -> c']),
    );
    once.fire('t');
    expect(once.waiting()).toEqual([]);
    expect(once.open()).toEqual(['a', 'c']);
  });

  it('that fire late keep their rhythm', async () => {
    const run = await begin(
      bpmn([start('s'), user('a'), boundary('t', 'a', cycle('R/PT1H'), false), user('c')], ['s -> a', 't -> c']),
    );
    run.now = BEGIN + 5.5 * HOUR;
    run.fire('t');
    expect(Object.values(run.state.timers)).toMatchObject([{ dueAt: BEGIN + 2 * HOUR, left: -1 }]);
  });

  it('of several activities are held apart', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), boundary('t', 'a', timer('PT1H')), user('c')],
        ['s -> f', 'f -> a', 'f -> a', 't -> c'],
      ),
    );
    expect(run.waiting()).toEqual(['t', 't']);
    run.fire('t');
    expect(run.open()).toEqual(['a', 'c']);
    expect(run.waiting()).toEqual(['t']);
  });
});

describe('messages', () => {
  it('on the boundary: interrupting once, not interrupting as often as they come', async () => {
    const xml = (interrupting: boolean) =>
      bpmn([start('s'), user('a'), boundary('m', 'a', message('more'), interrupting), user('c')], ['s -> a', 'm -> c']);
    const beside = await begin(xml(false));
    beside.message('more', { n: 1 });
    beside.message('more', { n: 2 });
    expect(beside.open()).toEqual(['a', 'c', 'c']);
    expect(beside.variables()).toEqual({ n: 2 });
    const instead = await begin(xml(true));
    instead.message('more');
    expect(instead.open()).toEqual(['c']);
    expect(() => {
      instead.message('more');
    }).toThrow(/nobody waits/);
  });

  it('map what they bring', async () => {
    const run = await begin(
      bpmn(
        [start('s'), catching('m', `${io({ outputs: ['total = amount * 2'] })}${message('paid')}`), user('a')],
        ['s -> m -> a'],
      ),
    );
    run.message('paid', { amount: 21, secret: true });
    expect(run.variables()).toEqual({ total: 42 });
  });

  it('that cannot be taken leave an incident at the event, not a lost message', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          catching('m', `${io({ outputs: ['total = amount * 2'] })}${message('paid')}`),
          xor('x'),
          user('a'),
        ],
        ['s -> m -> x', 'x -> a if total > 10'],
      ),
    );
    run.message('paid', { amount: 1 });
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN x']);
    run.resolve({ total: 11 });
    expect(run.open()).toEqual(['a']);
  });
});

describe('signals', () => {
  it('reach every listener of the instance at that moment', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          and('f'),
          catching('g1', signal('go')),
          catching('g2', signal('go')),
          user('a'),
          throwing('t', signal('go')),
          user('b'),
          user('c'),
        ],
        ['s -> f', 'f -> g1 -> b', 'f -> g2 -> c', 'f -> a -> t'],
      ),
    );
    expect(run.waiting()).toEqual(['g1', 'g2']);
    run.complete('a');
    expect(run.open()).toEqual(['b', 'c']);
  });

  it('thrown beside a branch that begins to listen in the same step are heard, whatever the order of the flows', async () => {
    for (const flows of [
      ['f -> t', 'f -> g'],
      ['f -> g', 'f -> t'],
    ]) {
      const run = await begin(
        bpmn(
          [start('s'), and('f'), catching('g', signal('go')), throwing('t', signal('go')), user('b')],
          ['s -> f', ...flows, 'g -> b'],
        ),
      );
      expect(run.open()).toEqual(['b']);
    }
  });

  it('are not kept for who listens later', async () => {
    const run = await begin(
      bpmn([start('s'), throwing('t', signal('go')), catching('g', signal('go')), end('e')], ['s -> t -> g -> e']),
    );
    expect(run.waiting()).toEqual(['g']);
  });
});

describe('errors', () => {
  const task = (...catchers: [id: string, code?: string][]) =>
    bpmn(
      [
        start('s'),
        service('a'),
        ...catchers.map(([id, code]) => boundary(id, 'a', error(code))),
        ...catchers.map(([id]) => user(`${id}_task`)),
        end('e'),
      ],
      ['s -> a -> e', ...catchers.map(([id]) => `${id} -> ${id}_task`)],
    );

  it('go to the boundary event that names their code, before one that takes any', async () => {
    for (const order of [
      [['any'], ['own', 'E1']],
      [['own', 'E1'], ['any']],
    ] as [string, string?][][]) {
      const run = await begin(task(...order));
      run.throw('a', 'E1', { why: 'x' });
      expect(run.open()).toEqual(['own_task']);
      expect(run.variables()).toEqual({ why: 'x' });
      const other = await begin(task(...order));
      other.throw('a', 'E2');
      expect(other.open()).toEqual(['any_task']);
    }
  });

  it('go outward to the nearest scope that catches them, which ends with all it holds', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [start('s1'), and('f'), user('x'), sub('p2', [start('s2'), service('a')], ['s2 -> a'])],
            ['s1 -> f', 'f -> x', 'f -> p2'],
          ),
          boundary('b', 'p1', error('E1')),
          user('c'),
        ],
        ['s -> p1', 'b -> c'],
      ),
    );
    run.throw('a', 'E1');
    expect(run.open()).toEqual(['c']);
    expect(run.alive()).toEqual(['c']);
  });

  it('that nobody catches end the instance as failed', async () => {
    const run = await begin(task(['own', 'E1']));
    run.throw('a', 'E2');
    expect(run.state).toMatchObject({ status: 'failed', elements: {}, jobs: {} });
    expect(run.last.at(-1)).toMatchObject({ type: 'instance.terminated', status: 'failed', code: 'E2' });
  });

  it('are thrown by end events and by people', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('p1', [start('s1'), user('a'), end('e1', error('E1'))], ['s1 -> a -> e1']),
          boundary('b', 'p1', error('E1')),
          user('c'),
        ],
        ['s -> p1', 'b -> c'],
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual(['c']);
    const person = await begin(task(['own', 'E1']).replaceAll('serviceTask', 'userTask'));
    person.throw('a', 'E1');
    expect(person.open()).toEqual(['own_task']);
    expect(person.events.find((event) => event.type === 'task.closed')).toMatchObject({ outcome: 'failed' });
  });

  it('out of a call go to its boundary', async () => {
    const run = await begin(
      bpmn([start('s'), call('a', 'other'), boundary('b', 'a', error('E1')), user('c')], ['s -> a', 'b -> c']),
    );
    run.throw('a', 'E1');
    expect(run.open()).toEqual(['c']);
    expect(run.state.calls).toEqual({});
  });

  it('are caught by an event subprocess of the scope, whose own errors go outward', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [
              start('s1'),
              service('a'),
              onEvent('h', [start('hs', error()), user('mend'), end('he', error('E2'))], ['hs -> mend -> he']),
            ],
            ['s1 -> a'],
          ),
          boundary('b', 'p1', error('E2')),
          user('c'),
        ],
        ['s -> p1', 'b -> c'],
      ),
    );
    run.throw('a', 'E1');
    expect(run.open()).toEqual(['mend']);
    run.complete('mend');
    expect(run.open()).toEqual(['c']);
  });

  it('from one round of a multi-instance activity end the whole of it', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          service(
            'a',
            '<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>',
          ),
          boundary('b', 'a', error()),
          user('c'),
        ],
        ['s -> a', 'b -> c'],
      ),
    );
    run.throw('a', 'E1');
    expect(run.open()).toEqual(['c']);
    expect(run.state.jobs).toEqual({});
  });
});

describe('escalations', () => {
  const inside = (catcher: boolean) =>
    bpmn(
      [
        start('s'),
        sub('p1', [start('s1'), throwing('t', escalation('X')), user('a'), end('e1')], ['s1 -> t -> a -> e1']),
        boundary('b', 'p1', escalation('X'), catcher),
        user('c'),
        user('d'),
      ],
      ['s -> p1 -> d', 'b -> c'],
    );

  it('go on beside what escalates, or end it', async () => {
    const beside = await begin(inside(false));
    expect(beside.open()).toEqual(['a', 'c']);
    beside.complete('a');
    expect(beside.open()).toEqual(['c', 'd']);
    const instead = await begin(inside(true));
    expect(instead.open()).toEqual(['c']);
  });

  it('that nobody catches are unheard', async () => {
    const run = await begin(bpmn([start('s'), throwing('t', escalation('X')), user('a')], ['s -> t -> a']));
    expect(run.open()).toEqual(['a']);
    expect(run.events.find((event) => event.type === 'escalation.thrown')).toMatchObject({ caughtBy: null });
  });
});

describe('conditions', () => {
  it('hold the token until they are true', async () => {
    const run = await begin(bpmn([start('s'), catching('c', conditional('x > 3')), user('a')], ['s -> c -> a']), {
      x: 1,
    });
    expect(run.open()).toEqual([]);
    run.do({ type: 'variables.set', variables: { x: 2 } });
    expect(run.open()).toEqual([]);
    run.do({ type: 'variables.set', variables: { x: 4 } });
    expect(run.open()).toEqual(['a']);
    expect(
      (
        await begin(bpmn([start('s'), catching('c', conditional('x > 3')), user('a')], ['s -> c -> a']), { x: 5 })
      ).open(),
    ).toEqual(['a']);
  });

  it('on a boundary that does not interrupt fire each time they become true', async () => {
    const run = await begin(
      bpmn([start('s'), user('a'), boundary('c', 'a', conditional('x > 3'), false), user('b')], ['s -> a', 'c -> b']),
      { x: 1 },
    );
    for (const x of [4, 5, 1, 9]) run.do({ type: 'variables.set', variables: { x } });
    expect(run.open()).toEqual(['a', 'b', 'b']);
  });

  it('that interrupt end the activity when other work makes them true', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), user('w'), boundary('c', 'a', conditional('stop')), user('b')],
        ['s -> f', 'f -> a', 'f -> w', 'c -> b'],
      ),
      { stop: false },
    );
    run.complete('w', { stop: true });
    expect(run.open()).toEqual(['b']);
  });
});

describe('several definitions in one event', () => {
  const catchTwo = (all: boolean) =>
    bpmn(
      [start('s'), catching('c', `${signal('g1')}${signal('g2')}`, { parallelMultiple: all }), user('a')],
      ['s -> c -> a'],
    );

  it('any one is enough for a multiple event', async () => {
    for (const name of ['g1', 'g2']) {
      const run = await begin(catchTwo(false));
      run.signal(name);
      expect(run.open()).toEqual(['a']);
      expect(run.waiting()).toEqual([]);
    }
  });

  it('all are needed for a parallel multiple event', async () => {
    const run = await begin(catchTwo(true));
    run.signal('g2');
    expect(run.open()).toEqual([]);
    run.signal('g1');
    expect(run.open()).toEqual(['a']);
    expect(run.waiting()).toEqual([]);
  });

  it('an escalation alone is not enough for a parallel multiple event', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('p1', [start('s1'), throwing('t', escalation('X')), user('a'), end('e1')], ['s1 -> t -> a -> e1']),
          boundary('b', 'p1', `${escalation('X')}${message('m')}`, false, { parallelMultiple: true }),
          user('c'),
        ],
        ['s -> p1', 'b -> c'],
      ),
    );
    expect(run.open()).toEqual(['a']);
    run.message('m');
    expect(run.open()).toEqual(['a', 'c']);
  });

  it('an error is caught by a parallel multiple event as the last of what it needs, else further out', async () => {
    const xml = bpmn(
      [
        start('s'),
        sub(
          'p1',
          [
            start('s1'),
            service('a'),
            boundary('b', 'a', `${error('E1')}${message('m')}`, true, { parallelMultiple: true }),
            user('c'),
          ],
          ['s1 -> a', 'b -> c'],
        ),
        boundary('o', 'p1', error()),
        user('d'),
      ],
      ['s -> p1', 'o -> d'],
    );
    const early = await begin(xml);
    early.throw('a', 'E1');
    expect(early.open()).toEqual(['d']);
    const last = await begin(xml);
    last.message('m', { m: 1 });
    last.throw('a', 'E1', { e: 1 });
    expect(last.open()).toEqual(['c']);
    expect(last.variables()).toEqual({ m: 1, e: 1 });
  });

  it('all are thrown, in their order', async () => {
    const run = await begin(
      bpmn([start('s'), throwing('t', `${signal('g1')}${message('m')}${signal('g2')}`), end('e')], ['s -> t -> e']),
    );
    expect(
      run.events.flatMap((event) => ('name' in event && event.type.endsWith('.thrown') ? [event.name] : [])),
    ).toEqual(['g1', 'm', 'g2']);
  });
});

describe('links', () => {
  it('go on at the catch event of their name, from as many places as throw them', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          xor('x'),
          user('a'),
          user('b'),
          throwing('l1', link('A')),
          throwing('l2', link('A')),
          catching('l', link('A')),
          user('c'),
        ],
        ['s -> x', 'x -> a if first', 'x -> b default', 'a -> l1', 'b -> l2', 'l -> c'],
      ),
      { first: false },
    );
    run.complete('b');
    expect(run.open()).toEqual(['c']);
  });
});

describe('end events', () => {
  it('terminate ends everything in its scope, and the scope goes on', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [start('s1'), and('f'), user('a'), user('b'), end('t', terminate)],
            ['s1 -> f', 'f -> a', 'f -> b -> t'],
          ),
          user('c'),
        ],
        ['s -> p1 -> c'],
      ),
    );
    run.complete('b');
    expect(run.open()).toEqual(['c']);
  });

  it('terminate at the top ends the instance, tokens at joins and timers included', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          and('f'),
          user('a'),
          user('b'),
          user('c'),
          boundary('bt', 'c', timer('PT1H')),
          and('j'),
          end('t', terminate),
          end('e'),
        ],
        ['s -> f', 'f -> a -> j', 'f -> c -> j', 'f -> b -> t', 'j -> e', 'bt -> e'],
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.state).toMatchObject({ status: 'completed', elements: {}, timers: {}, tasks: {} });
  });

  it('a message end throws its message', async () => {
    const run = await begin(bpmn([start('s'), end('e', message('bye'))], ['s -> e']));
    expect(run.last.map(({ type }) => type)).toContain('message.thrown');
    expect(run.state.status).toBe('completed');
  });
});
