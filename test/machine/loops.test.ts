// Repeated activities: BPMN 2.0.2 §13.3.6 (standard loop), §13.3.7 (multi-instance).
import { describe, expect, it } from 'vitest';
import type { ProcessEvent } from 'quytrinh/model';
import {
  boundary,
  bpmn,
  end,
  error,
  escalation,
  escaped,
  extension,
  io,
  loopWhile,
  manual,
  multiInstance,
  service,
  signal,
  start,
  sub,
  timer,
  user,
  type MultiInstance,
} from './bpmn-text.ts';
import { begin, machineOf } from './driver.ts';

const multi = (loop: MultiInstance) => bpmn([start('s'), user('a', multiInstance(loop)), user('b')], ['s -> a -> b']);

describe('multi-instance', () => {
  it('in parallel begins all rounds at once, each with its item and its number', async () => {
    const run = await begin(multi({ collection: 'list', element: 'item' }), { list: ['x', 'y', 'z'] });
    expect(run.open()).toEqual(['a', 'a', 'a']);
    const rounds = Object.values(run.state.elements).filter(({ item }) => item !== undefined);
    expect(rounds.map(({ variables }) => variables)).toEqual([
      { loopCounter: 1, item: 'x' },
      { loopCounter: 2, item: 'y' },
      { loopCounter: 3, item: 'z' },
    ]);
    run.complete('a');
    run.complete('a');
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    expect(run.variables()).toEqual({ list: ['x', 'y', 'z'] });
  });

  it('in sequence begins the next round when one is done', async () => {
    const run = await begin(multi({ collection: 'list', element: 'item', sequential: true }), { list: [1, 2] });
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
  });

  it('gathers outputs in the order of the items, whatever the order of completion', async () => {
    const run = await begin(
      multi({ collection: 'list', element: 'item', outputs: 'results', output: 'item + extra' }),
      {
        list: [10, 20, 30],
      },
    );
    const tasks = Object.keys(run.state.tasks);
    for (const [index, extra] of [
      [2, 3],
      [0, 1],
      [1, 2],
    ] as const) {
      run.do({ type: 'task.complete', taskId: tasks[index] ?? '', variables: { extra } });
    }
    expect(run.variables()).toEqual({ list: [10, 20, 30], results: [11, 22, 33] });
  });

  it('leaves null for rounds that a completion condition cut off', async () => {
    const run = await begin(
      multi({
        collection: 'list',
        element: 'item',
        outputs: 'results',
        output: 'item',
        until: 'numberOfCompletedInstances >= 1',
      }),
      { list: [1, 2, 3] },
    );
    run.do({ type: 'task.complete', taskId: Object.keys(run.state.tasks)[1] ?? '', variables: {} });
    expect(run.open()).toEqual(['b']);
    expect(run.variables().results).toEqual([null, 2]);
  });

  it('ends by its completion condition, which sees the counters of the loop', async () => {
    const run = await begin(
      multi({ cardinality: '5', until: 'numberOfCompletedInstances / numberOfInstances >= 0.4' }),
    );
    expect(run.open()).toHaveLength(5);
    run.complete('a');
    expect(run.open()).toHaveLength(4);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    expect(run.events.filter(({ type }) => type === 'task.closed')).toHaveLength(5);
  });

  it('with nothing to do is over at once', async () => {
    const run = await begin(multi({ collection: 'list', outputs: 'results', output: '1' }), { list: [] });
    expect(run.open()).toEqual(['b']);
    expect(run.variables()).toEqual({ list: [], results: [] });
    expect((await begin(multi({ cardinality: '0' }))).open()).toEqual(['b']);
  });

  it.each([
    [{ collection: 'list' }, { list: 'text' }],
    [{ collection: 'list' }, {}],
    [{ cardinality: 'n' }, { n: -1 }],
    [{ cardinality: 'n' }, { n: 1.5 }],
    [{ cardinality: 'n' }, { n: 100_001 }],
    [{ cardinality: 'n' }, {}],
  ])('that cannot be counted is an incident: %j %j', async (loop, variables) => {
    const run = await begin(multi(loop), variables);
    expect(run.incidents()).toEqual(['LOOP_INVALID a']);
    run.resolve({ list: [1], n: 1 });
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['b']);
  });

  it('of a subprocess has a scope of its own for each round', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [start('s1'), user('a'), user('b'), end('e1')],
            ['s1 -> a -> b -> e1'],
            multiInstance({ collection: 'list', element: 'item', outputs: 'results', output: 'item + got' }),
          ),
          end('e'),
        ],
        ['s -> p1 -> e'],
      ),
      { list: [1, 2] },
    );
    expect(run.open()).toEqual(['a', 'a']);
    run.complete('a', { got: 100 });
    expect(run.open()).toEqual(['a', 'b']);
    run.complete('b');
    run.complete('a', { got: 200 });
    run.complete('b');
    expect(run.state.status).toBe('completed');
    expect(run.variables().results).toEqual([101, 202]);
  });

  it('maps outputs of each round into its output element, not over those of others', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          service(
            'a',
            `${io({ inputs: ['asked = item * 2'], outputs: ['answer = asked + got'] })}${multiInstance({ collection: 'list', element: 'item', outputs: 'results', output: 'answer' })}`,
          ),
          end('e'),
        ],
        ['s -> a -> e'],
      ),
      { list: [1, 2] },
    );
    run.complete('a', { got: 1 });
    run.complete('a', { got: 1 });
    expect(run.variables().results).toEqual([3, 5]);
  });

  it('is interrupted as a whole by a boundary event', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('a', multiInstance({ cardinality: '3' })),
          boundary('t', 'a', timer('PT1H')),
          user('b'),
          user('c'),
        ],
        ['s -> a -> b', 't -> c'],
      ),
    );
    expect(run.waiting()).toEqual(['t']);
    run.complete('a');
    run.fire('t');
    expect(run.open()).toEqual(['c']);
    expect(run.waiting()).toEqual([]);
  });

  it('of tasks that are over at once ends in the same step', async () => {
    const run = await begin(
      bpmn([start('s'), manual('a', multiInstance({ cardinality: '1000' })), end('e')], ['s -> a -> e']),
    );
    expect(run.state.status).toBe('completed');
    const sequential = await begin(
      bpmn(
        [start('s'), manual('a', multiInstance({ cardinality: '200', sequential: true })), end('e')],
        ['s -> a -> e'],
      ),
    );
    expect(sequential.state.status).toBe('completed');
  });

  it('goes on with the other rounds while one has an incident', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          user(
            'a',
            `${io({ inputs: ['half = if item > 1 then 1 / 2 else count(for i in 1..100000000 return i)'] })}${multiInstance({ collection: 'list', element: 'item' })}`,
          ),
          end('e'),
        ],
        ['s -> a -> e'],
      ),
      { list: [1, 2] },
    );
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED a']);
    expect(run.open()).toEqual(['a']);
  });

  it('throws its event for each round (none), or for the first (one), caught on its own boundary', async () => {
    for (const [behavior, times] of [
      ['None', 3],
      ['One', 1],
    ] as const) {
      const attributes = { behavior, [`${behavior.toLowerCase()}BehaviorEventRef`]: 'thrown' };
      const run = await begin(
        bpmn(
          [
            start('s'),
            user('a', multiInstance({ cardinality: '3', attributes })),
            boundary('g', 'a', signal('done'), false),
            user('b'),
            user('c'),
          ],
          ['s -> a -> b', 'g -> c'],
          { more: '<signalEventDefinition id="thrown" signalRef="done"/>' },
        ),
      );
      run.complete('a');
      run.complete('a');
      run.complete('a');
      expect(run.open()).toEqual(['b', ...Array<string>(times).fill('c')]);
    }
  });
});

