// Link events: BPMN 2.0.2 §10.5.5.8. A pair of them is a sequence flow that is not drawn.
import { expect } from 'vitest';
import { bpmn, catching, end, link, start, throwing, user } from '../bpmn-text.ts';
import type { EventCases } from './case.ts';

const page = (name: string): string =>
  bpmn(
    [
      start('s'),
      user('a'),
      user('b'),
      throwing('t1', link('on')),
      throwing(name === 'x' ? 'x' : 't2', link('on')),
      throwing('t3', link('away')),
      catching(name === 'x' ? 'c1' : 'c', link('on')),
      catching('c2', link('away')),
      user('d'),
      user('w'),
      user('f'),
      end('e'),
    ],
    [
      's -> a -> t1',
      `s -> b -> ${name === 'x' ? 'x' : 't2'}`,
      's -> w -> t3',
      `${name === 'x' ? 'c1' : 'c'} -> d -> e`,
      'c2 -> f -> e',
    ],
  );

export const links: EventCases = {
  // Reached from every throw of its name and from no other; nothing waits in it.
  catch: {
    bpmn: page('c'),
    drive: (begin) => {
      const run = begin();
      expect(run.waiting()).toEqual([]);
      run.complete('a');
      expect(run.open()).toEqual(['b', 'd', 'w']);
      run.complete('b');
      expect(run.open()).toEqual(['d', 'd', 'w']);
      expect(run.done().filter((id) => id === 'c')).toHaveLength(2);
    },
  },
  // The token goes on at the catch event of the same name, in the same step.
  throw: {
    bpmn: page('x'),
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
