// Error events: BPMN 2.0.2 §10.5.5.5. An error always interrupts what it is caught on.
import { expect } from 'vitest';
import { boundary, bpmn, end, error, start, sub, user } from '../bpmn-text.ts';
import { ends, inEventSubprocess, onBoundary, takesOver, thrown, type EventCases } from './case.ts';

const refused = error('refused');

export const errors: EventCases = {
  eventSubprocess: {
    bpmn: inEventSubprocess(refused, true),
    drive: (begin) => {
      const run = begin();
      takesOver(run, () => run.throw('a', 'refused', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
      // Of another code it is not caught here, and ends the instance.
      const other = begin();
      other.throw('a', 'other');
      expect(other.state.status).toBe('failed');
    },
  },
  boundary: {
    bpmn: onBoundary(refused, true),
    drive: (begin) => {
      const run = begin();
      ends(run, () => run.throw('a', 'refused', { n: 1 }));
      expect(run.variables()).toEqual({ n: 1 });
      const other = begin();
      other.throw('a', 'other');
      expect(other.state.status).toBe('failed');
    },
  },
  // Ends the scope it is thrown in, with all that is active there, and is caught outside.
  end: {
    bpmn: bpmn(
      [
        start('s'),
        sub('p1', [start('s1'), user('a'), user('w'), end('x', refused), end('e1')], ['s1 -> a -> x', 's1 -> w -> e1']),
        boundary('caught', 'p1', refused),
        user('c'),
        user('d'),
        end('e'),
      ],
      ['s -> p1 -> d -> e', 'caught -> c -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(thrown(run)).toEqual(['error refused']);
      expect(run.alive()).toEqual(['c']);
    },
  },
};
