// Terminate events: BPMN 2.0.2 §10.5.3, §13.5.6.
import { expect } from 'vitest';
import { boundary, bpmn, end, start, sub, terminate, timer, user } from '../bpmn-text.ts';
import type { EventCases } from './case.ts';

export const terminates: EventCases = {
  // Ends all that is active in its scope at once, and that scope alone.
  end: {
    bpmn: bpmn(
      [
        start('s'),
        sub(
          'p1',
          [
            start('s1'),
            user('a'),
            user('b'),
            boundary('late', 'b', timer('PT1H'), false),
            end('x', terminate),
            end('e1'),
          ],
          ['s1 -> a -> x', 's1 -> b -> e1', 'late -> e1'],
        ),
        user('w'),
        user('c'),
        end('e'),
      ],
      ['s -> p1 -> c -> e', 's -> w -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      expect(run.waiting()).toEqual(['late']);
      run.complete('a');
      expect(run.open()).toEqual(['c', 'w']);
      expect(run.waiting()).toEqual([]);
      expect(run.done()).not.toContain('b');
    },
  },
};
