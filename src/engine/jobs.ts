// Service work in process: handlers by job type. A job is delivered at least once, with a stable idempotency key; its
// result is taken exactly once, since the step that takes it also closes the job.
import { text } from '../model/argument.ts';
import { engineError, isEngineError } from '../model/engine-error.ts';
import type { Instant, Variables } from '../model/json.ts';
import { limits } from '../model/limits.ts';
import { refuseUnknown } from '../model/refuse-unknown.ts';
import { checkVariables } from './check-variables.ts';
import type { Definitions } from './definitions/definitions.ts';
import type { Executor, Origin } from './execute.ts';
import { failedAttempt } from './failed-attempt.ts';
import { after, atMost, every } from './host.ts';
import { checkWork, jobWork, type JobWork } from './job-work.ts';
import { messageOf } from './message-of.ts';
import type { Attachment, JobRow, Store } from './ports.ts';
import { readableJobs } from './readable-jobs.ts';
import { underWay } from './under-way.ts';
import type { Watch } from './watch.ts';
import { partId } from './views.ts';
import { invalidOption } from '../model/invalid.ts';

export interface JobCall extends JobWork {
  readonly jobId: string;
  readonly instanceId: string;
  readonly element: string;
  readonly jobType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Attempts left, this one included. */
  readonly retries: number;
  /**
   * Aborted when the result will not be taken any more: the attempt took longer than its `timeoutMs`, the job went to another worker, or
   * the engine closes and has waited for long enough.
   */
  readonly signal: AbortSignal;
  /** Writes rows of the agency's own in the transaction that takes the result (see `Act.inTransaction`); when that fails, the job has failed. */
  readonly inTransaction: (attachment: Attachment) => void;
}

/** Gives the results; throwing makes the job fail and be tried again, until its retries are used up. */
export type JobHandler = (job: JobCall) => Promise<Variables | undefined> | Variables | undefined;

export interface HandlerOptions {
  /** One attempt may take so long; then it has failed, whatever comes of it later. Default: ten minutes. */
  readonly timeoutMs?: number;
  /** Jobs of this type in work at the same time, in this engine. Default: 64, together with all other types. */
  readonly concurrency?: number;
}

