// One pass over everything that is due now: timers, timed starts, the outbox, jobs with a handler. A step may make more
// due, so passes go on until nothing is. What fails is told and left for the next call: it never stops the others.
import type { Instant } from '../model/json.ts';
import { engineError } from '../model/engine-error.ts';
import { limits } from '../model/limits.ts';
import { nextFiring, parseRepetition } from '../time/index.ts';
import { inFlight } from './in-flight.ts';
import type { EffectDays } from './definitions/definitions.ts';
import { timeText } from './definitions/start-rows.ts';
import { emptyOutbox, type OutboxParts } from './empty-outbox.ts';
import { guarded, type Attempt, type Past } from './guarded.ts';
import type { JobHandlers } from './jobs.ts';
import { startCommandOf } from './start-command.ts';
import type { StartRow, Store } from './ports.ts';
import { outboxName, startName, timerName } from './put-off.ts';

export interface DueCounts {
  readonly timers: number;
  readonly starts: number;
  readonly messages: number;
  readonly jobs: number;
}

export interface DueParts extends OutboxParts {
  readonly jobs: Pick<JobHandlers, 'runAvailable'>;
  /** Gives how many notices were told by now. */
  readonly tell: (past: Past) => Promise<number>;
  readonly zone: string;
}

const SYSTEM = (name: string) => ({ kind: 'system', name }) as const;
/** Times `limits.timersPerPoll` that are looked at when engines get in each other's way. */
const MOST_SPREAD = 16;

export async function runDue(parts: DueParts): Promise<DueCounts> {
  const total = { timers: 0, starts: 0, messages: 0, jobs: 0 };
  const past: Past = { failed: new Set(), lost: new Set() };
  let spread = 1;
  for (let pass = 1; !parts.isOver(); pass += 1) {
    const failed = past.failed.size;
    const lost = past.lost.size;
    // Where a list can't be read, the other lists have their turn before that is told.
    const troubles: unknown[] = [];
    const each = (act: () => Promise<number>): Promise<number> =>
      act().catch((error: unknown) => {
        troubles.push(error);
        return 0;
      });
    await each(() => takeEffects(parts, past).then(() => 0));
    const timers = await each(() => fireTimers(parts, past, spread));
    if (past.lost.size - lost > timers) spread = Math.min(spread * 2, MOST_SPREAD);
    const starts = await each(() => fireStarts(parts, past));
    const messages = (await each(() => emptyOutbox(parts, past))) + (await each(() => parts.tell(past)));
    const jobs = await each(() => parts.jobs.runAvailable(parts.now));
    if (troubles.length > 0) throw troubles[0];
    total.timers += timers;
    total.starts += starts;
    total.messages += messages;
    total.jobs += jobs;
    // What fails now may stand before others that can be done: the next look goes past it.
    const isNew = past.failed.size > failed || past.lost.size > lost;
    if (timers + starts + messages + jobs === 0 && !isNew) break;
    if (pass === limits.duePasses) {
      const name = await nextOf(parts);
      parts.onTrouble(engineError('DUE_ENDLESS', { passes: pass, name }), name);
      break;
    }
  }
  return total;
}

/** What stands first now; it may have been a timed start or a job, of which there is no such list. */
async function nextOf({ store, now }: DueParts): Promise<string> {
  const [sent] = await store.outbox(1, { now: now(), notices: false });
  if (sent !== undefined) return `${outboxName(sent)} (${sent.kind} "${sent.name}")`;
  const [timer] = await store.dueTimers(now(), 1);
  return timer === undefined ? 'runDue' : `${timerName(timer)} ("${timer.element}")`;
}

/** Where several engines see the same long list and one comes too late to most of it, it looks at more and begins anywhere. */
async function fireTimers(parts: DueParts, past: Past, spread: number): Promise<number> {
  const { store, executor, now, random } = parts;
  const most = limits.timersPerPoll;
  const due = await store.dueTimers(now(), most * spread + past.failed.size);
  const mine = due.filter((timer) => !past.failed.has(timerName(timer)));
  const first = mine.length > most ? Math.floor(random() * (mine.length - most)) : 0;
  const fired = await inFlight(mine.slice(first, first + most), limits.timersInFlight, async (timer) => {
    if (parts.isOver()) return false;
    const { instanceId, timerId } = timer;
    const attempt: Attempt = {
      name: timerName(timer),
      before: timer.postponed,
      putOff: (to) => store.postpone({ timer }, to),
    };
    return guarded(attempt, past, parts, async () => {
      await executor.execute(instanceId, { type: 'timer.fire', timerId }, { actor: SYSTEM('timer') });
      return true;
    });
  });
  return fired.filter(Boolean).length;
}

/** Approved versions whose day has come. */
async function takeEffects(parts: DueParts, past: Past): Promise<void> {
  const { store, definitions, now } = parts;
  for (const start of await store.starts({ kind: 'version', dueAt: now() })) {
    await guarded(startAttempt(start, store), past, parts, async () => {
      await definitions.settle(start.process);
      return true;
    });
  }
}

function startAttempt(start: StartRow, store: Store): Attempt {
  return { name: startName(start), before: start.postponed, putOff: (to) => store.postpone({ start }, to) };
}

async function fireStarts(parts: DueParts, past: Past): Promise<number> {
  const { store, definitions, executor, newId } = parts;
  let fired = 0;
  for (const start of await store.starts({ kind: 'timer', dueAt: parts.now() })) {
    if (start.dueAt === null) continue;
    const attempt = startAttempt(start, store);
    const done = await guarded(attempt, past, parts, async () => {
      const deployed = await definitions.byHash(start.process, start.definition);
      const command = startCommandOf(start, deployed, {});
      // The key makes the start happen once, whoever else fires it and wherever a crash falls; then the row moves on.
      await executor.begin(deployed, newId(), command, { actor: SYSTEM('timer'), idempotencyKey: attempt.name });
      const days = await definitions.daysOf(start.process, start.definition);
      return store.moveStart(start, nextStart(start, days, parts.zone));
    });
    if (done) fired += 1;
  }
  return fired;
}

/** A cycle without a start of its own is counted from where its version took effect, and ends with it. */
function nextStart(
  { name, dueAt, left }: StartRow,
  { fromAt, toAt }: EffectDays,
  zone: string,
): { dueAt: Instant | null; left: number } {
  const over = { dueAt: null, left: 0 };
  const repetition = left === 0 || dueAt === null ? null : parseRepetition(timeText(name), { zone });
  if (repetition?.ok !== true || dueAt === null) return over;
  const next = nextFiring(repetition.value, { dueAt, left, anchorAt: fromAt ?? dueAt }, zone);
  if (next === undefined || (toAt !== null && next.dueAt >= toAt)) return over;
  return { dueAt: next.dueAt, left: next.left };
}
