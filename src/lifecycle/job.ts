// The life of a job (service work). `activated` means leased to a worker; the lease itself is a row of the store.
import { setup } from 'xstate';
import { transitionTable } from './transition-table.ts';

export const jobMachine = setup({
  types: {
    events: {} as { type: JobEvent },
  },
}).createMachine({
  id: 'job',
  initial: 'created',
  states: {
    created: {
      on: {
        lease: 'activated',
        complete: 'completed',
        throwError: 'errorThrown',
        fail: 'created',
        exhaust: 'failed',
        cancel: 'cancelled',
      },
    },
    activated: {
      on: {
        expire: 'created',
        complete: 'completed',
        throwError: 'errorThrown',
        fail: 'created',
        exhaust: 'failed',
        cancel: 'cancelled',
      },
    },
    /** Retries used up: an incident waits for an operator. */
    failed: { on: { retry: 'created', complete: 'completed', throwError: 'errorThrown', cancel: 'cancelled' } },
    completed: { type: 'final' },
    errorThrown: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export type JobState = 'created' | 'activated' | 'failed' | 'completed' | 'errorThrown' | 'cancelled';
export type JobEvent = 'lease' | 'expire' | 'complete' | 'throwError' | 'fail' | 'exhaust' | 'retry' | 'cancel';

export const jobTable = transitionTable<JobState, JobEvent>(jobMachine);
