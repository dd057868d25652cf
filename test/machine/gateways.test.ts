// Sequence flows and gateways: BPMN 2.0.2 §13.3.1, §13.4.
import { describe, expect, it } from 'vitest';
import {
  and,
  bpmn,
  boundary,
  catching,
  complex,
  end,
  eventGateway,
  message,
  or,
  start,
  timer,
  user,
  xor,
} from './bpmn-text.ts';
import { begin } from './driver.ts';

describe('exclusive gateway', () => {
  const choice = bpmn(
    [start('s'), xor('x'), user('a'), user('b'), user('c'), end('e')],
    ['s -> x', 'x -> a if amount > 10', 'x -> b if amount > 5', 'x -> c default', 'a -> e', 'b -> e', 'c -> e'],
  );

  it.each([
    [11, 'a'],
    [7, 'b'],
    [1, 'c'],
  ])('takes the first true condition, else the default: %d → %s', async (amount, taken) => {
    const run = await begin(choice, { amount });
    expect(run.open()).toEqual([taken]);
    run.complete(taken);
    expect(run.state.status).toBe('completed');
  });

  it('goes on from the incident of a missing variable with the corrected one', async () => {
    const run = await begin(choice);
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED x']);
    expect(run.open()).toEqual([]);
    run.resolve({ amount: 20 });
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['a']);
  });

  it('is an incident when no condition is true and there is no default, and can be mended more than once', async () => {
    const run = await begin(bpmn([start('s'), xor('x'), user('a')], ['s -> x', 'x -> a if ok']), { ok: false });
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN x']);
    run.resolve();
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN x']);
    expect(run.alive()).toEqual(['x']);
    run.resolve({ ok: true });
    expect(run.open()).toEqual(['a']);
  });

  it('refuses a condition that is neither true nor false', async () => {
    const run = await begin(
      bpmn([start('s'), xor('x'), user('a'), user('b')], ['s -> x', 'x -> a if 1', 'x -> b default']),
    );
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED x']);
  });

  it('merges without waiting: each token passes by itself', async () => {
    const run = await begin(
      bpmn([start('s'), and('f'), xor('m'), user('a'), end('e')], ['s -> f', 'f -> m', 'f -> m', 'm -> a -> e']),
    );
    expect(run.open()).toEqual(['a', 'a']);
    run.complete('a');
    expect(run.state.status).toBe('active');
    run.complete('a');
    expect(run.state.status).toBe('completed');
  });
});

describe('conditional flows from an activity', () => {
  const flows = (...lines: string[]) =>
    bpmn([start('s'), user('t'), user('a'), user('b'), user('c')], ['s -> t', ...lines]);

  it('take every flow whose condition is true, and the unconditional ones', async () => {
    const xml = flows('t -> a if x > 1', 't -> b if x > 2', 't -> c');
    for (const [x, open] of [
      [0, ['c']],
      [2, ['a', 'c']],
      [3, ['a', 'b', 'c']],
    ] as const) {
      const run = await begin(xml);
      run.complete('t', { x });
      expect(run.open()).toEqual(open);
    }
  });

  it('take the default beside unconditional flows when no condition is true (table 10.3)', async () => {
    const xml = flows('t -> a if x > 1', 't -> b default', 't -> c');
    const none = await begin(xml);
    none.complete('t', { x: 0 });
    expect(none.open()).toEqual(['b', 'c']);
    const one = await begin(xml);
    one.complete('t', { x: 2 });
    expect(one.open()).toEqual(['a', 'c']);
  });

  it('keep the results through an incident on the way out, which takes the results of then', async () => {
    const run = await begin(flows('t -> a if x > 1'));
    run.complete('t', { x: 0 });
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN t']);
    expect(run.alive()).toEqual(['t']);
    run.resolve();
    expect(run.incidents()).toEqual(['NO_FLOW_TAKEN t']);
  });
});

