// What is tried again after an incident goes on from where it stands: nothing is opened, begun or consumed twice.
import { describe, expect, it } from 'vitest';
import { emptyState } from 'quytrinh/machine';
import { vietnamCalendar, vietnamPolicies } from 'quytrinh/time';
import {
  boundary,
  bpmn,
  call,
  catching,
  complex,
  conditional,
  end,
  extension,
  message,
  multiInstance,
  start,
  sub,
  timer,
  user,
  and,
} from './bpmn-text.ts';
import { begin, machineOf } from './driver.ts';

describe('tried again after an incident', () => {
  it('a failed call does not open the boundary events of its activity a second time', async () => {
    const run = await begin(
      bpmn(
        [start('s'), call('c', 'q'), boundary('late', 'c', timer('PT1H'), false), user('remind'), end('e'), end('e2')],
        ['s -> c -> e', 'late -> remind -> e2'],
      ),
    );
    const [callId = ''] = Object.keys(run.state.calls);
    run.do({ type: 'call.fail', callId, reason: 'cancelled' });
    run.resolve();
    expect(run.open()).toEqual(['c']);
    expect(run.waiting()).toEqual(['late']);
    run.fire('late');
    expect(run.waiting()).toEqual([]);
    expect(run.open()).toEqual(['c', 'remind']);
  });

  it('a failed call is called again with corrected inputs', async () => {
    const inputs = extension('<zeebe:ioMapping><zeebe:input source="= who" target="person"/></zeebe:ioMapping>');
    const run = await begin(bpmn([start('s'), call('c', 'q', inputs), end('e')], ['s -> c -> e']), { who: 'an' });
    const [callId = ''] = Object.keys(run.state.calls);
    run.do({ type: 'call.fail', callId, reason: 'cancelled' });
    run.resolve({ who: 'binh' });
    const started = run.last.find((event) => event.type === 'call.started');
    expect(started).toMatchObject({ variables: { person: 'binh' } });
  });

  it('a complex gateway whose condition failed consumes each token once', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), user('b'), complex('g', 'activationCount >= needed'), user('c'), end('e')],
        ['s -> f', 'f -> a -> g', 'f -> b -> g', 'g -> c -> e'],
      ),
    );
    run.complete('a');
    expect(run.incidents()).toEqual(['EXPRESSION_FAILED g']);
    run.resolve({ needed: 2 });
    expect(run.incidents()).toEqual([]);
    expect(run.open()).toEqual(['b']);
    run.complete('b');
    expect(run.open()).toEqual(['c']);
    run.complete('c');
    expect(run.state.status).toBe('completed');
  });

  it('a complex gateway that fires when it is tried again takes the token that waited', async () => {
    const run = await begin(
      bpmn(
        [start('s'), and('f'), user('a'), user('b'), complex('g', 'activationCount >= needed'), user('c'), end('e')],
        ['s -> f', 'f -> a -> g', 'f -> b -> g', 'g -> c -> e'],
      ),
    );
    run.complete('a');
    run.resolve({ needed: 1 });
    expect(run.open()).toEqual(['b', 'c']);
    run.complete('c');
    run.complete('b');
    expect(run.state.status).toBe('completed');
    expect(run.done().filter((element) => element === 'c')).toHaveLength(1);
  });

  it('an ad-hoc subprocess with an unknown activity begins none of the others', async () => {
    const active = extension('<zeebe:adHoc activeElementsCollection="= first"/>');
    const run = await begin(
      bpmn(
        [start('s'), sub('x', [user('a'), user('b')], [], active, {}, 'adHocSubProcess'), end('e')],
        ['s -> x -> e'],
      ),
      { first: ['a', 'nobody'] },
    );
    expect(run.incidents()).toEqual(['LOOP_INVALID x']);
    expect(run.open()).toEqual([]);
    run.resolve({ first: ['a', 'b'] });
    expect(run.open()).toEqual(['a', 'b']);
    run.complete('a');
    run.complete('b');
    expect(run.state.status).toBe('completed');
  });

  it('an instance that a message began goes on from that message when its clock can be started', async () => {
    const machine = await machineOf(
      bpmn(
        [start('s', message('m')), user('a'), start('other', message('n')), user('b'), end('e')],
        ['s -> a -> e', 'other -> b -> e'],
        { extensions: '<quytrinh:sla duration="PT8H"/>' },
      ),
    );
    const now = Date.parse('2026-01-05T08:00:00+07:00');
    const begun = machine.step(emptyState(), { type: 'start', variables: {}, startEvent: 's' }, { now });
    expect(Object.values(begun.state.incidents)).toMatchObject([{ code: 'CLOCK_INVALID' }]);
    const [incidentId = ''] = Object.keys(begun.state.incidents);
    const context = { now, calendar: vietnamCalendar(), policies: vietnamPolicies };
    const mended = machine.step(begun.state, { type: 'incident.resolve', incidentId }, context);
    expect(mended.state.status).toBe('active');
    expect(Object.values(mended.state.tasks).map(({ on }) => mended.state.elements[on]?.element)).toEqual(['a']);
    expect(Object.keys(mended.state.clocks)).toHaveLength(1);
  });
});

