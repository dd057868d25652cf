// Timer events: BPMN 2.0.2 §10.5.5.14.
import { expect } from 'vitest';
import { advanceTo } from 'quytrinh/testing';
import { BEGIN, HOUR } from '../../engine/setup.ts';
import { cycle, date, timer } from '../bpmn-text.ts';
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
import type { Driver } from '../driver.ts';

/** It happens at its time: before, it is refused. */
const fires = (run: Driver, afterMs: number) => () => {
  const [timerId = ''] = Object.keys(run.state.timers);
  run.now = BEGIN + afterMs - 1;
  expect(() => run.do({ type: 'timer.fire', timerId })).toThrow(/TIMER_NOT_DUE/);
  run.fire('x');
  expect(run.now).toBe(BEGIN + afterMs);
};

export const timers: EventCases = {
  // A cycle begins an instance each time, as often as it says.
  start: {
    bpmn: beginning(cycle('R2/PT1H')),
    outside: async (on) => {
      const { engine, clock } = on;
      await advanceTo(engine, clock, BEGIN + HOUR - 1);
      expect(await on.tasks()).toEqual([]);
      await advanceTo(engine, clock, BEGIN + HOUR);
      expect(await on.tasks()).toEqual(['a']);
      await advanceTo(engine, clock, BEGIN + 5 * HOUR);
      expect(await on.tasks()).toEqual(['a', 'a']);
    },
  },
  eventSubprocess: {
    bpmn: inEventSubprocess(timer('PT1H'), true),
    drive: (begin) => {
      const run = begin();
      takesOver(run, fires(run, HOUR));
    },
  },
  eventSubprocessBeside: {
    bpmn: inEventSubprocess(cycle('R2/PT1H'), false),
    drive: (begin) => {
      const run = begin();
      runsBeside(run, fires(run, HOUR), fires(run, 2 * HOUR));
    },
  },
  catch: {
    bpmn: between(date('2026-01-06T09:30:00+07:00')),
    drive: (begin) => {
      const run = begin();
      holds(run, fires(run, 25.5 * HOUR));
    },
  },
  boundary: {
    bpmn: onBoundary(timer('PT1H'), true),
    drive: (begin) => {
      const run = begin();
      ends(run, fires(run, HOUR));
      const intime = begin();
      intime.complete('a');
      expect(intime.state.timers).toEqual({});
    },
  },
  boundaryBeside: {
    bpmn: onBoundary(cycle('R2/PT1H'), false),
    drive: (begin) => {
      const run = begin();
      goesOnBeside(run, fires(run, HOUR), fires(run, 2 * HOUR));
    },
  },
};