describe('complex behaviour of a loop', () => {
  it('asks nothing more once an event of its has ended the loop', async () => {
    const one = (condition: string, event: string) =>
      `<complexBehaviorDefinition><condition>${condition}</condition><event>${event}</event></complexBehaviorDefinition>`;
    const cases =
      one('true', '<errorEventDefinition errorRef="E"/>') +
      one('amount &gt; 1', '<signalEventDefinition signalRef="S"/>');
    const loop = `<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>2</loopCardinality>${cases}</multiInstanceLoopCharacteristics>`;
    const run = await begin(
      bpmn(
        [start('s'), user('a', loop), boundary('g', 'a', error('E')), user('b'), user('c')],
        ['s -> a -> b', 'g -> c'],
        {
          more: '<signal id="Z" name="Z"/>',
        },
      ).replaceAll('signalRef="S"', 'signalRef="Z"'),
    );
    run.complete('a');
    expect(run.open()).toEqual(['c']);
    expect(Object.keys(run.state.incidents)).toEqual([]);
  });

  const loopOf = (cases: string, count = 3): string =>
    `<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>${count}</loopCardinality>${cases}</multiInstanceLoopCharacteristics>`;
  /** The message of the loop is told apart from the one that is declared by itself. */
  const sending = (...file: Parameters<typeof bpmn>): string =>
    bpmn(...file).replaceAll('messageRef="M"', 'messageRef="Z"');
  const caseOf = (condition: string, event: string): string =>
    `<complexBehaviorDefinition><condition>${escaped(condition)}</condition><event>${event}</event></complexBehaviorDefinition>`;

  it('throws every definition of its event, and asks with the data and results of the round and the counts of after it', async () => {
    const both = '<escalationEventDefinition escalationRef="L"/><messageEventDefinition messageRef="M"/>';
    const loop = loopOf(caseOf('numberOfCompletedInstances = 2 and loopCounter = 3 and ok', both));
    const run = await begin(
      sending(
        [start('s'), user('a', loop), boundary('g', 'a', escalation('L'), false), user('b'), user('c')],
        ['s -> a -> b', 'g -> c'],
        { more: '<message id="Z" name="told"/>' },
      ),
    );
    const complete = (item: number, ok: boolean) => {
      const [taskId = ''] =
        Object.entries(run.state.tasks).find(([, { on }]) => run.state.elements[on]?.item === item) ?? [];
      run.do({ type: 'task.complete', taskId, variables: { ok } });
      return run.last;
    };
    const thrown = (events: readonly ProcessEvent[]) =>
      events.flatMap((event) => (event.type.endsWith('.thrown') ? [event] : []));
    expect(thrown(complete(0, true))).toEqual([]);
    expect(thrown(complete(2, true)).map(({ type }) => type)).toEqual(['escalation.thrown', 'message.thrown']);
    expect(run.open()).toEqual(['a', 'c']);
  });

  it('sends its message with the data inputs of the event and the key of the message', async () => {
    const event =
      '<dataInput id="order"/><dataInputAssociation><targetRef>order</targetRef><transformation>"no " + string(loopCounter)</transformation></dataInputAssociation>' +
      '<messageEventDefinition messageRef="M"/>';
    const key = extension('<zeebe:subscription correlationKey="= order"/>');
    const run = await begin(
      sending([start('s'), user('a', loopOf(caseOf('true', event), 1)), user('b')], ['s -> a -> b'], {
        more: `<message id="Z" name="told">${key}</message>`,
      }),
    );
    run.complete('a');
    const events = run.last;
    expect(events.find(({ type }) => type === 'message.thrown')).toMatchObject({
      ...{ name: 'told', key: 'no 1', variables: { order: 'no 1' } },
    });
    expect(run.open()).toEqual(['b']);
  });

  it('loses no event to a key or a condition that fails: the round waits with its results, and throws when tried again', async () => {
    const key = extension('<zeebe:subscription correlationKey="= order"/>');
    const loop = loopOf(caseOf('wanted', '<messageEventDefinition messageRef="M"/>'), 2);
    const run = await begin(
      sending([start('s'), user('a', loop), user('b')], ['s -> a -> b'], {
        more: `<message id="Z" name="told">${key}</message>`,
      }),
    );
    run.complete('a', { done: 1 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED a']);
    run.resolve({ wanted: true });
    expect(run.incidents()).toEqual(['CORRELATION_INVALID a']);
    run.resolve({ order: 'x' });
    expect(run.last.filter(({ type }) => type === 'message.thrown')).toMatchObject([{ name: 'told', key: 'x' }]);
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['a']);
  });

  it('gives the counts to the signal of none and one', async () => {
    const attributes = { behavior: 'None', noneBehaviorEventRef: 'thrown' };
    const run = await begin(
      bpmn(
        [
          start('s'),
          user('a', multiInstance({ cardinality: '2', attributes })),
          boundary('g', 'a', signal('done'), false),
          user('b'),
          user('c'),
        ],
        ['s -> a -> b', 'g -> c'],
        { more: '<signalEventDefinition id="thrown" signalRef="done"/>' },
      ),
    );
    run.complete('a');
    const events = run.last;
    expect(events.find(({ type }) => type === 'signal.thrown')).toMatchObject({
      variables: { numberOfInstances: 2, numberOfActiveInstances: 1, numberOfCompletedInstances: 1 },
    });
  });
});

describe('standard loop', () => {
  const loop = (condition: string | undefined, attributes = {}) =>
    bpmn([start('s'), user('a', loopWhile(condition, attributes)), user('b')], ['s -> a -> b']);

  it('tests after each round and goes on while its condition is true', async () => {
    const run = await begin(loop('more'));
    run.complete('a', { more: true });
    run.complete('a', { more: true });
    expect(run.open()).toEqual(['a']);
    run.complete('a', { more: false });
    expect(run.open()).toEqual(['b']);
  });

  it('tests before the first round when told so', async () => {
    expect((await begin(loop('more', { testBefore: true }), { more: false })).open()).toEqual(['b']);
    const run = await begin(loop('more', { testBefore: true }), { more: true });
    expect(run.open()).toEqual(['a']);
    run.complete('a', { more: false });
    expect(run.open()).toEqual(['b']);
  });

  it('stops at its maximum', async () => {
    const run = await begin(loop('true', { loopMaximum: 2 }));
    run.complete('a');
    run.complete('a');
    expect(run.open()).toEqual(['b']);
  });

  it('knows the number of its round; its condition sees that of the round it decides about', async () => {
    const run = await begin(loop('loopCounter <= 3'));
    for (let round = 1; round <= 3; round += 1) {
      const [live] = Object.values(run.state.elements).filter(({ item }) => item !== undefined);
      expect(live?.variables).toEqual({ loopCounter: round });
      run.complete('a');
    }
    expect(run.open()).toEqual(['b']);
  });

  it('is an incident when its condition fails, and goes on from there', async () => {
    const run = await begin(loop('more'));
    run.complete('a');
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED a']);
    run.resolve({ more: true });
    expect(run.open()).toEqual(['a']);
    run.complete('a', { more: false });
    expect(run.open()).toEqual(['b']);
  });

  it('without end and without waiting is an incident, not a hang', async () => {
    const machine = await machineOf(bpmn([start('s'), manual('a', loopWhile('true')), end('e')], ['s -> a -> e']));
    const { state } = machine.start({}, { now: 0 });
    expect(state.status).toBe('active');
    expect(Object.values(state.incidents)).toMatchObject([{ code: 'STEP_LIMIT', element: 'a' }]);
  });
});
