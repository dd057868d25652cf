// Lifecycle of an SLA clock. The only place where it is written down; `time/` looks transitions up in the table below.
import { setup } from 'xstate';
import type { ClockEventType, ClockState } from '../model/sla.ts';
import { transitionTable } from './transition-table.ts';

/**
 * Overdue is a fact, not an end: a breached clock may still stand still for a lawful cause, be extended once, be met or
 * cancelled. `resume` leads to `running`; whoever resumes a clock whose deadline is over breaches it again at once.
 */
export const slaClockMachine = setup({
  types: {
    events: {} as { type: ClockEventType },
  },
}).createMachine({
  id: 'slaClock',
  initial: 'notStarted',
  states: {
    notStarted: { on: { start: 'running', cancel: 'cancelled' } },
    running: {
      on: {
        pause: 'paused',
        restart: 'running',
        extend: 'running',
        warn: 'warned',
        breach: 'breached',
        meet: 'met',
        cancel: 'cancelled',
      },
    },
    warned: {
      on: {
        pause: 'paused',
        restart: 'running',
        extend: 'running',
        warn: 'warned',
        breach: 'breached',
        meet: 'met',
        cancel: 'cancelled',
      },
    },
    paused: { on: { resume: 'running', restart: 'running', meet: 'met', cancel: 'cancelled' } },
    breached: { on: { pause: 'paused', restart: 'running', extend: 'running', meet: 'met', cancel: 'cancelled' } },
    met: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export const slaClockTransitions = transitionTable<ClockState, ClockEventType>(slaClockMachine);
