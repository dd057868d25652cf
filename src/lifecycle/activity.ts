// The life of an activity: BPMN 2.0.2 §13.3.2, figure 13.2.
import { setup } from 'xstate';
import { transitionTable } from './transition-table.ts';

export const activityMachine = setup({
  types: {
    events: {} as { type: ActivityEvent },
  },
}).createMachine({
  id: 'activity',
  initial: 'ready',
  states: {
    ready: { on: { activate: 'active', terminate: 'terminated', withdraw: 'withdrawn' } },
    active: {
      on: {
        finish: 'completing',
        complete: 'completed',
        fail: 'failing',
        terminate: 'terminated',
        withdraw: 'withdrawn',
      },
    },
    completing: { on: { complete: 'completed', fail: 'failing', terminate: 'terminated' } },
    failing: { on: { fail: 'failed', terminate: 'terminated' } },
    completed: { on: { compensate: 'compensating' } },
    compensating: { on: { complete: 'compensated', fail: 'failed', terminate: 'terminated' } },
    failed: { type: 'final' },
    terminated: { type: 'final' },
    withdrawn: { type: 'final' },
    compensated: { type: 'final' },
  },
});

export type ActivityState =
  | 'ready'
  | 'active'
  | 'completing'
  | 'completed'
  | 'failing'
  | 'failed'
  | 'terminated'
  | 'withdrawn'
  | 'compensating'
  | 'compensated';
export type ActivityEvent = 'activate' | 'finish' | 'complete' | 'fail' | 'terminate' | 'withdraw' | 'compensate';

export const activityTable = transitionTable<ActivityState, ActivityEvent>(activityMachine);
