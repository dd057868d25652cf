// Compensation events: BPMN 2.0.2 §10.7, §13.5.5. What was completed is undone, the last first.
import { expect } from 'vitest';
import {
  association,
  boundary,
  bpmn,
  compensate,
  end,
  io,
  onEvent,
  service,
  start,
  sub,
  throwing,
  user,
  type El,
} from '../bpmn-text.ts';
import type { Driver } from '../driver.ts';
import type { EventCases } from './case.ts';

/** A task with what undoes it. */
const undoable = (id: string, event = `c_${id}`): El[] => [
  service(id),
  boundary(event, id, compensate()),
  service(`undo_${id}`, '', { isForCompensation: true }),
];
const links = association('c_a', 'undo_a') + association('c_b', 'undo_b');

/** a and b are done, b is undone, and undoing a is under way. */
function undoesTheLastFirst(run: Driver): void {
  run.complete('a');
  run.complete('b');
  expect(run.open()).toEqual(['undo_b']);
  run.complete('undo_b');
  expect(run.open()).toEqual(['undo_a']);
}

export const compensations: EventCases = {
  // Begun only for a subprocess that is completed, with its data of then; it decides itself what is undone.
  eventSubprocess: {
    bpmn: bpmn(
      [
        start('s'),
        sub(
          'p1',
          [
            start('s1'),
            service('a'),
            end('e1'),
            onEvent('h', [start('x', compensate()), user('b'), end('he')], ['x -> b -> he']),
          ],
          ['s1 -> a -> e1'],
          io({ inputs: ['mark = n + 1'] }),
        ),
        throwing('t', compensate('p1')),
        user('z'),
        end('e'),
      ],
      ['s -> p1 -> t -> z -> e'],
    ),
    drive: (begin) => {
      const run = begin({ n: 6 });
      expect(run.open()).toEqual(['a']);
      run.complete('a');
      expect(run.open()).toEqual(['b']);
      const again = Object.values(run.state.elements).find(({ element }) => element === 'p1');
      expect(again?.variables).toEqual({ mark: 7 });
      run.complete('b');
      expect(run.open()).toEqual(['z']);
    },
  },
  // Begins its handler once the activity is completed, never before, and gives no token to a flow.
  boundary: {
    bpmn: bpmn(
      [start('s'), ...undoable('a', 'x'), user('w'), throwing('t', compensate('a')), user('z'), end('e')],
      ['s -> a -> e', 's -> w -> t -> z -> e'],
      { inside: association('x', 'undo_a') },
    ),
    drive: (begin) => {
      const early = begin();
      early.complete('w');
      expect(early.open()).toEqual(['a', 'z']);
      const run = begin();
      run.complete('a');
      run.complete('w');
      expect(run.open()).toEqual(['undo_a']);
      run.complete('undo_a');
      expect(run.open()).toEqual(['z']);
    },
  },
  throw: {
    bpmn: bpmn(
      [start('s'), ...undoable('a'), ...undoable('b'), throwing('x', compensate()), user('z'), end('e')],
      ['s -> a -> b -> x -> z -> e'],
      { inside: links },
    ),
    drive: (begin) => {
      const run = begin();
      undoesTheLastFirst(run);
      expect(run.done()).not.toContain('x');
      run.complete('undo_a');
      expect(run.open()).toEqual(['z']);
    },
  },
  end: {
    bpmn: bpmn([start('s'), ...undoable('a'), ...undoable('b'), end('x', compensate())], ['s -> a -> b -> x'], {
      inside: links,
    }),
    drive: (begin) => {
      const run = begin();
      undoesTheLastFirst(run);
      expect(run.state.status).toBe('active');
      run.complete('undo_a');
      expect(run.state.status).toBe('completed');
    },
  },
};