describe('a suspended instance', () => {
  it('does not move when its variables are corrected', async () => {
    const run = await begin(
      bpmn([start('s'), catching('c', conditional('amount > 10')), user('a'), end('e')], ['s -> c -> a -> e']),
      { amount: 1 },
    );
    run.do({ type: 'instance.suspend', reason: 'inspection' });
    run.do({ type: 'variables.set', variables: { amount: 11 } });
    expect(run.open()).toEqual([]);
    run.do({ type: 'instance.resume' });
    expect(run.open()).toEqual(['a']);
  });
});

describe('moved by hand', () => {
  const nested = bpmn(
    [
      start('s'),
      sub('x', [start('s1'), sub('y', [start('s2'), user('a'), user('b')], ['s2 -> a'])], ['s1 -> y']),
      end('e'),
    ],
    ['s -> x -> e'],
  );

  it('nothing begins in a scope that is about to end', async () => {
    const run = await begin(nested);
    const x = Object.entries(run.state.elements).find(([, { element }]) => element === 'x')?.[0] ?? '';
    expect(() => run.do({ type: 'instance.modify', cancel: [x], start: ['b'], reason: 'wrong way' })).toThrow(
      /ARGUMENT_INVALID/,
    );
  });

  it('a round that is cancelled counts as over, so that its activity can end', async () => {
    const run = await begin(
      bpmn([start('s'), user('a', multiInstance({ collection: '[1, 2]', element: 'n' })), end('e')], ['s -> a -> e']),
    );
    const rounds = Object.entries(run.state.elements).filter(([, { item }]) => item !== undefined);
    run.do({ type: 'instance.modify', cancel: [rounds[0]?.[0] ?? ''], start: [], reason: 'no answer' });
    run.complete('a');
    expect(run.state.status).toBe('completed');
  });

  it('a sequential loop goes on with its next round', async () => {
    const run = await begin(
      bpmn(
        [start('s'), user('a', multiInstance({ collection: '[1, 2]', element: 'n', sequential: true })), end('e')],
        ['s -> a -> e'],
      ),
    );
    const rounds = Object.entries(run.state.elements).filter(([, { item }]) => item !== undefined);
    run.do({ type: 'instance.modify', cancel: [rounds[0]?.[0] ?? ''], start: [], reason: 'no answer' });
    run.complete('a');
    expect(run.state.status).toBe('completed');
  });
});

describe('an ad-hoc subprocess', () => {
  it('reports no deadlock at a join while people may still begin what leads to it', async () => {
    const run = await begin(
      bpmn(
        [
          start('s'),
          sub(
            'x',
            [user('a'), user('b'), and('j'), user('c')],
            ['a -> j', 'b -> j', 'j -> c'],
            extension('<zeebe:adHoc activeElementsCollection="= first"/>'),
            {},
            'adHocSubProcess',
          ),
          end('e'),
        ],
        ['s -> x -> e'],
      ),
      { first: ['a'] },
    );
    run.complete('a');
    expect(run.incidents()).toEqual([]);
    run.do({ type: 'adHoc.activate', element: 'b' });
    run.complete('b');
    expect(run.open()).toEqual(['c']);
  });
});
