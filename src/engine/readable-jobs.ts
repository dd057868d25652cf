// Leased jobs, without those that cannot be read: nobody can do such a one, so it becomes an incident of its instance, where an operator
// finds it, and comes to no worker again.
import { isEngineError } from '../model/engine-error.ts';
import type { Executor } from './execute.ts';
import type { JobRow, ListedJob, Store } from './ports.ts';
import { partId } from './views.ts';
import { whole } from './whole.ts';

export interface ReadableJobsParts {
  readonly store: Pick<Store, 'name'>;
  readonly executor: Pick<Executor, 'execute'>;
  readonly onTrouble: (trouble: unknown, what: string) => void;
}

export async function readableJobs(leased: readonly ListedJob[], parts: ReadableJobsParts): Promise<JobRow[]> {
  const jobs: JobRow[] = [];
  for (const job of leased) {
    try {
      jobs.push(whole(job, 'jobs', parts.store));
    } catch (error) {
      await fail(job, error, parts);
    }
  }
  return jobs;
}

async function fail(
  { instanceId, jobId, fence }: ListedJob,
  trouble: unknown,
  { executor, onTrouble }: ReadableJobsParts,
): Promise<void> {
  const what = `job ${partId(instanceId, jobId)}`;
  onTrouble(trouble, what);
  const message = isEngineError(trouble) ? trouble.message : String(trouble);
  const origin = { actor: { kind: 'system', name: 'jobs' }, lease: { jobId, fence } } as const;
  try {
    await executor.execute(instanceId, { type: 'job.fail', jobId, message, retries: 0 }, origin);
  } catch (error) {
    // Its lease runs out, and it comes here again.
    onTrouble(error, what);
  }
}
