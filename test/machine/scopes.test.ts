// Subprocesses of all kinds: BPMN 2.0.2 §13.3.4, §13.3.5, §13.5.4, §13.5.5.
import { describe, expect, it } from 'vitest';
import {
  and,
  association,
  boundary,
  bpmn,
  cancel,
  compensate,
  end,
  error,
  io,
  message,
  multiInstance,
  onEvent,
  service,
  signal,
  start,
  sub,
  throwing,
  timer,
  user,
  type El,
} from './bpmn-text.ts';
import { begin } from './driver.ts';

describe('embedded subprocess', () => {
  it('ends when nothing in it is alive, and not before', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('p1', [start('s1'), and('f'), user('a'), user('b'), end('e1')], ['s1 -> f', 'f -> a -> e1', 'f -> b']),
          user('c'),
        ],
        ['s -> p1 -> c'],
      ),
    );
    run.complete('b');
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['c']);
  });

  it('without a start event begins with everything no flow leads to', async () => {
    const run = await begin(
      bpmn([start('s'), sub('p1', [user('a'), user('b'), user('c')], ['b -> c']), end('e')], ['s -> p1 -> e']),
    );
    expect(run.open()).toEqual(['a', 'b']);
  });

  it('that is empty is over at once', async () => {
    const run = await begin(bpmn([start('s'), sub('p1', [], []), end('e')], ['s -> p1 -> e']));
    expect(run.state.status).toBe('completed');
  });

  it('keeps its own variables from what is around it', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('p1', [start('s1'), user('a')], ['s1 -> a'], io({ inputs: ['x = outer + 1'], outputs: ['got = x'] })),
          user('b'),
        ],
        ['s -> p1 -> b'],
      ),
      { outer: 1 },
    );
    run.complete('a', { x: 10, y: 20 });
    expect(run.variables()).toEqual({ outer: 1, y: 20, got: 10 });
  });
});

describe('event subprocess', () => {
  const withHandler = (definition: string, interrupting: boolean, inner = '') =>
    bpmn(
      [
        start('s'),
        sub(
          'p1',
          [
            start('s1'),
            user('a'),
            end('e1'),
            onEvent(
              'h',
              [start('hs', `${inner}${definition}`, { isInterrupting: interrupting }), user('b'), end('he')],
              ['hs -> b -> he'],
            ),
          ],
          ['s1 -> a -> e1'],
        ),
        user('c'),
      ],
      ['s -> p1 -> c'],
    );

  it('that interrupts ends the rest of its scope, which goes on when it is done', async () => {
    const run = await begin(withHandler(message('stop'), true));
    run.message('stop', { why: 1 });
    expect(run.open()).toEqual(['b']);
    expect(run.waiting()).toEqual([]);
    run.complete('b');
    expect(run.open()).toEqual(['c']);
    expect(run.variables()).toEqual({ why: 1 });
  });

  it('that does not interrupt runs beside, as often as it is called; the scope waits for all', async () => {
    const run = await begin(withHandler(message('more'), false));
    run.message('more');
    run.message('more');
    expect(run.open()).toEqual(['a', 'b', 'b']);
    run.complete('a');
    expect(run.open()).toEqual(['b', 'b']);
    run.complete('b');
    run.complete('b');
    expect(run.open()).toEqual(['c']);
    expect(run.waiting()).toEqual([]);
  });

  it('is started by a timer of its scope, a cycle again and again', async () => {
    const run = await begin(
      withHandler('<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>', false),
    );
    run.fire('hs');
    run.fire('hs');
    expect(run.open()).toEqual(['a', 'b', 'b']);
    expect(run.waiting()).toEqual([]);
  });

  it('stops listening when its scope is over', async () => {
    const run = await begin(withHandler(signal('g'), false));
    run.complete('a');
    expect(run.waiting()).toEqual([]);
    expect(run.open()).toEqual(['c']);
  });

  it('at the top belongs to the process', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('a'),
          end('e'),
          onEvent('h', [start('hs', timer('PT1H')), user('b'), end('he')], ['hs -> b -> he']),
        ],
        ['s -> a -> e'],
      ),
    );
    run.fire('hs');
    expect(run.open()).toEqual(['b']);
    run.complete('b');
    expect(run.state.status).toBe('completed');
  });
});

