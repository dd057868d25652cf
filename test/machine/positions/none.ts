// Events without a definition: BPMN 2.0.2 §10.5.2–10.5.4.
import { expect } from 'vitest';
import { bpmn, end, start, throwing, user } from '../bpmn-text.ts';
import { thrown, type EventCases } from './case.ts';

export const none: EventCases = {
  // A token for each outgoing flow.
  start: {
    bpmn: bpmn([start('x'), user('a'), user('b'), end('e')], ['x -> a -> e', 'x -> b -> e']),
    drive: (begin) => {
      const run = begin({ n: 1 });
      expect(run.open()).toEqual(['a', 'b']);
      expect(run.variables()).toEqual({ n: 1 });
    },
  },
  // Throws nothing: it only shows how far the process is.
  throw: {
    bpmn: bpmn([start('s'), throwing('x'), user('a'), end('e')], ['s -> x -> a -> e']),
    drive: (begin) => {
      const run = begin();
      expect(run.done()).toEqual(['s', 'x']);
      expect(run.open()).toEqual(['a']);
      expect(thrown(run)).toEqual([]);
    },
  },
  // Consumes its token and no other: the process is over with the last.
  end: {
    bpmn: bpmn([start('s'), user('a'), user('b'), end('x')], ['s -> a -> x', 's -> b -> x']),
    drive: (begin) => {
      const run = begin();
      run.complete('a');
      expect(run.open()).toEqual(['b']);
      expect(run.state.status).toBe('active');
      run.complete('b');
      expect(run.state.status).toBe('completed');
      expect(run.done().filter((id) => id === 'x')).toHaveLength(2);
    },
  },
};
