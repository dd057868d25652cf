// Defects that running beside a naive interpreter of the standard has found, each named after what was wrong.
import { describe, expect, it } from 'vitest';
import {
  and,
  association,
  boundary,
  bpmn,
  cancel,
  catching,
  compensate,
  complex,
  conditional,
  end,
  error,
  escalation,
  eventGateway,
  message,
  multiInstance,
  onEvent,
  receive,
  service,
  signal,
  start,
  sub,
  terminate,
  throwing,
  timer,
  user,
  xor,
  type El,
} from './bpmn-text.ts';
import { begin } from './driver.ts';

const undoable = (id: string, loop = ''): El[] => [
  service(id, loop),
  boundary(`c_${id}`, id, compensate(), true),
  service(`undo_${id}`, '', { isForCompensation: true }),
];
const link = (id: string) => association(`c_${id}`, `undo_${id}`);

describe('joins and gateways', () => {
  it('joins that wait only for one another stood still without an incident', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), and('j1'), and('j2'), end('e')],
        ['s -> f', 'f -> j1', 'f -> j2', 'j1 -> j2', 'j2 -> j1', 'j1 -> e'],
      ),
    );
    expect(run.incidents().sort()).toEqual(['JOIN_DEADLOCK j1', 'JOIN_DEADLOCK j2']);
  });

  it('the incident of a join outlived its tokens', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          xor('x'),
          user('a'),
          user('c'),
          and('j'),
          end('e'),
          onEvent('h', [start('hs', message('stop'), { isInterrupting: true }), user('b')], ['hs -> b']),
        ],
        ['s -> x', 'x -> a if true', 'x -> c default', 'a -> j', 'c -> j', 'j -> e'],
      ),
    );
    run.complete('a');
    expect(run.incidents()).toEqual(['JOIN_DEADLOCK j']);
    run.message('stop');
    expect(run.incidents()).toEqual([]);
    run.complete('b');
    expect(run.state.status).toBe('completed');
  });

  it('a receive task after an event-based gateway sent the token into every event', async () => {
    const run = await begin(
      bpmn(
        [start('s'), eventGateway('g'), receive('r', 'answer'), catching('t', timer('PT1H')), user('a'), user('b')],
        ['s -> g', 'g -> r -> a', 'g -> t -> b'],
      ),
    );
    run.message('answer');
    expect(run.done().slice(-2)).toEqual(['g', 'r']);
    expect(run.alive()).toEqual(['a']);
    expect(run.waiting()).toEqual([]);
  });

  it('a complex gateway with nothing left to await never asked for its second phase', async () => {
    const run = await begin(
      bpmn(
        [start('s'), complex('g'), user('a'), user('b')],
        ['s -> g', 'g -> a if waitingForStart', 'g -> b if waitingForStart = false'],
      ),
    );
    expect(run.open()).toEqual(['a', 'b']);
  });

  it('a complex gateway with one incoming flow went past its activation condition', async () => {
    const run = await begin(bpmn([start('s'), complex('g', 'activationCount >= 2'), user('a')], ['s -> g', 'g -> a']));
    expect(run.incidents()).toEqual(['JOIN_DEADLOCK g']);
  });
});

describe('event subprocesses', () => {
  it('that interrupt closed what hangs on the boundary of their scope', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [
              start('s1'),
              user('a'),
              onEvent('h', [start('hs', message('stop'), { isInterrupting: true }), user('b')], ['hs -> b']),
            ],
            ['s1 -> a'],
          ),
          boundary('late', 'p1', timer('PT1H')),
          user('c'),
        ],
        ['s -> p1', 'late -> c'],
      ),
    );
    run.message('stop');
    expect(run.waiting()).toEqual(['late']);
    run.fire('late');
    expect(run.open()).toEqual(['c']);
  });

  it('that do not interrupt caught the escalation they throw themselves, for ever', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          throwing('t', escalation('X')),
          user('a'),
          onEvent(
            'h',
            [start('hs', escalation('X'), { isInterrupting: false }), end('he', escalation('X'))],
            ['hs -> he'],
          ),
        ],
        ['s -> t -> a'],
      ),
    );
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['a']);
  });

  it('of a repeated subprocess ran outside of any round', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [start('s1'), service('a'), onEvent('h', [start('hs', error()), end('he', error('E2'))], ['hs -> he'])],
            ['s1 -> a'],
            multiInstance({ cardinality: '2' }),
          ),
          boundary('b', 'p1', error('E2')),
          user('c'),
        ],
        ['s -> p1', 'b -> c'],
      ),
    );
    run.throw('a', 'E1');
    expect(run.open()).toEqual(['c']);
  });
});

