// Message events: BPMN 2.0.2 §10.5.5.7.
import { expect } from 'vitest';
import { bpmn, end, io, message, start, throwing, user } from '../bpmn-text.ts';
import {
  beginning,
  between,
  ends,
  goesOnBeside,
  holds,
  inEventSubprocess,
  onBoundary,
  runsBeside,
  takesOver,
  thrown,
  type EventCases,
} from './case.ts';

const paid = message('paid');
const sends = `${io({ inputs: ['amount = n * 2'] })}${paid}`;

export const messages: EventCases = {
  // Each message begins an instance of its own, with what it carries, at this start event alone.
  start: {
    bpmn: beginning(paid),
    outside: async (on) => {
      const first = await on.engine.correlate({ message: 'paid', variables: { n: 1 } });
      const second = await on.engine.correlate({ message: 'paid', variables: { n: 2 } });
      expect(second.instanceId).not.toBe(first.instanceId);
      expect(await on.tasks()).toEqual(['a', 'a']);
      expect((await on.engine.instance(first.instanceId)).variables).toEqual({ n: 1 });
    },
  },
  eventSubprocess: {
    bpmn: inEventSubprocess(paid, true),
    drive: (begin) => {
      const run = begin();
      takesOver(run, () => run.message('paid', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
      expect(() => run.message('paid')).toThrow(/nobody waits/);
    },
  },
  eventSubprocessBeside: {
    bpmn: inEventSubprocess(paid, false),
    drive: (begin) => {
      const run = begin();
      const again = () => run.message('paid');
      runsBeside(run, again, again);
      expect(again).toThrow(/nobody waits/);
    },
  },
  catch: {
    bpmn: between(paid),
    drive: (begin) => {
      const run = begin();
      expect(() => run.message('other')).toThrow(/nobody waits/);
      holds(run, () => run.message('paid', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
    },
  },
  boundary: {
    bpmn: onBoundary(paid, true),
    drive: (begin) => {
      const run = begin();
      ends(run, () => run.message('paid', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
      // Completed in time, the activity hears nothing any more.
      const intime = begin();
      intime.complete('a');
      expect(() => intime.message('paid')).toThrow(/nobody waits/);
    },
  },
  boundaryBeside: {
    bpmn: onBoundary(paid, false),
    drive: (begin) => {
      const run = begin();
      const again = () => run.message('paid');
      goesOnBeside(run, again, again);
      expect(again).toThrow(/nobody waits/);
    },
  },
  // Sent with its data and its key; the token does not wait for who receives it.
  throw: {
    bpmn: bpmn([start('s'), throwing('x', sends), user('a'), end('e')], ['s -> x -> a -> e'], { keys: { paid: 'id' } }),
    drive: (begin) => {
      const run = begin({ id: 'HS-1', n: 4 });
      expect(run.events.find(({ type }) => type === 'message.thrown')).toMatchObject({
        name: 'paid',
        key: 'HS-1',
        variables: { amount: 8 },
      });
      expect(run.open()).toEqual(['a']);
    },
  },
  end: {
    bpmn: bpmn([start('s'), user('a'), end('x', sends)], ['s -> a -> x']),
    drive: (begin) => {
      const run = begin({ n: 4 });
      expect(thrown(run)).toEqual([]);
      run.complete('a');
      expect(run.last.find(({ type }) => type === 'message.thrown')).toMatchObject({ variables: { amount: 8 } });
      expect(run.state.status).toBe('completed');
    },
  },
};
