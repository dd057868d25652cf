// The life of a human task: WS-HumanTask 1.1 §4.10. Claiming and starting may be left out: who completes a task that is
// ready takes it on by that act. Suspension belongs to the instance and is not repeated here.
import { setup } from 'xstate';
import { transitionTable } from './transition-table.ts';

export const humanTaskMachine = setup({
  types: {
    events: {} as { type: HumanTaskEvent },
  },
}).createMachine({
  id: 'humanTask',
  initial: 'created',
  states: {
    created: { on: { activate: 'ready', nominate: 'reserved' } },
    ready: {
      on: {
        claim: 'reserved',
        assign: 'reserved',
        start: 'inProgress',
        complete: 'completed',
        fail: 'failed',
        skip: 'obsolete',
      },
    },
    reserved: {
      on: {
        release: 'ready',
        assign: 'reserved',
        start: 'inProgress',
        complete: 'completed',
        fail: 'failed',
        skip: 'obsolete',
      },
    },
    inProgress: {
      on: {
        release: 'ready',
        assign: 'reserved',
        stop: 'reserved',
        complete: 'completed',
        fail: 'failed',
        skip: 'obsolete',
      },
    },
    completed: { type: 'final' },
    failed: { type: 'final' },
    obsolete: { type: 'final' },
  },
});

export type HumanTaskState = 'created' | 'ready' | 'reserved' | 'inProgress' | 'completed' | 'failed' | 'obsolete';
export type HumanTaskEvent =
  'activate' | 'nominate' | 'claim' | 'release' | 'assign' | 'start' | 'stop' | 'complete' | 'fail' | 'skip';

export const humanTaskTable = transitionTable<HumanTaskState, HumanTaskEvent>(humanTaskMachine);
