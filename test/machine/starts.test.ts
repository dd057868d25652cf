// How an instance begins: BPMN 2.0.2 §13.5.1, §13.4.4.
import { describe, expect, it } from 'vitest';
import { bpmn, catching, el, eventGateway, message, signal, start, timer, user } from './bpmn-text.ts';
import { begin, driverOf, machineOf } from './driver.ts';

describe('start', () => {
  const several = bpmn(
    [start('s'), start('m', message('order')), start('t', timer('PT1H')), user('a'), user('b'), user('c')],
    ['s -> a', 'm -> b', 't -> c'],
  );

  it('is at the none start event, or at the one named', async () => {
    expect((await begin(several)).open()).toEqual(['a']);
    expect((await begin(several, {}, 'm')).open()).toEqual(['b']);
    expect((await begin(several, {}, 't')).open()).toEqual(['c']);
    await expect(begin(several, {}, 'a')).rejects.toThrow(/START_NOT_POSSIBLE/);
  });

  it('is not possible without a none start when no event is named', async () => {
    await expect(begin(bpmn([start('m', message('order')), user('a')], ['m -> a']))).rejects.toThrow(
      /START_NOT_POSSIBLE/,
    );
  });

  it('keeps variables, key and caller', async () => {
    const run = await begin(bpmn([start('s'), user('a')], ['s -> a']));
    expect(run.state.businessKey).toBeUndefined();
    const called = driverOf(await machineOf(bpmn([start('s'), user('a')], ['s -> a'])));
    called.do({ type: 'start', variables: { x: 1 }, businessKey: 'HS-1', caller: { instanceId: 'i', callId: '5' } });
    expect(called.state).toMatchObject({ businessKey: 'HS-1', caller: { instanceId: 'i', callId: '5' } });
    expect(called.variables()).toEqual({ x: 1 });
  });

  it('without any start event is everything no flow leads to', async () => {
    expect((await begin(bpmn([user('a'), user('b'), user('c')], ['b -> c']))).open()).toEqual(['a', 'b']);
  });

  it('is at a receive task or an event-based gateway that instantiates', async () => {
    const task = await begin(
      bpmn([el('receiveTask', 'r', '', { messageRef: 'order', instantiate: true }), user('a')], ['r -> a']),
      { x: 1 },
      'r',
    );
    expect(task.open()).toEqual(['a']);
    expect(task.variables()).toEqual({ x: 1 });
    const gateway = (kind: string) =>
      bpmn(
        [
          eventGateway('g', { instantiate: true, eventGatewayType: kind }),
          catching('m', message('order')),
          catching('n', signal('go')),
          user('a'),
          user('b'),
        ],
        ['g -> m -> a', 'g -> n -> b'],
      );
    const one = await begin(gateway('Exclusive'), {}, 'm');
    expect(one.open()).toEqual(['a']);
    expect(one.waiting()).toEqual([]);
    const both = await begin(gateway('Parallel'), {}, 'm');
    expect(both.open()).toEqual(['a']);
    expect(both.waiting()).toEqual(['n']);
    both.signal('go');
    expect(both.open()).toEqual(['a', 'b']);
  });
});
