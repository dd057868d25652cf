// Incidents: what is stuck is a stored fact, names its element, and is tried again from where it stands.
import { describe, expect, it } from 'vitest';
import {
  boundary,
  bpmn,
  catching,
  cycle,
  end,
  eventGateway,
  extension,
  io,
  manual,
  message,
  multiInstance,
  onEvent,
  receive,
  script,
  service,
  start,
  sub,
  user,
  xor,
} from './bpmn-text.ts';
import { limits, type JsonValue } from 'quytrinh/model';
import { begin, machineOf } from './driver.ts';

/** A mapping beyond the limits of an expression until `limit` is set. */
const needsLimit = io({
  outputs: ['total = if limit = null then count(for i in 1..100000000 return i) else amount + limit'],
});

describe('trouble on the way out of an event', () => {
  it('of a catch event: its message is kept, and it does not wait for another', async () => {
    const run = await begin(
      bpmn([start('s'), catching('m', `${needsLimit}${message('paid')}`), user('a')], ['s -> m -> a']),
    );
    run.message('paid', { amount: 5 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED m']);
    expect(run.alive()).toEqual(['m']);
    expect(run.waiting()).toEqual([]);
    run.resolve();
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED m']);
    run.resolve({ limit: 11 });
    expect(run.open()).toEqual(['a']);
    expect(run.alive()).toEqual(['a']);
    expect(run.variables()).toEqual({ total: 16, limit: 11 });
  });

  it('after an event-based gateway: the other events are over, the message is kept', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          eventGateway('g'),
          catching('m', `${needsLimit}${message('x')}`),
          catching('n', message('y')),
          user('a'),
          user('b'),
        ],
        ['s -> g', 'g -> m -> a', 'g -> n -> b'],
      ),
    );
    run.message('x', { amount: 5 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED m']);
    expect(run.waiting()).toEqual([]);
    run.resolve({ limit: 1 });
    expect(run.open()).toEqual(['a']);
    expect(run.variables()).toEqual({ total: 6, limit: 1 });
  });

  it.each([true, false])(
    'of a boundary event (interrupting: %s): the activity has ended or goes on',
    async (interrupting) => {
      const run = await begin(
        bpmn(
          [start('s'), user('a'), boundary('m', 'a', `${needsLimit}${message('x')}`, interrupting), user('b')],
          ['s -> a', 'm -> b'],
        ),
      );
      run.message('x', { amount: 5 });
      expect(run.incidents()).toEqual(['EXPRESSION_FAILED m']);
      expect(run.open()).toEqual(interrupting ? [] : ['a']);
      run.resolve({ limit: 11 });
      expect(run.open()).toEqual(interrupting ? ['b'] : ['a', 'b']);
      expect(run.variables()).toEqual({ total: 16, limit: 11 });
    },
  );

  it('of an event subprocess: it begins when the trouble is mended', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a'), onEvent('h', [start('hs', `${needsLimit}${message('x')}`), user('b')], ['hs -> b'])],
        ['s -> a'],
      ),
    );
    run.message('x', { amount: 5 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED h']);
    expect(run.open()).toEqual([]);
    run.resolve();
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED h']);
    run.resolve({ limit: 11 });
    expect(run.open()).toEqual(['b']);
    expect(run.variables()).toEqual({ total: 16, limit: 11 });
    expect(Object.values(run.state.elements).find(({ element }) => element === 'h')?.variables).toEqual({ amount: 5 });
  });

  it('of a receive task whose message tells by what the conversation is known', async () => {
    const property =
      '<correlationProperty id="khoa"><correlationPropertyRetrievalExpression messageRef="x">' +
      '<messagePath>count(for i in 1..n return i)</messagePath></correlationPropertyRetrievalExpression></correlationProperty>';
    const run = await begin(bpmn([start('s'), receive('r', 'x'), user('a')], ['s -> r -> a'], { more: property }));
    run.message('x', { n: 99999999, v: 1 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED r']);
    run.resolve({ n: 1 });
    expect(run.open()).toEqual(['a']);
    expect(run.variables()).toEqual({ n: 1, v: 1 });
    expect(run.state.elements['1']?.conversation).toEqual({ khoa: '1' });
  });

  it('of a receive task: its message is kept', async () => {
    const run = await begin(bpmn([start('s'), receive('m', 'x'), user('a')], ['s -> m', 'm -> a if limit > 10']));
    run.message('x', { amount: 5 });
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED m']);
    expect(run.waiting()).toEqual([]);
    run.resolve({ limit: 11 });
    expect(run.open()).toEqual(['a']);
  });
});

describe('trouble of an event while its activity works', () => {
  it('a cycle that can not be armed again is armed anew when it is mended', async () => {
    const run = await begin(
      bpmn([start('s'), user('a'), boundary('t', 'a', cycle('= rhythm'), false), user('b')], ['s -> a', 't -> b']),
      { rhythm: 'R/PT1H' },
    );
    run.do({ type: 'variables.set', variables: { rhythm: 'often' } });
    run.fire('t');
    expect(run.incidents()).toEqual(['TIMER_INVALID t']);
    expect(run.open()).toEqual(['a', 'b']);
    run.resolve({ rhythm: 'R/PT2H' });
    expect(run.open()).toEqual(['a', 'b']);
    expect(Object.values(run.state.timers)).toMatchObject([{ element: 't', dueAt: run.now + 7_200_000 }]);
  });
});

describe('trouble of a scope', () => {
  it('a completion condition that fails does not begin the ad-hoc subprocess again', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'p1',
            [user('a'), user('b')],
            [],
            '<completionCondition>enough</completionCondition>',
            {},
            'adHocSubProcess',
          ),
          user('z'),
        ],
        ['s -> p1 -> z'],
      ),
    );
    run.complete('a');
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED p1']);
    expect(run.open()).toEqual(['b']);
    run.resolve({ enough: false });
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['b']);
    run.complete('b', { enough: true });
    expect(run.open()).toEqual(['z']);
  });

  it('inputs that fail are mended before the activity begins: nothing of it was begun', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', extension('<zeebe:assignmentDefinition assignee="= boss"/>')), end('e')],
        ['s -> a -> e'],
      ),
      { boss: 5 },
    );
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED a']);
    expect(run.open()).toEqual([]);
    run.resolve({ boss: 'an' });
    expect(run.open()).toEqual(['a']);
  });

  it('is gone when what was stuck is ended', async () => {
    const run = await begin(
      bpmn(
        [start('s'), service('w'), xor('x'), user('a'), boundary('m', 'w', message('stop'), false), end('e')],
        ['s -> w -> x', 'x -> a if missing', 'm -> e'],
      ),
    );
    run.complete('w');
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED x']);
    run.do({ type: 'instance.cancel', reason: 'given up' });
    expect(run.incidents()).toEqual([]);
    expect(run.last.map(({ type }) => type)).toContain('incident.resolved');
  });
});

