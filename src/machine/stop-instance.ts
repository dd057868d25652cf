// The end of an instance before its time: withdrawn, stopped with a reason, closed since no answer came, or cancelled by an operator.
import type { Ending } from '../model/events.ts';
import { closeIncidents } from './incident.ts';
import { emit, rootId, type Run } from './run.ts';
import { terminateAll } from './terminate.ts';

export function stopInstance(run: Run, how: Ending | null, reason: string): void {
  closeIncidents(run, rootId(run) ?? '');
  run.stopping = reason;
  terminateAll(run);
  const ended = { type: 'instance.terminated', status: 'cancelled', reason } as const;
  emit(run, how === null ? ended : { ...ended, how });
}
