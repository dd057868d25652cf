// Moves a run on by itself as far as it was asked to: work is completed, then what only a message could end, then time jumps.
import type { Engine, Store } from '../../engine/index.ts';
import { isEngineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import type { ManualClock } from '../../testing/index.ts';
import { usageError } from '../usage-error.ts';
import type { Family } from './family.ts';
import { fingerprint } from './fingerprint.ts';
import { loopWatch } from './loop-watch.ts';

export interface DriveParts {
  readonly engine: Engine;
  readonly store: Store;
  readonly family: Family;
  readonly rootId: string;
  /** False: work is left to people. */
  readonly auto: boolean;
  readonly clock: ManualClock | null;
  /** False: time is not moved. */
  readonly fastForward: boolean;
  /** Most automatic acts. */
  readonly limit: number;
  /** True: nobody looks any more. */
  readonly stopped: () => boolean;
  readonly isReceiveTask: (process: string, element: string) => boolean;
  /** Called after every act. */
  readonly onAct: () => Promise<void>;
}

/** Why it went no further: nothing can move (or nobody looks), too many acts, or a circle of these elements. */
export type DriveEnd =
  { readonly why: 'still' } | { readonly why: 'limit' } | { readonly why: 'circle'; readonly round: readonly Did[] };

export interface Did {
  readonly instanceId: string;
  readonly element: string;
}

export async function drive(parts: DriveParts): Promise<DriveEnd> {
  const { engine, store, family, clock, limit, stopped, onAct } = parts;
  const watch = loopWatch();
  const state = (): Promise<string> => fingerprint(store, family.active(), clock?.now() ?? null);
  let acts = 0;
  for (;;) {
    await engine.runDue();
    await onAct();
    if (stopped()) return { why: 'still' };
    let moved = false;
    for await (const act of possibleActs(parts)) {
      if (acts >= limit) return { why: 'limit' };
      if (!(await act.run())) continue;
      moved = true;
      acts += 1;
      await onAct();
      if (stopped()) return { why: 'still' };
      const round = await watch.after(JSON.stringify(act.did), state);
      if (round !== null) return { why: 'circle', round: round.map((did) => JSON.parse(did) as Did) };
      if (act.last) break;
    }
    if (!moved) return { why: 'still' };
  }
}

interface Act {
  readonly did: Did;
  /** Says whether anything was done. */
  readonly run: () => Promise<boolean>;
  /** Others may have become possible that come before what would follow. */
  readonly last: boolean;
}

/** In the order of what comes first; what comes later is only looked for when nothing before it could be done. */
async function* possibleActs(parts: DriveParts): AsyncGenerator<Act> {
  const { family, rootId, auto, fastForward } = parts;
  if (auto) {
    let some = false;
    for (const instanceId of family.active()) {
      for await (const act of openWork(parts, instanceId)) {
        some = true;
        yield act;
      }
    }
    if (some) return;
    // Receive tasks come last: the message may still be sent by somebody whose work was just completed.
    for (const instanceId of family.active()) yield* receives(parts, instanceId);
  }
  if (fastForward && family.active().includes(rootId)) yield* jump(parts);
}

async function* openWork({ engine }: DriveParts, instanceId: string): AsyncGenerator<Act> {
  const tasks = await engine.tasks({ instanceId, limit: AT_ONCE });
  for (const { taskId, element } of tasks.rows)
    yield act({ instanceId, element }, () => engine.complete(taskId, { actor: AUTO }));
  const jobs = await engine.jobs({ instanceId, limit: AT_ONCE });
  for (const { jobId, element, retries } of jobs.rows)
    if (retries > 0) yield act({ instanceId, element }, () => engine.completeJob(jobId));
}

const AT_ONCE = 1_000;
/** Who is written down as the one who completed a task. */
const AUTO = 'auto';

/** A message for each receive task, if it would reach an instance of this run. */
async function* receives(
  { engine, store, family, isReceiveTask }: DriveParts,
  instanceId: string,
): AsyncGenerator<Act> {
  const process = (await store.instance(instanceId))?.process ?? '';
  for (const { element, name, key } of (await store.subscriptions({ instanceId, kind: 'message' })).rows) {
    if (!isReceiveTask(process, element)) continue;
    const message = key === null ? { message: name } : { message: name, key };
    const [first] = (await store.subscriptions({ kind: 'message', name, key, limit: 1 })).rows;
    if (first !== undefined && family.has(first.instanceId))
      yield { ...act({ instanceId, element }, () => engine.correlate(message)), last: true };
  }
}

async function* jump(parts: DriveParts): AsyncGenerator<Act> {
  const { clock, rootId } = parts;
  const next = await nextOwnTimer(parts);
  if (clock === null || next === null) return;
  const { dueAt, element } = next;
  const move = async (): Promise<void> => {
    await refuseForeignTimers(parts, dueAt);
    clock.set(Math.max(dueAt, clock.now()));
  };
  yield { ...act({ instanceId: rootId, element }, move), last: true };
}

function act(did: Did, run: () => Promise<unknown>): Act {
  return { did, run: () => tried(run), last: false };
}

/** Work that went away with the work before it is no failure. */
async function tried(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
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

async function nextOwnTimer({
  store,
  family,
}: DriveParts): Promise<{ readonly dueAt: Instant; readonly element: string } | null> {
  let next: { readonly dueAt: Instant; readonly element: string } | null = null;
  for (const instanceId of family.active()) {
    const [timer] = (await store.timers({ instanceId, limit: 1 })).rows;
    if (timer !== undefined && (next === null || timer.dueAt < next.dueAt)) next = timer;
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
