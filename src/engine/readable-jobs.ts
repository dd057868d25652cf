// Leased jobs. What cannot be read in one is taken from the journal; without those of which even that cannot be read: nobody can do such a
// one, so it becomes an incident of its instance, where an operator finds it, and comes to no worker again.
import { isEngineError } from '../model/engine-error.ts';
import type { Executor } from './execute.ts';
import { wholeJob } from './from-journal.ts';
import type { JobRow, ListedJob, Store } from './ports.ts';
import { partId } from './views.ts';

export interface ReadableJobsParts {
  readonly store: Store;
  readonly executor: Pick<Executor, 'execute'>;
  readonly onTrouble: (trouble: unknown, what: string) => void;
}

export async function readableJobs(leased: readonly ListedJob[], parts: ReadableJobsParts): Promise<JobRow[]> {
  const jobs: JobRow[] = [];
  for (const job of leased) {
    try {
      jobs.push(await wholeJob(job, parts.store, parts.onTrouble, nameOf(job)));
    } catch (error) {
      await fail(job, error, parts);
    }
  }
  return jobs;
}

async function fail(job: ListedJob, trouble: unknown, { executor, onTrouble }: ReadableJobsParts): Promise<void> {
  const { instanceId, jobId, fence } = job;
  const what = nameOf(job);
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

function nameOf({ instanceId, jobId }: ListedJob): string {
  return `job ${partId(instanceId, jobId)}`;
}
