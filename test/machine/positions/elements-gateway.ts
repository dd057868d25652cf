// Gateways, as split and as join: BPMN 2.0.2 §10.6, §13.4.
import { expect } from 'vitest';
import {
  and,
  bpmn,
  catching,
  complex,
  end,
  eventGateway,
  message,
  or,
  signal,
  start,
  user,
  xor,
} from '../bpmn-text.ts';
import type { Case } from './case.ts';

export const gateways = {
  // One way out, the first whose condition is true; every token that comes in goes on by itself.
  exclusiveGateway: {
    bpmn: bpmn(
      [start('s'), xor('x'), user('a'), user('b'), user('c'), xor('j'), user('z'), end('e')],
      [
        's -> x',
        's -> x',
        'x -> a if n > 1',
        'x -> b if n > 0',
        'x -> c default',
        'a -> j',
        'b -> j',
        'c -> j',
        'j -> z -> e',
      ],
    ),
    drive: (begin) => {
      expect(begin({ n: 2 }).open()).toEqual(['a', 'a']);
      expect(begin({ n: 1 }).open()).toEqual(['b', 'b']);
      const run = begin({ n: 0 });
      expect(run.open()).toEqual(['c', 'c']);
      run.complete('c');
      expect(run.open()).toEqual(['c', 'z']);
      run.complete('c');
      expect(run.open()).toEqual(['z', 'z']);
    },
  },
  // All ways out; goes on when a token has come by each way in.
  parallelGateway: {
    bpmn: bpmn(
      [start('s'), and('x'), user('a'), user('b'), and('j'), user('z'), end('e')],
      ['s -> x', 'x -> a -> j', 'x -> b -> j', 'j -> z -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      expect(run.open()).toEqual(['a', 'b']);
      run.complete('b');
      expect(run.open()).toEqual(['a']);
      run.complete('a');
      expect(run.open()).toEqual(['z']);
    },
  },
  // Every way out whose condition is true; goes on when no token can come any more.
  inclusiveGateway: {
    bpmn: bpmn(
      [start('s'), or('x'), user('a'), user('b'), user('c'), or('j'), user('z'), end('e')],
      ['s -> x', 'x -> a if n > 0', 'x -> b if n > 1', 'x -> c default', 'a -> j', 'b -> j', 'c -> j', 'j -> z -> e'],
    ),
    drive: (begin) => {
      const both = begin({ n: 2 });
      expect(both.open()).toEqual(['a', 'b']);
      both.complete('a');
      expect(both.open()).toEqual(['b']);
      both.complete('b');
      expect(both.open()).toEqual(['z']);
      const one = begin({ n: 1 });
      expect(one.open()).toEqual(['a']);
      one.complete('a');
      expect(one.open()).toEqual(['z']);
      expect(begin({ n: 0 }).open()).toEqual(['c']);
    },
  },
  // The event that happens first chooses the way; nobody waits for the others any more.
  eventBasedGateway: {
    bpmn: bpmn(
      [
        start('s'),
        eventGateway('x'),
        catching('c1', message('m')),
        catching('c2', signal('g')),
        user('a'),
        user('b'),
        end('e'),
      ],
      ['s -> x', 'x -> c1 -> a -> e', 'x -> c2 -> b -> e'],
    ),
    drive: (begin) => {
      const first = begin();
      expect(first.waiting()).toEqual(['c1', 'c2']);
      first.message('m');
      expect(first.open()).toEqual(['a']);
      expect(first.waiting()).toEqual([]);
      const second = begin();
      second.signal('g');
      expect(second.open()).toEqual(['b']);
      expect(second.waiting()).toEqual([]);
    },
  },
  // Goes on by its activation condition (two of three), then takes in the rest.
  complexGateway: {
    bpmn: bpmn(
      [
        start('s'),
        and('f'),
        user('a'),
        user('b'),
        user('c'),
        complex('x', 'activationCount >= 2'),
        user('z'),
        end('e'),
      ],
      ['s -> f', 'f -> a -> x', 'f -> b -> x', 'f -> c -> x', 'x -> z -> e'],
    ),
    drive: (begin) => {
      const run = begin();
      run.complete('c');
      expect(run.open()).toEqual(['a', 'b']);
      run.complete('a');
      expect(run.open()).toEqual(['b', 'z']);
      run.complete('b');
      expect(run.open()).toEqual(['z']);
    },
  },
} as const satisfies Record<string, Case>;
