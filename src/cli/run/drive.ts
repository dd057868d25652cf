// Moves a run on by itself as far as it was asked to: work is completed, then what only a message could end, then time jumps.
import type { Engine, Store } from '../../engine/index.ts';
import { isEngineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import type { ManualClock } from '../../testing/index.ts';
import { usageError } from '../usage-error.ts';
import type { Family } from './family.ts';

export interface DriveParts {
  readonly engine: Engine;
  readonly store: Store;
  readonly family: Family;
  readonly rootId: string;
  /** Absent: work is left to people. */
  readonly auto: boolean;
  /** Null: time is not moved. */
  readonly clock: ManualClock | null;
  /** Most automatic acts. */
  readonly limit: number;
  /** True: nobody looks any more. */
  readonly stopped: () => boolean;
  /** Ids of receive tasks, by process. */
  readonly isReceiveTask: (process: string, element: string) => boolean;
  /** Called after every act. */
  readonly onAct: () => Promise<void>;
}

/** Gives true when it stopped since `limit` acts were done. */
export async function drive(parts: DriveParts): Promise<boolean> {
  const { engine, family, rootId, auto, clock, limit, stopped, onAct } = parts;
  let acts = 0;
  for (;;) {
    await engine.runDue();
    await onAct();
    if (stopped()) return false;
    const before = acts;
    if (auto) {
      for (const instanceId of family.active()) {
        for await (const done of openWork(parts, instanceId)) {
          if (acts >= limit) return true;
          if (!(await done())) continue;
          acts += 1;
          await onAct();
          if (stopped()) return false;
        }
      }
      // Receive tasks come last: the message may still be sent by somebody whose work was just completed.
      if (acts === before && (await receiveOne(parts))) acts += 1;
    }
    if (acts > before) {
      if (acts > limit) return true;
      continue;
    }
    if (clock === null || !family.active().includes(rootId)) return false;
    const dueAt = await nextOwnTimer(parts);
    if (dueAt === null) return false;
    if (acts >= limit) return true;
    await refuseForeignTimers(parts, dueAt);
    clock.set(Math.max(dueAt, clock.now()));
    acts += 1;
  }
}

type Act = () => Promise<boolean>;

/** Open human tasks and jobs of an instance, each as an act that says whether anything was done. */
async function* openWork({ engine }: DriveParts, instanceId: string): AsyncGenerator<Act> {
  const tasks = await engine.tasks({ instanceId, limit: AT_ONCE });
  for (const { taskId } of tasks.rows) yield () => tried(() => engine.complete(taskId, { actor: AUTO }));
  const jobs = await engine.jobs({ instanceId, limit: AT_ONCE });
  for (const { jobId, retries } of jobs.rows) if (retries > 0) yield () => tried(() => engine.completeJob(jobId));
}

const AT_ONCE = 1_000;
/** Who is written down as the one who completed a task. */
const AUTO = 'auto';

/** Work that went away with the work before it is no failure. */
async function tried(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (isEngineError(error) && goneCodes.has(error.code)) return false;
    throw error;
  }
}

const goneCodes: ReadonlySet<string> = new Set([
  'TASK_UNKNOWN',
  'JOB_UNKNOWN',
  'INSTANCE_ENDED',
  'INSTANCE_SUSPENDED',
  'SUBSCRIPTION_UNKNOWN',
]);

/** Sends one receive task its message, if the message would reach an instance of this run. */
async function receiveOne({ engine, store, family, isReceiveTask }: DriveParts): Promise<boolean> {
  for (const instanceId of family.active()) {
    const process = (await store.instance(instanceId))?.process ?? '';
    for (const { kind, element, name, key } of await store.subscriptions({ instanceId, kind: 'message' })) {
      if (kind !== 'message' || !isReceiveTask(process, element)) continue;
      const message = key === null ? { message: name } : { message: name, key };
      const [first] = (await store.subscriptions({ kind: 'message', name })).filter((row) => row.key === key);
      if (first === undefined || !family.has(first.instanceId)) continue;
      if (await tried(() => engine.correlate(message))) return true;
    }
  }
  return false;
}

async function nextOwnTimer({ store, family }: DriveParts): Promise<Instant | null> {
  let next: Instant | null = null;
  for (const instanceId of family.active()) {
    for (const { dueAt } of await store.timers({ instanceId })) if (next === null || dueAt < next) next = dueAt;
  }
  return next;
}

/** A jump would move the time of every instance in the store. */
async function refuseForeignTimers({ store, family, clock }: DriveParts, dueAt: Instant): Promise<void> {
  const now = clock?.now() ?? dueAt;
  for (const { instanceId, dueAt: theirs } of await store.dueTimers(dueAt, AT_ONCE)) {
    if (!family.has(instanceId) && theirs > now) throw usageError('timersOfOthers', { instanceId });
  }
}
