// The end of an instance before its time: withdrawn, stopped with a reason, closed since no answer came, or cancelled by an operator.
// Of a completed one that is being compensated it is the end of the compensation.
import type { Ending } from '../model/events.ts';
import type { ReasonParams } from '../model/reasons.ts';
import { closeIncidents } from './incident.ts';
import { emit, rootId, type Run } from './run.ts';
import { terminateAll } from './terminate.ts';

export function stopInstance(run: Run, how: Ending | null, reason: string, params?: ReasonParams): void {
  const facts = params === undefined ? {} : { params };
  closeIncidents(run, rootId(run) ?? '');
  run.stopping = reason;
  terminateAll(run);
  if (run.state.reopened === true) {
    // The dossier is completed and stays so: only its compensation ends.
    emit(run, { type: 'instance.compensated', outcome: 'cancelled', reason, ...facts });
    return;
  }
  const ended = { type: 'instance.terminated', status: 'cancelled', reason, ...facts } as const;
  emit(run, how === null ? ended : { ...ended, how });
}
