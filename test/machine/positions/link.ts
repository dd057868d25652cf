// Link events: BPMN 2.0.2 §10.5.5.8. A pair of them is a sequence flow that is not drawn.
import { expect } from 'vitest';
import { bpmn, catching, end, link, start, throwing, user } from '../bpmn-text.ts';
import type { EventCases } from './case.ts';

/** a and b lead to one name, w to another; the cell's event is called x. */
const page = (thrower: string, catcher: string): string =>
  bpmn(
    [
      start('s'),
      user('a'),
      user('b'),
      user('w'),
      throwing('t1', link('on')),
      throwing(thrower, link('on')),
      throwing('t3', link('away')),
      catching(catcher, link('on')),
      catching('c2', link('away')),
      user('d'),
      user('f'),
      end('e'),
    ],
    ['s -> a -> t1', `s -> b -> ${thrower}`, 's -> w -> t3', `${catcher} -> d -> e`, 'c2 -> f -> e'],
  );

export const links: EventCases = {
  // Reached from every throw of its name and from no other; nothing waits in it.
  catch: {
    bpmn: page('t2', 'x'),
    drive: (begin) => {
      const run = begin();
      expect(run.waiting()).toEqual([]);
      run.complete('a');
      expect(run.open()).toEqual(['b', 'd', 'w']);
      run.complete('b');
      expect(run.open()).toEqual(['d', 'd', 'w']);
      expect(run.done().filter((id) => id === 'x')).toHaveLength(2);
    },
  },
  // The token goes on at the catch event of the same name, in the same step.
  throw: {
    bpmn: page('x', 'c1'),
    drive: (begin) => {
      const run = begin();
      run.complete('b');
      expect(run.done().slice(-3)).toEqual(['b', 'x', 'c1']);
      expect(run.open()).toEqual(['a', 'd', 'w']);
      run.complete('w');
      expect(run.open()).toEqual(['a', 'd', 'f']);
    },
  },
};