describe('compensation', () => {
  it('its event was completed twice, first before anything was undone', async () => {
    const run = await begin(
      bpmn([start('s'), ...undoable('a'), throwing('t', compensate()), end('e')], ['s -> a -> t -> e'], {
        inside: link('a'),
      }),
    );
    run.complete('a');
    expect(run.done()).not.toContain('t');
    run.complete('undo_a');
    expect(run.done().filter((id) => id === 't')).toHaveLength(1);
  });

  it('two definitions in one event sent the token on twice', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          ...undoable('a'),
          ...undoable('b'),
          throwing('t', `${compensate('a')}${compensate('b')}`),
          user('z'),
        ],
        ['s -> a -> b -> t -> z'],
        { inside: `${link('a')}${link('b')}` },
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.open()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.open()).toEqual(['undo_b']);
    run.complete('undo_b');
    expect(run.open()).toEqual(['z']);
  });

  it('an activity repeated no times was undone all the same', async () => {
    const run = await begin(
      bpmn(
        [start('s'), ...undoable('a', multiInstance({ cardinality: '0' })), end('t', compensate())],
        ['s -> a -> t'],
        { inside: link('a') },
      ),
    );
    expect(run.state.status).toBe('completed');
  });

  it('handlers outlived the event they work for', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          ...undoable('a'),
          user('w'),
          onEvent(
            'h',
            [
              start('hs', message('undo'), { isInterrupting: false }),
              and('f'),
              end('t', compensate()),
              user('b'),
              end('stop', terminate),
            ],
            ['hs -> f', 'f -> t', 'f -> b -> stop'],
          ),
        ],
        ['s -> a -> w'],
        { inside: link('a') },
      ),
    );
    run.complete('a');
    run.message('undo');
    expect(run.open()).toEqual(['b', 'undo_a', 'w']);
    run.complete('b');
    expect(run.open()).toEqual(['w']);
  });

  const transaction = (inner: El[], more: string[], loop = '') =>
    bpmn(
      [
        start('s'),
        sub(
          'tx',
          [start('s1'), ...undoable('a'), ...inner, end('x', cancel)],
          ['s1 -> a -> x', ...more],
          loop,
          {},
          'transaction',
        ),
        boundary('bc', 'tx', cancel),
        user('y'),
      ],
      ['s -> tx', 'bc -> y'],
      { inside: link('a') },
    );

  it('an error of a handler began an event subprocess of the cancelled transaction, which never ended', async () => {
    const run = await begin(transaction([onEvent('h', [start('hs', error()), end('he')], ['hs -> he'])], []));
    run.complete('a');
    run.throw('undo_a', 'E1');
    expect(run.state.status).toBe('failed');
  });

  it('a cancelled round of a repeated transaction stood still', async () => {
    const run = await begin(transaction([], [], multiInstance({ cardinality: '2' })));
    run.complete('a');
    run.complete('undo_a');
    expect(run.alive()).toEqual(['y']);
  });

  it('an error of a handler was caught by the subprocess that was completed long ago', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [start('s1'), ...undoable('a'), onEvent('h', [start('hs', error()), end('he')], ['hs -> he'])],
            ['s1 -> a'],
          ),
          boundary('b', 'p1', error()),
          user('c'),
          end('t', compensate()),
        ],
        ['s -> p1 -> t', 'b -> c'],
        { inside: link('a') },
      ),
    );
    run.complete('a');
    run.throw('undo_a', 'E1');
    expect(run.state.status).toBe('failed');
  });
});

