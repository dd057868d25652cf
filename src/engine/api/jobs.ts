// Jobs: service work, done by handlers in process or fetched and completed by workers outside.
import type { Command } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Instant, Variables } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { jobBackOff } from '../back-off.ts';
import { checkVariables } from '../check-variables.ts';
import { failedAttempt } from '../failed-attempt.ts';
import { inFlight } from '../in-flight.ts';
import { checkWork, jobWork, type JobWork } from '../job-work.ts';
import type { HandlerOptions, JobHandler } from '../jobs.ts';
import type { EngineParts } from '../parts.ts';
import type { JobQuery, JobRow, Page } from '../ports.ts';
import { answer, originOf, type Receipt } from '../receipt.ts';
import { readableJobs } from '../readable-jobs.ts';
import { jobView, partId, splitId, viewPage, type Job } from '../views.ts';
import type { ThrownError } from './tasks.ts';

export interface JobActs {
  /** One handler for each job type. EngineErrors HANDLER_INVALID, OPTION_UNKNOWN, OPTION_INVALID. */
  handle(jobType: string, handler: JobHandler, options?: HandlerOptions): void;
  /** Open service work, leased or not. */
  jobs(query?: JobQuery): Promise<Page<Job>>;
  /**
   * For workers outside: leases free jobs, up to 1,000, for up to an hour (`forMs`), with the variables that a handler in process would be
   * given; a job whose lease has run out goes to the next who asks. One whose variables are not what the process declares has failed, as in
   * process; one whose instance cannot be read is told as trouble, and left. EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID.
   */
  leaseJobs(request: {
    readonly types?: readonly string[];
    readonly owner: string;
    readonly forMs: number;
    readonly limit: number;
  }): Promise<readonly LeasedJob[]>;
  /**
   * A sign of life: the lease ends `forMs` from now. `fence`: that of the lease. EngineErrors LEASE_LOST (it went to another, or was given
   * back), JOB_UNKNOWN (done, or gone with its instance).
   */
  extendJob(jobId: string, lease: { readonly fence: number; readonly forMs: number }): Promise<void>;
  /** Takes the result, once. EngineErrors JOB_UNKNOWN (done, or gone with its instance), LEASE_LOST, VARIABLES_INVALID. */
  completeJob(jobId: string, act?: WorkerAct & { readonly variables?: Variables }): Promise<Receipt>;
  /**
   * `retries`: attempts left, by default one less than before; 0 raises an incident. `retryAt`: not before, by default as the model says
   * in the header `retryBackoff` (ISO 8601 durations, `PT1S,PT10S,PT1M`), else longer each time. EngineErrors JOB_UNKNOWN, LEASE_LOST.
   */
  failJob(
    jobId: string,
    act: WorkerAct & { readonly message: string; readonly retries?: number; readonly retryAt?: Instant },
  ): Promise<Receipt>;
  /**
   * The work ended with a BPMN error: caught by an error event of the process, or the instance fails. EngineErrors JOB_UNKNOWN,
   * LEASE_LOST.
   */
  throwJobError(jobId: string, act: WorkerAct & ThrownError): Promise<Receipt>;
}

/** A job in the hands of a worker outside. */
export type LeasedJob = Job & JobWork;

/** Instances of leased jobs that are read at the same time. */
const READ_AT_ONCE = 16;

export interface WorkerAct extends Act {
  /** That of the lease: refused with LEASE_LOST, in the transaction of the step, when the job has gone to another worker meanwhile. */
  readonly fence?: number;
}