describe('ad-hoc subprocess', () => {
  const adHoc = (
    inner: string,
    attributes = {},
    elements: El[] = [user('a'), user('b'), user('c')],
    flows: string[] = ['b -> c'],
  ) =>
    bpmn([start('s'), sub('p1', elements, flows, inner, attributes, 'adHocSubProcess'), user('z')], ['s -> p1 -> z']);

  it('begins everything no flow leads to and ends when all is done', async () => {
    const run = await begin(adHoc(''));
    expect(run.open()).toEqual(['a', 'b']);
    run.complete('b');
    expect(run.open()).toEqual(['a', 'c']);
    run.complete('c');
    run.complete('a');
    expect(run.open()).toEqual(['z']);
  });

  it('one after another when it is sequential', async () => {
    const run = await begin(adHoc('', { ordering: 'Sequential' }));
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.complete('b');
    expect(run.open()).toEqual(['c']);
    run.complete('c');
    expect(run.open()).toEqual(['z']);
  });

  it('ends by its completion condition and withdraws what is left', async () => {
    const run = await begin(adHoc('<completionCondition>enough</completionCondition>'), { enough: false });
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.complete('b', { enough: true });
    expect(run.open()).toEqual(['z']);
  });

  it('lets people begin an activity again, and waits idle for them while its condition is not true', async () => {
    const run = await begin(adHoc('<completionCondition>enough</completionCondition>', {}, [user('a')], []), {
      enough: false,
    });
    run.complete('a');
    expect(run.alive()).toEqual(['p1']);
    run.do({ type: 'adHoc.activate', element: 'a' });
    expect(run.open()).toEqual(['a']);
    expect(() => {
      run.do({ type: 'adHoc.activate', element: 'z' });
    }).toThrow(/ARGUMENT_INVALID/);
    run.complete('a', { enough: true });
    expect(run.open()).toEqual(['z']);
  });
});