describe('incidents', () => {
  it('corrected variables lost against the results that were taken before', async () => {
    const run = await begin(bpmn([start('s'), user('t'), user('a')], ['s -> t', 't -> a if x > 1']));
    run.complete('t', { x: 0 });
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN t']);
    run.resolve({ x: 2 });
    expect(run.open()).toEqual(['a']);
  });

  it('what was done, but could not be left, was still interrupted from its boundary', async () => {
    const run = await begin(
      bpmn(
        [start('s'), service('t'), boundary('b', 't', message('m'), true), user('c'), user('a')],
        ['s -> t', 't -> a if x > 1', 'b -> c'],
      ),
    );
    run.failJob('t');
    run.complete('t', { x: 0 });
    expect(run.waiting()).toEqual([]);
    // That the work had failed before is no trouble any more.
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN t']);
    run.resolve({ x: 2 });
    expect(run.open()).toEqual(['a']);
  });

  it('a condition on the boundary of work that nobody could do any more was not looked at', async () => {
    const run = await begin(
      bpmn(
        [start('s'), service('a'), boundary('b', 'a', conditional('x > 1'), true), user('c'), end('e')],
        ['s -> a -> e', 'b -> c'],
      ),
      { x: 0 },
    );
    run.failJob('a');
    expect(run.incidents()).toEqual(['JOB_RETRIES_EXHAUSTED a']);
    run.do({ type: 'variables.set', variables: { x: 2 } });
    expect(run.open()).toEqual(['c']);
    expect(run.incidents()).toEqual([]);
  });
});

describe('an ad-hoc subprocess', () => {
  const adHoc = (ordering: string, condition: string, cancels = true): string =>
    bpmn(
      [
        start('s'),
        sub(
          'p1',
          [user('a'), user('b')],
          [],
          `<completionCondition>${condition}</completionCondition>`,
          { ordering, cancelRemainingInstances: cancels },
          'adHocSubProcess',
        ),
        user('z'),
      ],
      ['s -> p1 -> z'],
    );

  it('was over before anything was done in it when its condition was true from the beginning', async () => {
    const run = await begin(adHoc('Parallel', 'true'));
    expect(run.open()).toEqual(['a', 'b']);
    run.complete('a');
    expect(run.open()).toEqual(['z']);
  });

  it('in sequence, two activities ran at a time when somebody began one', async () => {
    const run = await begin(adHoc('Sequential', 'false'));
    run.do({ type: 'adHoc.activate', element: 'a' });
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.complete('b');
    expect(run.open()).toEqual(['a']);
  });

  it('that had enough went on when the condition was no longer true for the last that was awaited', async () => {
    const run = await begin(adHoc('Parallel', 'n = 1', false), { n: 0 });
    run.complete('a', { n: 1 });
    expect(run.open()).toEqual(['b']);
    expect(() => run.do({ type: 'adHoc.activate', element: 'a' })).toThrow(/ad-hoc/);
    run.complete('b', { n: 2 });
    expect(run.open()).toEqual(['z']);
  });
});

describe('an event that throws several', () => {
  it('ended the handlers of the transaction that it had cancelled, which then lived on without end', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'tx',
            [start('s1'), ...undoable('a'), end('x', cancel + terminate + error('E'))],
            ['s1 -> a -> x'],
            '',
            {},
            'transaction',
          ),
          boundary('bc', 'tx', cancel),
          user('y'),
        ],
        ['s -> tx', 'bc -> y'],
        { inside: link('a') },
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.open()).toEqual(['y']);
  });

  const leaving = (last: string) =>
    bpmn(
      [
        start('s'),
        sub(
          'p1',
          [start('s1'), and('f'), user('a'), end('e1', escalation('X') + last)],
          ['s1 -> f', 'f -> a', 'f -> e1'],
        ),
        boundary('b', 'p1', escalation('X')),
        user('z'),
        end('e'),
      ],
      ['s -> p1', 'p1 -> e', 'b -> z'],
    );

  it('failed the instance by the error after what had ended its scope already', async () => {
    const run = await begin(leaving(error('E')));
    expect(run.open()).toEqual(['z']);
  });

  it('sends what leaves the scope even then', async () => {
    const run = await begin(leaving(message('m') + signal('g')));
    expect(run.open()).toEqual(['z']);
    expect(run.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['message.thrown', 'signal.thrown']));
  });
});
