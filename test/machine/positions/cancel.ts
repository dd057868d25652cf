// Cancel events of a transaction: BPMN 2.0.2 §10.5.5.1, §13.3.5.
import { expect } from 'vitest';
import { association, boundary, bpmn, cancel, compensate, end, service, start, sub, user } from '../bpmn-text.ts';
import type { EventCases } from './case.ts';

/** tx: a (undone by undo_a), then b -> cancelled beside w; -> z, or by its cancel event -> y. */
const transaction = (caught: string, thrown: string): string =>
  bpmn(
    [
      start('s'),
      sub(
        'tx',
        [
          start('s1'),
          service('a'),
          boundary('c_a', 'a', compensate()),
          service('undo_a', '', { isForCompensation: true }),
          user('b'),
          user('w'),
          end(thrown, cancel),
          end('e1'),
        ],
        ['s1 -> a -> b', `b -> ${thrown}`, 'a -> w -> e1'],
        '',
        {},
        'transaction',
      ),
      boundary(caught, 'tx', cancel),
      user('y'),
      user('z'),
      end('e'),
    ],
    ['s -> tx -> z -> e', `${caught} -> y -> e`],
    { inside: association('c_a', 'undo_a') },
  );

export const cancels: EventCases = {
  // Left by only when all is undone.
  boundary: {
    bpmn: transaction('x', 't'),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      run.complete('b');
      expect(run.done()).not.toContain('x');
      run.complete('undo_a');
      expect(run.done()).toContain('x');
      expect(run.open()).toEqual(['y']);
    },
  },
  // Ends what is active in the transaction and undoes what is completed.
  end: {
    bpmn: transaction('c', 'x'),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.open()).toEqual(['b', 'w']);
      run.complete('b');
      expect(run.open()).toEqual(['undo_a']);
      run.complete('undo_a');
      expect(run.alive()).toEqual(['y']);
    },
  },
};
