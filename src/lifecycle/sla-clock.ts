// Lifecycle of an SLA clock. The only place where it is written down; `time/` looks transitions up in the table below.
import { createMachine } from 'xstate';
import type { ClockEventType, ClockState } from '../model/sla.ts';

/**
 * Overdue is a fact, not an end: a breached clock may still stand still for a lawful cause, be extended once, be met or
 * cancelled. `resume` leads to `running`; whoever resumes a clock whose deadline is over breaches it again at once.
 */
export const slaClockMachine = createMachine({
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

/** state → event → next state. Built from the machine when the module loads; a look-up costs nothing. */
export const slaClockTransitions: Readonly<Record<ClockState, Readonly<Partial<Record<ClockEventType, ClockState>>>>> =
  readTable();

function readTable(): Record<ClockState, Partial<Record<ClockEventType, ClockState>>> {
  const table: Record<string, Record<string, string>> = {};
  for (const node of Object.values(slaClockMachine.states)) {
    const row: Record<string, string> = {};
    for (const event of node.ownEvents) {
      const target = node.transitions.get(event)?.[0]?.target?.[0];
      if (target) row[event] = target.key;
    }
    table[node.key] = row;
  }
  return table as Record<ClockState, Partial<Record<ClockEventType, ClockState>>>;
}
