// Service work in process: handlers by job type. A job is delivered at least once, with a stable idempotency key; its
// result is taken exactly once, since the step that takes it also closes the job.
import { engineError, isEngineError } from '../model/engine-error.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { Instant, Variables } from '../model/json.ts';
import { checkVariables } from './check-variables.ts';
import type { Executor } from './execute.ts';
import { atMost } from './host.ts';
import type { JobRow, Store } from './ports.ts';
import { underWay } from './under-way.ts';
import { partId } from './views.ts';
import { visibleVariables } from './visible-variables.ts';

export interface JobCall {
  readonly jobId: string;
  readonly instanceId: string;
  readonly element: string;
  readonly jobType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Everything visible where the job was created. */
  readonly variables: Variables;
  /** Attempts left, this one included. */
  readonly retries: number;
  /** The same at every delivery of this job: give it to the system you call. */
  readonly idempotencyKey: string;
}

/** Gives the results; throwing makes the job fail and be tried again, until its retries are used up. */
export type JobHandler = (job: JobCall) => Promise<Variables | undefined> | Variables | undefined;

export interface JobHandlers {
  add(jobType: string, handler: JobHandler): void;
  /** Leases what is available and runs it; gives the number of jobs that were run. */
  runAvailable(now: () => Instant): Promise<number>;
  /** The same, but waits for none of them: `done` is called as each ends. Gives the number begun. */
  beginAvailable(now: () => Instant, done: () => void): Promise<number>;
  /** Waits for the jobs begun, but not longer than this; then their leases are given back. */
  stop(waitMs: number): Promise<void>;
}

/** A BPMN error, for a handler to throw: caught by an error event of the process. */
export interface BpmnError extends Error {
  readonly errorCode: string;
  readonly variables: Variables;
}

export function bpmnError(errorCode: string, message = errorCode, variables: Variables = {}): BpmnError {
  const error = new Error(message);
  error.name = 'BpmnError';
  return Object.assign(error, { errorCode, variables });
}

function isBpmnError(value: unknown): value is BpmnError {
  return value instanceof Error && value.name === 'BpmnError';
}

/** How long a handler may take before its job is given to somebody else. */
const LEASE_MS = 60_000;
/** Jobs in work at the same time. */
const AT_ONCE = 64;
/** Wait before the next attempt, by attempts already made. */
const BACK_OFF_MS = [1_000, 10_000, 60_000, 600_000];

export function jobHandlers(
  store: Store,
  run: Executor,
  owner: string,
  onTrouble: (trouble: unknown, what: string) => void,
): JobHandlers {
  const handlers = new Map<string, JobHandler>();

  const begun = underWay();
  const inWork = new Map<string, JobRow>();

  const runOne = async (row: JobRow, now: () => Instant): Promise<void> => {
    const handler = handlers.get(row.jobType);
    if (handler === undefined) return;
    const jobId = row.jobId;
    const origin = { actor: { kind: 'system', name: `handler ${row.jobType}` } } as const;
    let results: Variables;
    try {
      results = checkVariables((await handler(await callOf(store, row))) ?? {});
    } catch (error) {
      if (isBpmnError(error)) {
        const { errorCode } = error;
        const variables = checkVariables(error.variables);
        await run.execute(
          row.instanceId,
          { type: 'job.throwError', jobId, errorCode, message: error.message, variables },
          origin,
        );
        return;
      }
      onTrouble(error, `job ${partId(row.instanceId, jobId)}`);
      const retries = row.retries - 1;
      const message = error instanceof Error ? error.message : String(error);
      const failed = { type: 'job.fail', jobId, message, retries } as const;
      const wait = BACK_OFF_MS[Math.min(row.fence - 1, BACK_OFF_MS.length - 1)] ?? 0;
      await run.execute(row.instanceId, retries > 0 ? { ...failed, retryAt: now() + wait } : failed, origin);
      return;
    }
    await run.execute(row.instanceId, { type: 'job.complete', jobId, variables: results }, origin);
  };

  const runGuarded = async (row: JobRow, now: () => Instant): Promise<void> => {
    const id = partId(row.instanceId, row.jobId);
    if (inWork.has(id)) return; // its lease ran out, but it goes on here
    inWork.set(id, row);
    try {
      await runOne(row, now);
    } catch (error) {
      // Somebody else took it meanwhile, or it went away with its instance: that is the other's success.
      if (!isEngineError(error) || !goneCodes.has(error.code)) onTrouble(error, `job ${id}`);
    } finally {
      inWork.delete(id);
    }
  };

  const lease = async (now: Instant): Promise<readonly JobRow[]> => {
    const limit = AT_ONCE - inWork.size;
    if (handlers.size === 0 || limit <= 0) return [];
    return store.leaseJobs({ types: [...handlers.keys()], owner, now, untilAt: now + LEASE_MS, limit });
  };

  return {
    add: (jobType, handler) => {
      if (handlers.has(jobType)) throw engineError('HANDLER_INVALID', { jobType });
      handlers.set(jobType, handler);
    },
    runAvailable: async (now) => {
      const leased = await lease(now());
      await Promise.all(leased.map((row) => runGuarded(row, now)));
      return leased.length;
    },
    beginAvailable: async (now, done) => {
      const leased = await lease(now());
      for (const row of leased) void begun.add(runGuarded(row, now)).then(done);
      return leased.length;
    },
    stop: async (waitMs) => {
      await atMost(waitMs, begun.over());
      for (const { instanceId, jobId, fence } of inWork.values()) await store.releaseJob(instanceId, jobId, fence);
    },
  };
}

const goneCodes: ReadonlySet<string> = new Set(['JOB_UNKNOWN', 'INSTANCE_ENDED']);

async function callOf(store: Store, row: JobRow): Promise<JobCall> {
  const instance = await store.instance(row.instanceId);
  const state = instance === null ? null : (JSON.parse(instance.snapshot) as InstanceState);
  const { instanceId, element, jobType, headers, retries } = row;
  const jobId = partId(instanceId, row.jobId);
  const variables = state === null ? {} : visibleVariables(state, state.jobs[row.jobId]?.on);
  return { jobId, instanceId, element, jobType, headers, retries, variables, idempotencyKey: jobId };
}