export function jobActs({ definitions, executor, jobs, now, open, options, store, watch }: EngineParts): JobActs {
  const jobAct = async (jobId: string, command: JobCommand, by: WorkerAct): Promise<Receipt> => {
    open();
    const { instanceId } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
    const origin = originOf(by);
    const held = by.fence === undefined ? origin : { ...origin, lease: { jobId: command.jobId, fence: by.fence } };
    return answer(await executor.execute(instanceId, command, held), command, instanceId, by);
  };
  const rowOf = async (jobId: string): Promise<JobRow> => {
    const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
    const row = await store.job(instanceId, part);
    if (row === null) throw engineError('JOB_UNKNOWN', { jobId });
    return row;
  };
  const nextAttempt = async (row: JobRow): Promise<Instant> => {
    const { failures } = await jobWork(row, store);
    return now() + jobBackOff(row.headers, failures + 1, options.random).waitMs;
  };
  /** Null: nobody can do it now. Why is told. */
  const handOut = async (row: JobRow): Promise<LeasedJob | null> => {
    const { instanceId, jobId, jobType, fence } = row;
    try {
      const work = await jobWork(row, store);
      const { variables, idempotencyKey, failures } = work;
      try {
        await checkWork(row, work, definitions);
      } catch (error) {
        const failed = failedAttempt(row, failures, error, { now, random: options.random, onTrouble: watch.trouble });
        const actor = { kind: 'system', name: `lease ${jobType}` } as const;
        await executor.execute(instanceId, failed, { actor, lease: { jobId, fence } });
        return null;
      }
      return { ...jobView(row), variables, idempotencyKey };
    } catch (error) {
      // Its lease runs out, and it comes again; the others of the batch are given out.
      watch.trouble(error, `job ${partId(instanceId, jobId)}`);
      return null;
    }
  };
  const partOf = (jobId: string): string => splitId(jobId, 'JOB_UNKNOWN', 'jobId').part;

  return {
    handle: (jobType, handler, handlerOptions) => {
      jobs.add(jobType, handler, handlerOptions);
    },
    jobs: async (query = {}) => viewPage(await store.jobs(query), jobView),
    leaseJobs: async (request) => {
      open();
      const { types, owner, forMs, limit } = request;
      const at = now();
      const leased = await store.leaseJobs({ types: types ?? null, owner, now: at, untilAt: at + forMs, limit });
      const readable = await readableJobs(leased, { store, executor, onTrouble: watch.trouble });
      return (await inFlight(readable, READ_AT_ONCE, handOut)).filter((job) => job !== null);
    },
    extendJob: async (jobId, { fence, forMs }) => {
      open();
      const { instanceId, part } = splitId(jobId, 'JOB_UNKNOWN', 'jobId');
      if (await store.extendLease({ instanceId, jobId: part, fence, untilAt: now() + forMs })) return;
      throw engineError('LEASE_LOST', { jobId, held: fence, found: (await rowOf(jobId)).fence });
    },
    completeJob: async (jobId, by = {}) =>
      jobAct(jobId, { type: 'job.complete', jobId: partOf(jobId), variables: checkVariables(by.variables) }, by),
    failJob: async (jobId, by) => {
      const { message } = by;
      const row = by.retries === undefined || by.retryAt === undefined ? await repeatable(jobId, by) : null;
      const retries = by.retries ?? (row?.retries ?? 1) - 1;
      const failed = { type: 'job.fail', jobId: partOf(jobId), message, retries } as const;
      const retryAt = by.retryAt ?? (retries > 0 && row !== null ? await nextAttempt(row) : undefined);
      return jobAct(jobId, retryAt === undefined ? failed : { ...failed, retryAt }, by);
    },
    throwJobError: async (jobId, by) => {
      const { errorCode, message = errorCode } = by;
      const variables = checkVariables(by.variables);
      return jobAct(jobId, { type: 'job.throwError', jobId: partOf(jobId), errorCode, message, variables }, by);
    },
  };

  /** The row of a job that is about to fail; null when it is gone, since the idempotency key may have been used before. */
  async function repeatable(jobId: string, { idempotencyKey }: Act): Promise<JobRow | null> {
    return rowOf(jobId).catch((error: unknown) => {
      if (idempotencyKey === undefined) throw error;
      return null;
    });
  }
}

type JobCommand = Extract<Command, { readonly type: `job.${string}` }>;