describe('limits', () => {
  it('an endless loop of elements that are over at once is an incident, not a hang', async () => {
    const machine = await machineOf(bpmn([start('s'), xor('x'), manual('a'), end('e')], ['s -> x -> a -> x']));
    const { state } = machine.start({}, { now: 0 });
    expect(state.status).toBe('active');
    expect(Object.values(state.incidents)).toMatchObject([{ code: 'STEP_LIMIT' }]);
  });
});

describe('suspended instances', () => {
  it('are asked nothing but to go on, to be corrected or to end', async () => {
    const run = await begin(bpmn([start('s'), user('a', io({ inputs: ['x = 1'] })), end('e')], ['s -> a -> e']));
    const [taskId = ''] = Object.keys(run.state.tasks);
    run.do({ type: 'instance.suspend', reason: 'inspection' });
    expect(run.state.suspended).toBe(true);
    expect(() => run.do({ type: 'task.complete', taskId, variables: {} })).toThrow(/INSTANCE_SUSPENDED/);
    run.do({ type: 'variables.set', variables: { y: 2 } });
    expect(() => run.do({ type: 'instance.suspend', reason: 'again' })).toThrow(/INSTANCE_SUSPENDED/);
    run.do({ type: 'instance.resume' });
    run.complete('a');
    expect(run.state.status).toBe('completed');
    expect(() => run.do({ type: 'instance.resume' })).toThrow(/INSTANCE_ENDED/);
  });
});

