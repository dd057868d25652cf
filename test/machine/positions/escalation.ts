// Escalation events: BPMN 2.0.2 §10.5.5.6. An escalation need not interrupt what it is caught on.
import { expect } from 'vitest';
import { boundary, bpmn, end, escalation, onEvent, start, sub, throwing, user, type El } from '../bpmn-text.ts';
import { thrown, type EventCases } from './case.ts';

const late = escalation('late');

/** p1 holds a -> (thrown here) -> b -> e1, and what catches inside; `more` catches outside. */
const inside = (thrower: El, inner: readonly El[], more: readonly El[], flows: readonly string[]): string =>
  bpmn(
    [
      start('s'),
      sub(
        'p1',
        [start('s1'), user('a'), thrower, ...inner],
        thrower.tag === 'endEvent' ? [`s1 -> a -> ${thrower.id}`] : [`s1 -> a -> ${thrower.id} -> b -> e1`],
      ),
      ...more,
      user('d'),
      end('e'),
    ],
    ['s -> p1 -> d -> e', ...flows],
  );

const work = [user('b'), end('e1')];
const handler = (isInterrupting: boolean): El =>
  onEvent('h', [start('x', late, { isInterrupting }), user('c'), end('he')], ['x -> c -> he']);
const inHandler = (interrupting: boolean): string =>
  inside(throwing('t', late), [...work, handler(interrupting)], [], []);
const outside = (interrupting: boolean): string =>
  inside(throwing('t', late), work, [boundary('x', 'p1', late, interrupting), user('c')], ['x -> c -> e']);
/** Caught by a non-interrupting boundary event. */
const heard = [boundary('caught', 'p1', late, false), user('c')];

export const escalations: EventCases = {
  eventSubprocess: {
    bpmn: inHandler(true),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.open()).toEqual(['c']);
      run.complete('c');
      expect(run.open()).toEqual(['d']);
    },
  },
  eventSubprocessBeside: {
    bpmn: inHandler(false),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.open()).toEqual(['b', 'c']);
      run.complete('b');
      expect(run.open()).toEqual(['c']);
      run.complete('c');
      expect(run.open()).toEqual(['d']);
    },
  },
  boundary: {
    bpmn: outside(true),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.alive()).toEqual(['c']);
    },
  },
  boundaryBeside: {
    bpmn: outside(false),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.open()).toEqual(['b', 'c']);
      run.complete('b');
      expect(run.open()).toEqual(['c', 'd']);
    },
  },
  throw: {
    bpmn: inside(throwing('x', late), work, heard, ['caught -> c -> e']),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(thrown(run)).toEqual(['escalation late']);
      expect(run.done()).toContain('x');
      expect(run.open()).toEqual(['b', 'c']);
    },
  },
  // Does not fail its scope, which is completed as by any end.
  end: {
    bpmn: inside(end('x', late), [], heard, ['caught -> c -> e']),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(thrown(run)).toEqual(['escalation late']);
      expect(run.done()).toContain('p1');
      expect(run.open()).toEqual(['c', 'd']);
    },
  },
};
