// What a suspended instance holds has a limit, and all of it is heard.
import { expect, it } from 'vitest';
import { applyEvent, emptyState, liveState, plainState } from 'quytrinh/machine';
import { limits, type Command } from 'quytrinh/model';
import { boundary, bpmn, message, signal, start, user } from './bpmn-text.ts';
import { BEGIN, machineOf } from './driver.ts';

it('a suspended instance holds so many deliveries and no more, and hears them when it goes on', async () => {
  const waits = [boundary('b', 'a', message('m'), false), boundary('c', 'a', signal('alarm'), false)];
  const flows = ['s -> a', 'b -> noted', 'c -> told'];
  const machine = await machineOf(bpmn([start('s'), user('a'), ...waits, user('noted'), user('told')], flows));
  const live = liveState(emptyState());
  const replayed = liveState(emptyState());
  const act = (command: Command): void => {
    for (const event of machine.advance(live, command, { now: BEGIN })) applyEvent(replayed, event);
  };
  act({ type: 'start', variables: {} });
  act({ type: 'instance.suspend', reason: 'inspection' });
  const ids = new Map([...live.subscriptions].map(([id, { kind }]) => [kind, id]));
  const send = (at: number): void => {
    const variables = { at };
    if (at % 2 === 0) act({ type: 'message.deliver', subscriptionId: ids.get('message')!, variables });
    else act({ type: 'signal.deliver', subscriptionId: ids.get('signal')!, variables });
  };
  for (let at = 0; at < limits.heldDeliveries; at += 1) send(at);
  const before = JSON.stringify(plainState(live));
  for (const at of [0, 1]) expect(() => send(at)).toThrow(expect.objectContaining({ code: 'HELD_TOO_MUCH' }));
  expect(JSON.stringify(plainState(live))).toBe(before);
  act({ type: 'instance.resume' });
  expect(live.tasks.size).toBe(1 + limits.heldDeliveries);
  expect(plainState(live).held).toBe(undefined);
  expect([...live.subscriptions.values()].filter(({ held }) => held)).toEqual([]);
  expect(plainState(replayed)).toEqual(plainState(live));
});
