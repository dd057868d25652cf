// The life of an incident: something is stuck and waits for an operator.
import { setup } from 'xstate';
import { transitionTable } from './transition-table.ts';

export const incidentMachine = setup({
  types: {
    events: {} as { type: IncidentEvent },
  },
}).createMachine({
  id: 'incident',
  initial: 'open',
  states: {
    open: { on: { resolve: 'resolved', obsolete: 'obsolete' } },
    /** Mended and tried again; if it fails again that is a new incident. */
    resolved: { type: 'final' },
    /** What was stuck is gone (terminated, cancelled). */
    obsolete: { type: 'final' },
  },
});

export type IncidentState = 'open' | 'resolved' | 'obsolete';
export type IncidentEvent = 'resolve' | 'obsolete';

export const incidentTable = transitionTable<IncidentState, IncidentEvent>(incidentMachine);