export interface JobHandlers {
  /** Throws EngineErrors HANDLER_INVALID, OPTION_UNKNOWN, OPTION_INVALID. */
  add(jobType: string, handler: JobHandler, options?: HandlerOptions): void;
  /** Leases what is available and runs it; gives the number of jobs that were run. */
  runAvailable(now: () => Instant): Promise<number>;
  /** The same, but waits for none of them: `done` is called as each ends. Gives the number begun. */
  beginAvailable(now: () => Instant, done: () => void): Promise<number>;
  /** No job is begun from now on. Waits for those begun, but not longer than this; then their leases are given back. */
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

/** What a handler gives it may be anything: then it is a failure of the handler. */
function thrownBy(error: BpmnError, jobId: string) {
  try {
    const { errorCode } = error;
    text('errorCode', errorCode);
    checkVariables({ errorCode });
    const variables = checkVariables(error.variables);
    return { type: 'job.throwError', jobId, errorCode, message: messageOf(error), variables } as const;
  } catch (unfit) {
    return { unfit };
  }
}

/** Without a sign of life for so long, the job of a handler is given to somebody else. It is extended while the handler runs. */
const LEASE_MS = 60_000;
/** Jobs in work at the same time. */
const AT_ONCE = 64;

export interface HandlerParts {
  readonly definitions: Definitions;
  readonly store: Store;
  readonly executor: Executor;
  readonly owner: string;
  readonly random: () => number;
  readonly watch: Watch;
}

interface Handler {
  readonly handler: JobHandler;
  readonly timeoutMs: number;
  readonly concurrency: number | null;
}

/** A job in the hands of its handler. */
interface Work {
  readonly row: JobRow;
  /** The newest one. */
  readonly lease: { readonly jobId: string; fence: number };
  readonly control: AbortController;
}

export function jobHandlers({ store, definitions, executor, owner, random, watch }: HandlerParts): JobHandlers {
  const onTrouble = watch.trouble;
  const handlers = new Map<string, Handler>();
  const begun = underWay();
  const inWork = new Map<string, Work>();

  /** One attempt, under a lease that is extended for as long as it goes on. Rejects with the signal's reason once that is aborted. */
  const attempt = async (
    { handler, timeoutMs }: Handler,
    { row: { instanceId, jobId, jobType }, lease, control }: Work,
    call: JobCall,
    now: () => Instant,
  ): Promise<Variables> => {
    const aborted = new Promise<never>((_resolve, reject) => {
      control.signal.addEventListener('abort', () => reject(control.signal.reason as Error), { once: true });
    });
    const endTimeout = after(timeoutMs, () => {
      control.abort(engineError('HANDLER_TIMEOUT', { jobType, timeoutMs }));
    });
    const extend = async (): Promise<void> => {
      const { fence } = lease;
      if (await store.extendLease({ instanceId, jobId, fence, untilAt: now() + LEASE_MS })) return;
      const found = (await store.job(instanceId, jobId))?.fence ?? 0;
      control.abort(engineError('LEASE_LOST', { jobId: call.jobId, held: fence, found }));
    };
    const endExtending = every(LEASE_MS / 3, () => {
      extend().catch((error: unknown) => {
        onTrouble(error, `lease of job ${call.jobId}`);
      });
    });
    try {
      return checkVariables((await Promise.race([watch.job(call, async () => handler(call)), aborted])) ?? {});
    } finally {
      endTimeout();
      endExtending();
    }
  };

  const runOne = async (taken: Work, now: () => Instant): Promise<void> => {
    const { row, lease, control } = taken;
    const known = handlers.get(row.jobType);
    if (known === undefined) return;
    const { instanceId, jobId } = row;
    const origin: Origin = { actor: { kind: 'system', name: `handler ${row.jobType}` }, lease };
    let attached: Attachment | undefined;
    const work = await jobWork(row, store);
    const call = callOf(row, work, control.signal, (attachment) => {
      attached = attachment;
    });
    const fail = async (error: unknown): Promise<void> => {
      const failed = failedAttempt(row, work.failures, error, { now, random, onTrouble });
      await executor.execute(instanceId, failed, origin);
    };

    let results: Variables;
    try {
      await checkWork(row, work, definitions);
      results = await attempt(known, taken, call, now);
    } catch (error) {
      if (isBpmnError(error)) {
        const thrown = thrownBy(error, jobId);
        if ('unfit' in thrown) await fail(thrown.unfit);
        else await executor.execute(instanceId, thrown, origin);
      } else if (isClosing(control.signal)) await store.releaseJob(instanceId, jobId, lease.fence);
      else if (isEngineError(error) && error.code === 'LEASE_LOST') onTrouble(error, `job ${call.jobId}`);
      else await fail(error);
      return;
    }
    try {
      const by = attached === undefined ? origin : { ...origin, attach: attached };
      await executor.execute(instanceId, { type: 'job.complete', jobId, variables: results }, by);
    } catch (error) {
      const isAttachments =
        !isEngineError(error) || error.code.startsWith('ATTACHMENT') || error.code === 'STORE_NO_SQL';
      const isHandlers = isEngineError(error) && error.code === 'VARIABLES_INVALID';
      if (!isHandlers && (attached === undefined || !isAttachments)) throw error;
      await fail(error);
    }
  };

  const runGuarded = async (row: JobRow, now: () => Instant): Promise<void> => {
    const id = partId(row.instanceId, row.jobId);
    const before = inWork.get(id);
    if (before !== undefined) {
      before.lease.fence = row.fence; // its lease ran out, but it goes on here
      return;
    }
    const work: Work = { row, lease: { jobId: row.jobId, fence: row.fence }, control: new AbortController() };
    inWork.set(id, work);
    try {
      await runOne(work, now);
    } catch (error) {
      // Somebody else took it meanwhile, or it went away with its instance: that is the other's success.
      if (!isEngineError(error) || !goneCodes.has(error.code)) onTrouble(error, `job ${id}`);
    } finally {
      inWork.delete(id);
    }
  };

  let isStopped = false;
  const hasStopped = (): boolean => isStopped;
  const lease = async (now: Instant): Promise<readonly JobRow[]> => {
    if (hasStopped()) return [];
    const leased: JobRow[] = [];
    const running = (type: string): number => [...inWork.values()].filter(({ row }) => row.jobType === type).length;
    const ask = async (types: readonly string[], most: number): Promise<void> => {
      const limit = Math.min(most, AT_ONCE - inWork.size - leased.length);
      if (types.length === 0 || limit <= 0) return;
      const found = await store.leaseJobs({ types, owner, now, untilAt: now + LEASE_MS, limit });
      leased.push(...(await readableJobs(found, { store, executor, onTrouble })));
    };
    const free: string[] = [];
    for (const [type, { concurrency }] of handlers) {
      if (concurrency === null) free.push(type);
      else await ask([type], concurrency - running(type));
    }
    await ask(free, AT_ONCE);
    if (!hasStopped()) return leased;
    for (const { instanceId, jobId, fence } of leased) await store.releaseJob(instanceId, jobId, fence);
    return [];
  };

  return {
    add: (jobType, handler, options = {}) => {
      if (handlers.has(jobType)) throw engineError('HANDLER_INVALID', { jobType });
      handlers.set(jobType, { handler, ...resolved(options) });
    },
    runAvailable: async (now) => {
      const leased = await lease(now());
      await Promise.all(leased.map((row) => begun.add(runGuarded(row, now))));
      return leased.length;
    },
    beginAvailable: async (now, done) => {
      const leased = await lease(now());
      for (const row of leased) void begun.add(runGuarded(row, now)).then(done);
      return leased.length;
    },
    stop: async (waitMs) => {
      isStopped = true;
      await atMost(waitMs, begun.over());
      // What has not ended by now gives its job back, to be begun anew by somebody else.
      for (const { control } of inWork.values()) control.abort(engineError('ENGINE_CLOSED'));
      await atMost(waitMs, begun.over());
    },
  };
}

const goneCodes: ReadonlySet<string> = new Set(['JOB_UNKNOWN', 'INSTANCE_ENDED', 'LEASE_LOST']);

function isClosing({ reason }: AbortSignal): boolean {
  return isEngineError(reason) && reason.code === 'ENGINE_CLOSED';
}

function resolved(options: HandlerOptions): Omit<Handler, 'handler'> {
  refuseUnknown(options, ['timeoutMs', 'concurrency']);
  const { timeoutMs = limits.handlerMs, concurrency } = options;
  // A timer of the host takes no longer time.
  if (!(typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < 2 ** 31)) {
    throw invalidOption('timeoutMs', 'NOT_LENGTH', { value: timeoutMs });
  }
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency > 0)) {
    throw invalidOption('concurrency', 'NOT_WHOLE', { value: concurrency, least: 1 });
  }
  return { timeoutMs, concurrency: concurrency ?? null };
}

function callOf(
  row: JobRow,
  { variables, idempotencyKey }: JobWork,
  signal: AbortSignal,
  inTransaction: JobCall['inTransaction'],
): JobCall {
  const { instanceId, element, jobType, headers, retries } = row;
  const jobId = partId(instanceId, row.jobId);
  return { jobId, instanceId, element, jobType, headers, retries, variables, idempotencyKey, signal, inTransaction };
}
