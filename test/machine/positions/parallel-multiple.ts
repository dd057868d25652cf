// Events of several definitions that must all happen, in whatever order: BPMN 2.0.2 §10.5.5.10.
import { expect } from 'vitest';
import { message, signal } from '../bpmn-text.ts';
import type { Driver } from '../driver.ts';
import {
  beginning,
  between,
  ends,
  goesOnBeside,
  holds,
  inEventSubprocess,
  onBoundary,
  runsBeside,
  takesOver,
  type Begin,
  type EventCases,
} from './case.ts';

const both = `${message('m')}${signal('g')}`;
const parallelMultiple = { parallelMultiple: true };

/** In one instance the message first, in another the signal; after the first nothing is different yet. */
const eitherOrder = (begin: Begin, show: (run: Driver, happen: () => void) => void): void => {
  for (const order of ['mg', 'gm'] as const) {
    const run = begin();
    const happens = (index: number) => (order[index] === 'm' ? run.message('m', { m: 1 }) : run.signal('g', { g: 1 }));
    const before = [run.open(), run.alive()];
    happens(0);
    expect([run.open(), run.alive()]).toEqual(before);
    show(run, () => happens(1));
    // What each has brought is there.
    expect(run.variables()).toEqual({ m: 1, g: 1 });
  }
};
const bothHappen = (run: Driver) => () => {
  run.message('m');
  run.signal('g');
};

export const parallelMultiples: EventCases = {
  // The first begins the instance, whose token waits in the start event for the other.
  start: {
    bpmn: beginning(both, parallelMultiple),
    outside: async (on) => {
      const begun = await on.engine.correlate({ message: 'm', variables: { m: 1 } });
      expect(await on.tasks()).toEqual([]);
      const [then] = await on.engine.broadcast({ name: 'g', variables: { g: 1 } });
      expect(then?.instanceId).toBe(begun.instanceId);
      expect(await on.tasks()).toEqual(['a']);
      expect((await on.engine.instance(begun.instanceId)).variables).toEqual({ m: 1, g: 1 });
    },
  },
  eventSubprocess: {
    bpmn: inEventSubprocess(both, true, parallelMultiple),
    drive: (begin) => eitherOrder(begin, takesOver),
  },
  eventSubprocessBeside: {
    bpmn: inEventSubprocess(both, false, parallelMultiple),
    drive: (begin) => {
      const run = begin();
      run.message('m');
      run.message('m');
      expect(run.open()).toEqual(['a']);
      runsBeside(run, () => run.signal('g'), bothHappen(run));
    },
  },
  catch: { bpmn: between(both, parallelMultiple), drive: (begin) => eitherOrder(begin, holds) },
  boundary: { bpmn: onBoundary(both, true, parallelMultiple), drive: (begin) => eitherOrder(begin, ends) },
  boundaryBeside: {
    bpmn: onBoundary(both, false, parallelMultiple),
    drive: (begin) => {
      const run = begin();
      run.message('m');
      run.message('m');
      expect(run.open()).toEqual(['a']);
      goesOnBeside(run, () => run.signal('g'), bothHappen(run));
    },
  },
};