describe('parallel gateway', () => {
  it('forks into every flow and joins when a token has come on each', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), user('b'), and('j'), user('c'), end('e')],
        ['s -> f', 'f -> a -> j', 'f -> b -> j', 'j -> c -> e'],
      ),
    );
    expect(run.open()).toEqual(['a', 'b']);
    run.complete('b');
    expect(run.open()).toEqual(['a']);
    run.complete('a');
    expect(run.open()).toEqual(['c']);
    run.complete('c');
    expect(run.state.status).toBe('completed');
    expect(run.done().filter((id) => id === 'j')).toHaveLength(1);
  });

  it('counts several tokens on one flow: the second waits for the next firing', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), xor('m'), user('a'), user('b'), user('b2'), and('j'), user('c')],
        ['s -> f', 'f -> m', 'f -> m', 'm -> a -> j', 'f -> b -> b2 -> j', 'j -> c'],
      ),
    );
    run.complete('a');
    run.complete('a');
    const root = Object.values(run.state.elements).find(({ parent }) => parent === undefined);
    expect(root?.tokens).toEqual({ a_j: 2 });
    run.complete('b');
    run.complete('b2');
    expect(run.open()).toEqual(['c']);
    // The second token on a_j can never be joined: told, by name.
    expect(run.incidents()).toEqual(['JOIN_DEADLOCK j']);
    expect(run.last.find((event) => event.type === 'incident.raised')).toMatchObject({ params: { missing: 'b2_j' } });
  });

  it('tells a join that can never fire, at once', async () => {
    const run = await begin(
      bpmn(
        [start('s'), xor('x'), user('a'), user('b'), and('j'), end('e')],
        ['s -> x', 'x -> a if first', 'x -> b default', 'a -> j', 'b -> j', 'j -> e'],
      ),
      { first: true },
    );
    expect(run.incidents()).toEqual([]);
    run.complete('a');
    expect(run.incidents()).toEqual(['JOIN_DEADLOCK j']);
    expect(run.state.status).toBe('active');
    run.do({ type: 'instance.cancel', reason: 'wrong model' });
    expect(run.state.status).toBe('cancelled');
  });

  it('does not take a cycle for a deadlock', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), xor('x'), user('b'), and('j'), end('e')],
        ['s -> f', 'f -> a -> x', 'x -> j if ok', 'x -> a default', 'f -> b -> j', 'j -> e'],
      ),
    );
    run.complete('b');
    run.complete('a', { ok: false });
    expect(run.incidents()).toEqual([]);
    run.complete('a', { ok: true });
    expect(run.state.status).toBe('completed');
  });
});

describe('inclusive gateway', () => {
  const split = bpmn(
    [start('s'), or('f'), user('a'), user('b'), user('c'), or('j'), user('d'), end('e')],
    [
      's -> f',
      'f -> a if list contains(go, "a")',
      'f -> b if list contains(go, "b")',
      'f -> c default',
      'a -> j',
      'b -> j',
      'c -> j',
      'j -> d -> e',
    ],
  );

  it.each([
    [['a'], ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[], ['c']],
  ])('takes the true flows and joins as many tokens: %j', async (go, open) => {
    const run = await begin(split, { go });
    expect(run.open()).toEqual(open);
    for (const [index, id] of open.entries()) {
      run.complete(id);
      expect(run.open().includes('d')).toBe(index === open.length - 1);
    }
    run.complete('d');
    expect(run.state.status).toBe('completed');
  });

  it('waits for a token that can still come through an exclusive choice', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), user('b'), xor('x'), user('c'), or('j'), user('d'), end('e'), end('e2')],
        ['s -> f', 'f -> a -> j', 'f -> b -> x', 'x -> c if go', 'x -> e2 default', 'c -> j', 'j -> d -> e'],
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.complete('b', { go: false });
    expect(run.open()).toEqual(['d']);
  });

  it('waits while an activity may still send one by its boundary event', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), user('b'), boundary('t', 'b', timer('PT1H')), or('j'), user('d'), end('e')],
        ['s -> f', 'f -> a -> j', 'f -> b -> e', 't -> j', 'j -> d'],
      ),
    );
    run.complete('a');
    expect(run.open()).toEqual(['b']);
    run.fire('t');
    expect(run.open()).toEqual(['d']);
  });

  it('does not wait for a token that is behind it in a cycle', async () => {
    const run = await begin(
      bpmn(
        [start('s'), or('j'), user('a'), xor('x'), end('e')],
        ['s -> j', 'j -> a -> x', 'x -> j if again', 'x -> e default'],
      ),
    );
    run.complete('a', { again: true });
    expect(run.open()).toEqual(['a']);
    run.complete('a', { again: false });
    expect(run.state.status).toBe('completed');
  });
});

describe('event-based gateway', () => {
  const xml = bpmn(
    [
      start('s'),
      eventGateway('g'),
      catching('m', message('answer')),
      catching('t', timer('PT1H')),
      user('a'),
      user('b'),
    ],
    ['s -> g', 'g -> m -> a', 'g -> t -> b'],
  );

  it('takes the first event and closes the other waits', async () => {
    const run = await begin(xml);
    expect(run.waiting()).toEqual(['m', 't']);
    run.message('answer', { yes: true });
    expect(run.open()).toEqual(['a']);
    expect(run.waiting()).toEqual([]);
    expect(run.variables()).toEqual({ yes: true });
  });

  it('takes the timer when it is first, not before it is due', async () => {
    const run = await begin(xml);
    const [timerId] = Object.keys(run.state.timers);
    expect(() => run.do({ type: 'timer.fire', timerId: timerId ?? '' })).toThrow(/TIMER_NOT_DUE/);
    run.fire('t');
    expect(run.open()).toEqual(['b']);
    expect(run.waiting()).toEqual([]);
  });
});

