// One pass over everything that is due now: timers, timed starts, the outbox, jobs with a handler. A step may make more
// due, so passes go on until nothing is. What fails is told and left for the next call: it never stops the others.
import type { Instant } from '../model/json.ts';
import { isEngineError } from '../model/engine-error.ts';
import { limits } from '../model/limits.ts';
import { nextFiring, parseRepetition } from '../time/index.ts';
import { deliverCall } from './calls.ts';
import type { Notices } from './clocks/notices.ts';
import { keep } from './buffer.ts';
import { inFlight } from './in-flight.ts';
import type { EffectDays } from './definitions/definitions.ts';
import { timeText } from './definitions/start-rows.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import type { JobHandlers } from './jobs.ts';
import { startCommandOf } from './start-command.ts';
import type { ListedOutboxRow, OutboxRow, Postponed, StartRow, Store } from './ports.ts';
import { outboxName, putOff as nextAttempt, senderOf, startName, timerName } from './put-off.ts';
import { whole } from './whole.ts';

export interface DueCounts {
  readonly timers: number;
  readonly starts: number;
  readonly messages: number;
  readonly jobs: number;
}

export interface DueParts extends DeliveryParts {
  readonly jobs: Pick<JobHandlers, 'runAvailable'>;
  readonly notices: Notices;
  readonly now: () => Instant;
  readonly zone: string;
  readonly onTrouble: (trouble: unknown, what: string) => void;
  readonly random: () => number;
  readonly thrownMessageLivesMs: number;
  /** The engine closes: what is due is left for the next one. */
  readonly isOver: () => boolean;
}

const SYSTEM = (name: string) => ({ kind: 'system', name }) as const;
/** Passes of one call; each does up to `limits.rowsPerPoll` of every kind, and `limits.timersPerPoll` timers. */
const PASSES = 100_000;
/** Times `limits.timersPerPoll` that are looked at when engines get in each other's way. */
const MOST_SPREAD = 16;

/** What one call knows of its earlier passes, by name. */
interface Past {
  /** Not tried again in this call. */
  readonly failed: Set<string>;
  /** Somebody else was faster. */
  readonly lost: Set<string>;
}

export async function runDue(parts: DueParts): Promise<DueCounts> {
  const total = { timers: 0, starts: 0, messages: 0, jobs: 0 };
  const past: Past = { failed: new Set(), lost: new Set() };
  let spread = 1;
  for (let pass = 0; pass < PASSES && !parts.isOver(); pass += 1) {
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
    const messages = await each(() => emptyOutbox(parts, past));
    const jobs = await each(() => parts.jobs.runAvailable(parts.now));
    if (troubles.length > 0) throw troubles[0];
    total.timers += timers;
    total.starts += starts;
    total.messages += messages;
    total.jobs += jobs;
    // What fails now may stand before others that can be done: the next look goes past it.
    const isNew = past.failed.size > failed || past.lost.size > lost;
    if (timers + starts + messages + jobs === 0 && !isNew) break;
  }
  return total;
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

async function emptyOutbox(parts: DueParts, past: Past): Promise<number> {
  const { store } = parts;
  let delivered = 0;
  for (const listed of await store.outbox(limits.rowsPerPoll + past.failed.size, parts.now())) {
    if (listed.kind === 'callCancel' && (await waitsForItsOrder(listed, store))) continue;
    const attempt: Attempt = {
      name: outboxName(listed),
      before: listed.postponed,
      putOff: (to) => store.postpone({ outbox: listed.id }, to),
    };
    const done = await guarded(attempt, past, parts, async () => {
      const row = whole(listed, 'outbox', store);
      const { kind } = row;
      if (kind === 'message' || kind === 'signal') {
        const idempotencyKey = `outbox:${row.id}`;
        const steps = await deliver(
          {
            ...row,
            kind,
            from: senderOf(row),
            actor: SYSTEM('outbox'),
            idempotencyKey,
            ...(await thrownBefore(row, store)),
          },
          parts,
        );
        if (kind === 'message' && steps.length === 0) {
          await keep({ ...row, id: idempotencyKey }, parts.now(), parts.thrownMessageLivesMs, parts);
        }
      } else if (kind === 'notice') await parts.notices.deliver(row);
      else await deliverCall(row, parts);
      await store.dropOutbox(row.id);
      return true;
    });
    if (done) delivered += 1;
  }
  return delivered;
}

/** A signal that not all could take comes again for those alone: the others may wait for the next one already. */
async function thrownBefore(row: OutboxRow, store: Store): Promise<{ readonly thrownAt?: number }> {
  if (row.kind !== 'signal' || row.postponed === undefined) return {};
  const [instanceId = '', seq] = row.id.split(':');
  const thrown = (await store.journal({ instanceId, limit: Number(seq) })).at(-1);
  return thrown === undefined ? {} : { thrownAt: thrown.position };
}

/** What cancels a call that could not be started so far waits for it, or it would be started later. */
async function waitsForItsOrder(row: ListedOutboxRow, store: Store): Promise<boolean> {
  const order = await store.orderOf(row.key ?? '');
  if (order === null) return false;
  if (order.postponed !== undefined) await store.postpone({ outbox: row.id }, order.postponed);
  return true;
}

interface Attempt {
  readonly name: string;
  readonly before: Postponed | undefined;
  readonly putOff: (to: Postponed) => Promise<unknown>;
}

/** False when it failed, now or earlier in this call. What fails is told once for each attempt. */
async function guarded(
  { name, before, putOff }: Attempt,
  { failed, lost }: Past,
  { now, onTrouble, random }: DueParts,
  act: () => Promise<boolean>,
): Promise<boolean> {
  if (failed.has(name)) return false;
  try {
    return await act();
  } catch (error) {
    if (isEngineError(error) && goneCodes.has(error.code)) {
      // Its row has gone as well; what is seen a second time has one that stays.
      if (lost.has(name)) failed.add(name);
      lost.add(name);
      return false;
    }
    failed.add(name);
    if (isEngineError(error) && notNow.has(error.code)) return false;
    onTrouble(error, name);
    const to = nextAttempt(before, error, now(), random);
    if (to === null) return false;
    try {
      await putOff(to);
    } catch (trouble) {
      onTrouble(trouble, name);
    }
    return false;
  }
}

/** No fault of anybody: its time comes. A timer is not due any more when the clock was set back after the list was read. */
const notNow: ReadonlySet<string> = new Set(['INSTANCE_SUSPENDED', 'TIMER_NOT_DUE']);
/** Somebody else fired it in the meantime, or its instance ended. */
const goneCodes: ReadonlySet<string> = new Set(['TIMER_UNKNOWN', 'INSTANCE_ENDED', 'SUBSCRIPTION_UNKNOWN']);
