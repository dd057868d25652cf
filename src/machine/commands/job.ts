// job.*: what handlers and workers report about service work.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { OpenJob } from '../../model/instance-state.ts';
import { completeActivity } from '../activity.ts';
import { raise } from '../incident.ts';
import { emit, type Run } from '../run.ts';
import { throwError } from '../throw-error.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function jobComplete(run: Run, { jobId, variables }: Of<'job.complete'>): void {
  const { on } = openJob(run, jobId);
  emit(run, { type: 'job.closed', jobId, outcome: 'completed' });
  completeActivity(run, on, variables);
}

/** `retries` is what is left; 0 raises an incident. */
export function jobFail(run: Run, { jobId, message, retries, retryAt }: Of<'job.fail'>): void {
  const { on } = openJob(run, jobId);
  const failed = { type: 'job.failed', jobId, retries, message } as const;
  emit(run, retryAt === undefined ? failed : { ...failed, retryAt });
  if (retries > 0) return;
  raise(run, on, run.state.elements.get(on)?.element ?? '', 'JOB_RETRIES_EXHAUSTED', { jobId, message });
}

export function jobThrowError(run: Run, { jobId, errorCode, message, variables }: Of<'job.throwError'>): void {
  const { on } = openJob(run, jobId);
  emit(run, { type: 'job.closed', jobId, outcome: 'errorThrown' });
  throwError(run, on, run.state.elements.get(on)?.element ?? '', errorCode, variables, message);
}

function openJob(run: Run, jobId: string): OpenJob {
  const job = run.state.jobs.get(jobId);
  if (job === undefined) throw engineError('JOB_UNKNOWN', { jobId });
  return job;
}
