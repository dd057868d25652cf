// Conditional events: BPMN 2.0.2 §10.5.5.3. They happen when their condition becomes true.
import { expect } from 'vitest';
import { conditional } from '../bpmn-text.ts';
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
  type EventCases,
} from './case.ts';

const high = conditional('level > 3');
const levels =
  (run: Driver, ...all: readonly number[]) =>
  () => {
    for (const level of all) run.do({ type: 'variables.set', variables: { level } });
  };

export const conditions: EventCases = {
  start: {
    bpmn: beginning(high),
    outside: async (on) => {
      expect(await on.engine.startByCondition({ variables: { level: 3 } })).toEqual([]);
      expect(await on.engine.startByCondition({ variables: { level: 4 } })).toHaveLength(1);
      expect(await on.tasks()).toEqual(['a']);
    },
  },
  eventSubprocess: {
    bpmn: inEventSubprocess(high, true),
    drive: (begin) => {
      const run = begin({ level: 0 });
      levels(run, 1, 2)();
      takesOver(run, levels(run, 4));
    },
  },
  // Again only when it has been false in between.
  eventSubprocessBeside: {
    bpmn: inEventSubprocess(high, false),
    drive: (begin) => {
      const run = begin({ level: 0 });
      runsBeside(run, levels(run, 4, 5), levels(run, 1, 6));
    },
  },
  catch: {
    bpmn: between(high),
    drive: (begin) => {
      const run = begin({ level: 0 });
      levels(run, 1, 2)();
      holds(run, levels(run, 4));
      // True already: the token does not wait.
      expect(begin({ level: 9 }).open()).toEqual(['a']);
    },
  },
  boundary: {
    bpmn: onBoundary(high, true),
    drive: (begin) => {
      const run = begin({ level: 0 });
      levels(run, 1, 2)();
      ends(run, levels(run, 4));
    },
  },
  boundaryBeside: {
    bpmn: onBoundary(high, false),
    drive: (begin) => {
      const run = begin({ level: 0 });
      goesOnBeside(run, levels(run, 4, 5), levels(run, 1, 6));
    },
  },
};
