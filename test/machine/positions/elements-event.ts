// The five kinds of event as elements, whatever triggers them: BPMN 2.0.2 §10.5, §13.5. Their triggers have cases of their own.
import { expect } from 'vitest';
import { boundary, bpmn, catching, end, message, signal, start, sub, throwing, user } from '../bpmn-text.ts';
import { thrown, type Case } from './case.ts';

export const eventElements = {
  // Of several start events one begins the instance; the others get no token.
  startEvent: {
    bpmn: bpmn([start('s'), start('m', message('order')), user('a'), user('b')], ['s -> a', 'm -> b']),
    drive: (begin) => {
      expect(begin().open()).toEqual(['a']);
      expect(begin({}, 'm').open()).toEqual(['b']);
    },
  },
  // Waits in the flow, once for each token.
  intermediateCatchEvent: {
    bpmn: bpmn([start('s'), catching('x', message('m')), user('a')], ['s -> x', 's -> x', 'x -> a']),
    drive: (begin) => {
      const run = begin();
      expect(run.waiting()).toEqual(['x', 'x']);
      run.message('m');
      expect(run.waiting()).toEqual(['x']);
      expect(run.open()).toEqual(['a']);
    },
  },
  // Throws in the flow and waits for nobody: what begins to listen later has missed it.
  intermediateThrowEvent: {
    bpmn: bpmn([start('s'), throwing('x', signal('g')), catching('c', signal('g')), end('e')], ['s -> x -> c -> e']),
    drive: (begin) => {
      const run = begin();
      expect(thrown(run)).toEqual(['signal g']);
      expect(run.alive()).toEqual(['c']);
    },
  },
  // The first that interrupts closes the others.
  boundaryEvent: {
    bpmn: bpmn(
      [
        start('s'),
        user('a'),
        boundary('x', 'a', message('m')),
        boundary('y', 'a', signal('g')),
        user('b'),
        user('c'),
        end('e'),
      ],
      ['s -> a -> e', 'x -> b -> e', 'y -> c -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      run.message('m');
      expect(run.open()).toEqual(['b']);
      expect(() => run.signal('g')).toThrow(/nobody waits/);
    },
  },
  // A scope is completed when the last of its tokens has reached an end.
  endEvent: {
    bpmn: bpmn(
      [
        start('s'),
        sub('p1', [start('s1'), user('a'), user('b'), end('x'), end('y')], ['s1 -> a -> x', 's1 -> b -> y']),
        user('c'),
        end('e'),
      ],
      ['s -> p1 -> c -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.done()).toContain('x');
      expect(run.open()).toEqual(['b']);
      run.complete('b');
      expect(run.open()).toEqual(['c']);
    },
  },
} as const satisfies Record<string, Case>;