describe('commands that do not fit', () => {
  it('are refused by name, and the state is as it was', async () => {
    const run = await begin(bpmn([start('s'), user('a')], ['s -> a']));
    const before = structuredClone(run.state);
    for (const [command, code] of [
      [{ type: 'task.complete', taskId: '99', variables: {} }, 'TASK_UNKNOWN'],
      [{ type: 'job.complete', jobId: '99', variables: {} }, 'JOB_UNKNOWN'],
      [{ type: 'timer.fire', timerId: '99' }, 'TIMER_UNKNOWN'],
      [{ type: 'message.deliver', subscriptionId: '99', variables: {} }, 'SUBSCRIPTION_UNKNOWN'],
      [{ type: 'call.complete', callId: '99', variables: {} }, 'CALL_UNKNOWN'],
      [{ type: 'incident.resolve', incidentId: '99' }, 'INCIDENT_UNKNOWN'],
      [{ type: 'clock.resume', clockId: '99' }, 'CLOCK_UNKNOWN'],
      [{ type: 'start', variables: {} }, 'INSTANCE_ENDED'],
    ] as const) {
      expect(() => {
        run.do(command);
      }).toThrow(code);
      expect(run.state).toEqual(before);
    }
  });
});

describe('a result too large to be written down', () => {
  it('is an incident, and goes on when the data are mended', async () => {
    const run = await begin(
      bpmn([start('s'), script('h', 'for i in 1..300 return t', 'x'), user('a')], ['s -> h -> a']),
      { t: 'a'.repeat(900_000) },
    );
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED h']);
    run.resolve({ t: 'b' });
    expect(run.open()).toEqual(['a']);
    expect(run.variables()).toEqual({ t: 'b', x: Array.from({ length: 300 }, () => 'b') });
  });

  it.each<[string, string, JsonValue, string]>([
    ['entries', '{ a: for i in 1..2000 return t, r: for k in 1..1000 return a }.r', 0, 'FEEL_VALUE_SIZE'],
    ['levels', 't', Array.from({ length: 600 }).reduce<JsonValue>((inner) => [inner], 0), 'FEEL_DEPTH'],
  ])('is not cut off when it has too many %s', async (_, expression, t, reason) => {
    const run = await begin(bpmn([start('s'), script('h', expression, 'x'), user('a')], ['s -> h -> a']), { t });
    expect(run.last).toContainEqual(
      expect.objectContaining({ code: 'EXPRESSION_FAILED', params: expect.objectContaining({ reason }) as unknown }),
    );
    expect(run.variables()).toEqual({ t });
  });

  it('so are the results of one step together', async () => {
    // Without the laws of the driver, which write every state down.
    const machine = await machineOf(
      bpmn([start('s'), user('a', io({ inputs: ['x = t'] }) + multiInstance({ cardinality: '100' }))], ['s -> a']),
    );
    const { state } = machine.start({ variables: { t: 'a'.repeat(1_000_000) } }, { now: 0 });
    const whole = Math.floor(limits.stepBytes / 1_000_000);
    expect(Object.keys(state.tasks)).toHaveLength(whole);
    const [incidentId = '', ...others] = Object.keys(state.incidents);
    expect(others).toHaveLength(100 - whole - 1);
    const resolved = machine.step(state, { type: 'incident.resolve', incidentId }, { now: 0 });
    expect(Object.keys(resolved.state.tasks)).toHaveLength(whole + 1);
  });
});