describe('compensation', () => {
  /** A task with a compensation handler. */
  const undoable = (id: string): El[] => [
    service(id),
    boundary(`c_${id}`, id, compensate(), true),
    service(`undo_${id}`, '', { isForCompensation: true }),
  ];
  const links = (...ids: string[]) => ids.map((id) => association(`c_${id}`, `undo_${id}`)).join('');

  it('undoes what was completed in the scope, the last first, and goes on when all is undone', async () => {
    const run = await begin(
      bpmn(
        [start('s'), ...undoable('a'), ...undoable('b'), throwing('t', compensate()), user('z')],
        ['s -> a -> b -> t -> z'],
        {
          inside: links('a', 'b'),
        },
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.open()).toEqual(['undo_b']);
    run.complete('undo_b');
    expect(run.open()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.open()).toEqual(['z']);
  });

  it('that nobody waits for runs beside the token; its event is one element, which completes once, when all is undone', async () => {
    for (const last of [false, true]) {
      const run = await begin(
        bpmn(
          [
            start('s'),
            ...undoable('a'),
            last ? end('t', compensate(undefined, false)) : throwing('t', compensate(undefined, false)),
            user('z'),
          ],
          last ? ['s -> a -> t'] : ['s -> a -> t -> z'],
          { inside: links('a') },
        ),
      );
      run.complete('a');
      expect(run.open()).toEqual(last ? ['undo_a'] : ['undo_a', 'z']);
      expect(run.done()).not.toContain('t');
      run.complete('undo_a');
      expect(run.done().filter((id) => id === 't')).toEqual(['t']);
      expect(run.open()).toEqual(last ? [] : ['z']);
      if (!last) run.complete('z');
      expect(run.state.status).toBe('completed');
    }
  });

  it('undoes one activity when the event names it, as often as it was completed', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), ...undoable('a'), and('j'), ...undoable('b'), throwing('t', compensate('a')), user('z')],
        ['s -> f', 'f -> a -> j', 'f -> b -> j', 'j -> t -> z'],
        { inside: links('a', 'b') },
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.open()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.open()).toEqual(['z']);
  });

  it('finds the activity it names in its own event subprocess, or in the scope around', async () => {
    const xml = (named: string) =>
      bpmn(
        [
          start('s'),
          ...undoable('a'),
          user('w'),
          onEvent(
            'h',
            [start('hs', message('stop')), ...undoable('b'), throwing('t', compensate(named)), user('z')],
            ['hs -> b -> t -> z'],
          ),
        ],
        ['s -> a -> w'],
        { inside: links('a', 'b') },
      );
    for (const named of ['a', 'b']) {
      const run = await begin(xml(named));
      run.complete('a');
      run.message('stop');
      run.complete('b');
      expect(run.open()).toEqual([`undo_${named}`]);
      run.complete(`undo_${named}`);
      expect(run.open()).toEqual(['z']);
    }
  });

  it('with nothing to undo goes on at once', async () => {
    const run = await begin(
      bpmn([start('s'), throwing('t', compensate()), ...undoable('a'), end('e')], ['s -> t -> a -> e'], {
        inside: links('a'),
      }),
    );
    expect(run.open()).toEqual(['a']);
  });

  it('of a subprocess undoes what was done inside, with the data of then', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub('p1', [start('s1'), ...undoable('a'), end('e1')], ['s1 -> a -> e1'], io({ inputs: ['mark = 7'] })),
          throwing('t', compensate()),
          user('z'),
        ],
        ['s -> p1 -> t -> z'],
        { inside: links('a') },
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual(['undo_a']);
    const handler = Object.values(run.state.elements).find(({ element }) => element === 'undo_a');
    expect(run.state.elements[handler?.parent ?? '']).toMatchObject({ element: 'p1', variables: { mark: 7 } });
    run.complete('undo_a');
    expect(run.open()).toEqual(['z']);
  });

  it.each([true, false])(
    'of a multi-instance activity undoes each round with its item (sequential: %s)',
    async (sequential) => {
      const run = await begin(
        bpmn(
          [
            start('s'),
            service('a', multiInstance({ collection: 'list', element: 'item', sequential })),
            boundary('c_a', 'a', compensate(), true),
            service('undo_a', '', { isForCompensation: true }),
            end('t', compensate()),
          ],
          ['s -> a -> t'],
          { inside: links('a') },
        ),
        { list: ['x', 'y'] },
      );
      run.complete('a');
      run.complete('a');
      const undone: unknown[] = [];
      while (run.open().length > 0) {
        const handler = Object.values(run.state.elements).find(({ element }) => element === 'undo_a');
        undone.push(handler?.variables?.item);
        run.complete('undo_a');
      }
      expect(undone).toEqual(['y', 'x']);
      expect(run.state.status).toBe('completed');
    },
  );

  it('of a multi-instance subprocess undoes what was done in each round', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [start('s1'), ...undoable('a'), end('e1')],
            ['s1 -> a -> e1'],
            multiInstance({ collection: 'list', element: 'item' }),
          ),
          end('t', compensate('p1')),
        ],
        ['s -> p1 -> t'],
        { inside: links('a') },
      ),
      { list: [1, 2, 3] },
    );
    for (let round = 0; round < 3; round += 1) run.complete('a');
    let undone = 0;
    for (; run.open().length > 0; undone += 1) run.complete('undo_a');
    expect(undone).toBe(3);
    expect(run.state.status).toBe('completed');
  });

  it('a cancelled transaction is compensated, then leaves by its cancel event', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'tx',
            [start('s1'), ...undoable('a'), and('f'), user('b'), user('c'), end('x', cancel)],
            ['s1 -> a -> f', 'f -> b -> x', 'f -> c'],
            '',
            {},
            'transaction',
          ),
          boundary('bc', 'tx', cancel),
          user('y'),
          user('z'),
        ],
        ['s -> tx -> z', 'bc -> y'],
        { inside: links('a') },
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.open()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.open()).toEqual(['y']);
  });

  it('a transaction that succeeds goes its normal way; an error in it does not compensate', async () => {
    const xml = bpmn(
      [
        start('s'),
        sub(
          'tx',
          [start('s1'), ...undoable('a'), service('b'), end('e1')],
          ['s1 -> a -> b -> e1'],
          '',
          {},
          'transaction',
        ),
        boundary('be', 'tx', error()),
        user('y'),
        user('z'),
      ],
      ['s -> tx -> z', 'be -> y'],
      { inside: links('a') },
    );
    const run = await begin(xml);
    run.complete('a');
    run.complete('b');
    expect(run.open()).toEqual(['z']);
    const failed = await begin(xml);
    failed.complete('a');
    failed.throw('b', 'E');
    expect(failed.open()).toEqual(['y']);
  });
});
