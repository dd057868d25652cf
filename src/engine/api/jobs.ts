// Jobs: service work, done by handlers in process or fetched and completed by workers outside.
import type { Instant, Variables } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { checkVariables } from '../check-variables.ts';
import type { JobHandler } from '../jobs.ts';
import type { EngineParts } from '../parts.ts';
import type { JobQuery, Page } from '../ports.ts';
import type { Receipt } from '../receipt.ts';
import { jobView, splitId, viewPage, type Job } from '../views.ts';
import type { ThrownError } from './tasks.ts';

export interface JobActs {
  /** One handler for each job type. EngineError HANDLER_INVALID. */
  handle(jobType: string, handler: JobHandler): void;
  /** Open service work, leased or not. */
  jobs(query?: JobQuery): Promise<Page<Job>>;
  /** For workers outside: leases free jobs; a job whose lease has run out goes to the next who asks. */
  leaseJobs(request: {
    readonly types?: readonly string[];
    readonly owner: string;
    readonly forMs: number;
    readonly limit: number;
  }): Promise<readonly Job[]>;
  /** Takes the result, once. EngineErrors JOB_UNKNOWN (done, or gone with its instance), VARIABLES_INVALID. */
  completeJob(jobId: string, act?: Act & { readonly variables?: Variables }): Promise<Receipt>;
  /** `retries`: attempts left; 0 raises an incident. `retryAt`: not before. EngineError JOB_UNKNOWN. */
  failJob(
    jobId: string,
    act: Act & { readonly message: string; readonly retries: number; readonly retryAt?: Instant },
  ): Promise<Receipt>;
  /** The work ended with a BPMN error: caught by an error event of the process, or the instance fails. EngineError JOB_UNKNOWN. */
  throwJobError(jobId: string, act: Act & ThrownError): Promise<Receipt>;
}

export function jobActs({ act, jobs, now, open, store }: EngineParts): JobActs {
  return {
    handle: (jobType, handler) => {
      jobs.add(jobType, handler);
    },
    jobs: async (query = {}) => viewPage(await store.jobs(query), jobView),
    leaseJobs: async ({ types, owner, forMs, limit }) => {
      open();
      const at = now();
      return (await store.leaseJobs({ types: types ?? null, owner, now: at, untilAt: at + forMs, limit })).map(jobView);
    },
    completeJob: async (jobId, by = {}) => {
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      return act(instanceId, { type: 'job.complete', jobId: part, variables: checkVariables(by.variables) }, by);
    },
    failJob: async (jobId, by) => {
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      const failed = { type: 'job.fail', jobId: part, message: by.message, retries: by.retries } as const;
      return act(instanceId, by.retryAt === undefined ? failed : { ...failed, retryAt: by.retryAt }, by);
    },
    throwJobError: async (jobId, by) => {
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      const { errorCode, message = errorCode } = by;
      const variables = checkVariables(by.variables);
      return act(instanceId, { type: 'job.throwError', jobId: part, errorCode, message, variables }, by);
    },
  };
}