describe('complex gateway', () => {
  const discriminator = (activation?: string) =>
    bpmn(
      [start('s'), and('f'), user('a'), user('b'), user('c'), complex('j', activation), user('d'), end('e')],
      ['s -> f', 'f -> a -> j', 'f -> b -> j', 'f -> c -> j', 'j -> d -> e'],
    );

  it('fires when its activation condition is true, then swallows the rest', async () => {
    const run = await begin(discriminator('activationCount >= 2'));
    run.complete('a');
    expect(run.open()).toEqual(['b', 'c']);
    run.complete('b');
    expect(run.open()).toEqual(['c', 'd']);
    run.complete('c');
    expect(run.open()).toEqual(['d']);
    run.complete('d');
    expect(run.state.status).toBe('completed');
  });

  it('sees the number of tokens on each flow by the name of the flow', async () => {
    const run = await begin(discriminator('b_j > 0'));
    run.complete('a');
    expect(run.open()).toEqual(['b', 'c']);
    run.complete('b');
    expect(run.open()).toEqual(['c', 'd']);
  });

  it('goes on by the first token when it has no condition', async () => {
    const run = await begin(discriminator());
    run.complete('c');
    expect(run.open()).toEqual(['a', 'b', 'd']);
    run.complete('a');
    run.complete('b');
    run.complete('d');
    expect(run.state.status).toBe('completed');
  });

  /** Two of three are enough; `a`, `b`, `c` come in, `x`, `y`, `z` go out. */
  const phases = (...ways: string[]) =>
    bpmn(
      [
        start('s'),
        and('f'),
        ...['a', 'b', 'c', 'x', 'y', 'z'].map((id) => user(id)),
        complex('j', 'activationCount >= 2'),
      ],
      ['s -> f', 'f -> a -> j', 'f -> b -> j', 'f -> c -> j', ...ways],
    );
  const resetOf = async (...ways: string[]): Promise<{ first: string[]; then: string[] }> => {
    const run = await begin(phases(...ways), { n: 1 });
    run.complete('a');
    run.complete('b');
    const first = run.open().filter((id) => id !== 'c');
    run.do({ type: 'variables.set', variables: { n: 2 } });
    run.complete('c');
    return { first, then: run.open() };
  };

  it('evaluates every condition again on reset, as the data are then', async () => {
    const found = await resetOf('j -> x if n >= 1', 'j -> y if n = 2', 'j -> z if waitingForStart');
    expect(found).toEqual({ first: ['x', 'z'], then: ['x', 'x', 'y', 'z'] });
  });

  it('takes the default flow on reset when no condition is true then', async () => {
    expect(await resetOf('j -> x if waitingForStart', 'j -> z default')).toEqual({ first: ['x'], then: ['x', 'z'] });
    expect(await resetOf('j -> x if n = 2', 'j -> z default')).toEqual({ first: ['z'], then: ['x', 'z'] });
  });

  it('puts nothing on a flow without condition when it resets, and needs no flow then', async () => {
    expect(await resetOf('j -> x')).toEqual({ first: ['x'], then: ['x'] });
    expect(await resetOf('j -> x if waitingForStart')).toEqual({ first: ['x'], then: ['x'] });
  });

  it('does not wait for a token that may as well come where one was consumed already', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          and('f'),
          user('a'),
          user('b'),
          xor('x'),
          complex('j', 'activationCount >= 1'),
          user('y'),
          user('z'),
        ],
        [
          's -> f',
          'f -> a -> j',
          'f -> b -> x',
          'x -> a if again',
          'x -> j default',
          'j -> y if waitingForStart',
          'j -> z if waitingForStart = false',
        ],
      ),
      { again: false },
    );
    // What is in b may come by a, whose flow has given its token: the gateway resets at once.
    run.complete('a');
    expect(run.open()).toEqual(['b', 'y', 'z']);
  });

  it('as a split sends each token once', async () => {
    const run = await begin(
      bpmn([start('s'), complex('g'), user('x'), user('y')], ['s -> g', 'g -> x if n = 1', 'g -> y default']),
      { n: 1 },
    );
    expect(run.open()).toEqual(['x']);
  });

  it('is told when its condition can never become true', async () => {
    const run = await begin(discriminator('activationCount >= 4'));
    run.complete('a');
    run.complete('b');
    expect(run.incidents()).toEqual([]);
    run.complete('c');
    expect(run.incidents()).toEqual(['JOIN_DEADLOCK j']);
  });
});
