// Events of several definitions, of which any one happens: BPMN 2.0.2 §10.5.5.9. Thrown, all are.
import { expect } from 'vitest';
import { bpmn, end, message, signal, start, throwing, timer, user } from '../bpmn-text.ts';
import type { Driver } from '../driver.ts';
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
  type Begin,
  type EventCases,
} from './case.ts';

const any = `${message('m')}${signal('g')}${timer('PT1H')}`;
const all = `${signal('g1')}${message('m')}${signal('g2')}`;
const ways: readonly ((run: Driver) => void)[] = [
  (run) => run.message('m'),
  (run) => run.signal('g'),
  (run) => run.fire('x'),
];
/** In a new instance for each of its definitions. */
const each = (begin: Begin, show: (run: Driver, happen: () => void) => void): void => {
  for (const way of ways) {
    const run = begin();
    show(run, () => way(run));
  }
};

export const multiples: EventCases = {
  start: {
    bpmn: beginning(`${message('m')}${signal('g')}`),
    outside: async (on) => {
      await on.engine.correlate({ message: 'm' });
      expect(await on.tasks()).toEqual(['a']);
      await on.engine.broadcast({ name: 'g' });
      expect(await on.tasks()).toEqual(['a', 'a']);
    },
  },
  eventSubprocess: { bpmn: inEventSubprocess(any, true), drive: (begin) => each(begin, takesOver) },
  eventSubprocessBeside: {
    bpmn: inEventSubprocess(any, false),
    drive: (begin) => {
      const run = begin();
      runsBeside(run, ...ways.map((way) => () => way(run)));
    },
  },
  catch: { bpmn: between(any), drive: (begin) => each(begin, holds) },
  boundary: { bpmn: onBoundary(any, true), drive: (begin) => each(begin, ends) },
  boundaryBeside: {
    bpmn: onBoundary(any, false),
    drive: (begin) => {
      const run = begin();
      goesOnBeside(run, ...ways.map((way) => () => way(run)));
    },
  },
  throw: {
    bpmn: bpmn([start('s'), throwing('x', all), user('a'), end('e')], ['s -> x -> a -> e']),
    drive: (begin) => {
      const run = begin();
      expect(thrown(run)).toEqual(['signal g1', 'message m', 'signal g2']);
      expect(run.open()).toEqual(['a']);
    },
  },
  end: {
    bpmn: bpmn([start('s'), user('a'), end('x', all)], ['s -> a -> x']),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(thrown(run)).toEqual(['signal g1', 'message m', 'signal g2']);
      expect(run.state.status).toBe('completed');
    },
  },
};
