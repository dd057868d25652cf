// Signal events: BPMN 2.0.2 §10.5.5.11. A signal reaches all who listen.
import { expect } from 'vitest';
import { bpmn, catching, end, signal, start, throwing, user } from '../bpmn-text.ts';
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

const alarm = signal('alarm');

export const signals: EventCases = {
  start: {
    bpmn: beginning(alarm),
    outside: async (on) => {
      const begun = await on.engine.broadcast({ name: 'alarm', variables: { n: 1 } });
      expect(begun).toHaveLength(1);
      expect(await on.tasks()).toEqual(['a']);
      expect((await on.engine.instance(begun[0]?.instanceId ?? '')).variables).toEqual({ n: 1 });
      expect(await on.engine.broadcast({ name: 'other' })).toEqual([]);
    },
  },
  eventSubprocess: {
    bpmn: inEventSubprocess(alarm, true),
    drive: (begin) => {
      const run = begin();
      takesOver(run, () => run.signal('alarm', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
    },
  },
  eventSubprocessBeside: {
    bpmn: inEventSubprocess(alarm, false),
    drive: (begin) => {
      const run = begin();
      const again = () => run.signal('alarm');
      runsBeside(run, again, again);
    },
  },
  catch: {
    bpmn: between(alarm),
    drive: (begin) => {
      const run = begin();
      holds(run, () => run.signal('alarm', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
    },
  },
  boundary: {
    bpmn: onBoundary(alarm, true),
    drive: (begin) => {
      const run = begin();
      ends(run, () => run.signal('alarm'));
    },
  },
  boundaryBeside: {
    bpmn: onBoundary(alarm, false),
    drive: (begin) => {
      const run = begin();
      const again = () => run.signal('alarm');
      goesOnBeside(run, again, again);
    },
  },
  // Every listener hears it, here and in other instances; the token goes on.
  throw: {
    bpmn: bpmn(
      [
        start('s'),
        user('a'),
        throwing('x', alarm),
        user('b'),
        catching('g1', alarm),
        catching('g2', alarm),
        user('c'),
        user('d'),
        end('e'),
      ],
      ['s -> a -> x -> b -> e', 's -> g1 -> c -> e', 's -> g2 -> d -> e'],
    ),
    outside: async (on) => {
      const throwing = await on.start();
      const hearing = await on.start();
      await on.complete(throwing, 'a');
      await on.engine.runDue();
      expect(await on.tasks(throwing)).toEqual(['b', 'c', 'd']);
      expect(await on.tasks(hearing)).toEqual(['a', 'c', 'd']);
    },
  },
  end: {
    bpmn: bpmn(
      [start('s'), user('a'), end('x', alarm), catching('g', alarm), user('c'), end('e')],
      ['s -> a -> x', 's -> g -> c -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      expect(run.waiting()).toEqual(['g']);
      run.complete('a');
      expect(thrown(run)).toEqual(['signal alarm']);
      expect(run.open()).toEqual(['c']);
    },
  },
};
