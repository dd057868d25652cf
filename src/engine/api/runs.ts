// What goes on by itself: due work once or in the background, checkpoints, and the end of it all.
import type { Checkpoint } from '../../model/journal.ts';
import type { Instant } from '../../model/json.ts';
import { limits } from '../../model/limits.ts';
import { sweepBuffer } from '../buffer.ts';
import { makeCheckpoint } from '../checkpoints.ts';
import { tellNotices, type OutboxParts } from '../empty-outbox.ts';
import { atMost, repeat, type Repetition } from '../host.ts';
import type { EngineParts } from '../parts.ts';
import { underWay } from '../under-way.ts';
import { applyRetention } from '../retention.ts';
import { runDue, type DueCounts, type DueParts } from '../run-due.ts';

export interface RunActs {
  /** Does all that is due at this moment of the clock: timers, timed starts, messages on their way, jobs with a handler. */
  runDue(): Promise<DueCounts>;
  /** The earliest moment at which a timer is due; null when none is armed. */
  nextDueAt(): Promise<Instant | null>;
  /**
   * Does what is due in the background until `close`: every `everyMs` (default 500), and sooner when the store says that there
   * is something. Handlers run beside it, so that none holds up timers. EngineError ENGINE_CLOSED.
   */
  work(options?: { readonly everyMs?: number }): void;
  /** The head of the audit trail over all entries so far, kept in the store and signed when the engine has a key. */
  checkpoint(): Promise<Checkpoint>;
  /**
   * Finishes the commands on their way, waits `waitMs` (default 5,000) for handlers at work and gives back the jobs of those that have
   * not ended by then (their `signal` is aborted), waits as long for the archive, makes a checkpoint, closes the store.
   */
  close(options?: { readonly waitMs?: number }): Promise<void>;
}

/** How long a buffered message may wait that nobody delivers because its deliverer has died. */
const SWEEP_MS = 60_000;
/** Between two looks at what need not be kept any more. */
const RETENTION_MS = 3_600_000;

export function runActs(parts: EngineParts): RunActs {
  const { commits, doing, gate, jobs, notices, now, open, options, store, watch, works } = parts;
  const { logger, origin, signingKey } = options;
  const onTrouble = watch.trouble;
  let atWork: Repetition | null = null;
  let stopListening: (() => void) | null = null;
  let sweptAt = -Infinity;
  const looks = underWay();
  let retainedAt = -Infinity;
  /** The last look. One begins when the one before has ended, or both would hand over the same instances. */
  let retained: Promise<void> = Promise.resolve();

  const outboxParts = (): OutboxParts => ({
    ...parts,
    onTrouble,
    random: options.random,
    thrownMessageLivesMs: options.thrownMessageLivesMs,
    isOver: gate.isClosed,
  });
  /** Beside, one look after the other: a handler that takes long, or never ends, must hold up nothing but other notices. */
  let telling: Promise<void> | null = null;
  const tellBeside = async (): Promise<number> => {
    telling ??= tellNotices(outboxParts(), { failed: new Set(), lost: new Set() })
      .then((told) => {
        if (told > 0) atWork?.soon();
      })
      .catch((error: unknown) => {
        onTrouble(error, 'notices');
      })
      .finally(() => {
        telling = null;
      });
    return 0;
  };

  /** What is looked at now and then: each has its turn, whatever becomes of the others. Gives what went wrong. */
  const sweep = async (): Promise<readonly unknown[]> => {
    // After opening, and now and then: a process may have died between a step and the delivery of what was buffered for it.
    const isTime = !isWithin(SWEEP_MS, sweptAt, now());
    const deliverKept = async (): Promise<void> => {
      await sweepBuffer(now(), parts, onTrouble);
    };
    const reclaim = async (): Promise<void> => {
      const freed = await store.reclaim(now());
      if (freed > 0) logger.warn({ rows: freed }, 'clock set back');
    };
    const forgetNotices = async (): Promise<void> => {
      const forgotten = notices.areTold() ? 0 : await notices.forget();
      if (forgotten > 0) logger.info({ rows: forgotten }, 'notices forgotten');
    };
    const troubles: unknown[] = [];
    const acts = isTime ? [deliverKept, reclaim, forgetNotices] : [() => store.dropBuffered({ expiredAt: now() })];
    for (const act of acts) await act().catch((error: unknown) => troubles.push(error));
    if (isTime && troubles.length === 0) sweptAt = now();
    return troubles;
  };

  const due = async (handlers: DueParts['jobs'], tell?: DueParts['tell']): Promise<DueCounts> => {
    const troubles = await sweep();
    const { retention } = options;
    const sending = outboxParts();
    const counts = await runDue({
      ...sending,
      jobs: handlers,
      tell: tell ?? ((past) => tellNotices(sending, past)),
      zone: options.calendar.zone,
    });
    if (retention !== undefined && !isWithin(RETENTION_MS, retainedAt, now())) {
      retainedAt = now();
      // Beside: a slow archive holds up no timer.
      retained = retained
        .then(() => applyRetention(retention, parts, gate.isClosed, onTrouble))
        .catch((error: unknown) => {
          onTrouble(error, 'retention');
        });
    }
    // What is due has had its turn before that is told.
    if (troubles.length > 0) throw troubles[0];
    return counts;
  };

  const close = async (waitMs: number): Promise<void> => {
    try {
      works.byItself = false;
      stopListening?.();
      await atWork?.stop();
      await jobs.stop(waitMs);
      await atMost(waitMs, telling ?? Promise.resolve());
      await looks.over();
      await doing.over();
      // An archive may take for ever; what it has been handed and did not keep in time is handed to it again.
      await atMost(waitMs, retained);
      await commits.idle();
      await makeCheckpoint(store, origin, signingKey, now());
    } finally {
      watch.end();
      await store.close();
      logger.info({ store: store.name }, 'closed');
    }
  };

  return {
    runDue: async () => {
      open();
      return looks.add(due(jobs));
    },
    nextDueAt: () => store.nextDueAt(),
    work: ({ everyMs = limits.pollMs } = {}) => {
      open();
      // Beside: a handler that takes long, or never ends, must hold up neither timers nor other jobs.
      const beside = {
        runAvailable: (at: () => Instant) => jobs.beginAvailable(at, () => atWork?.soon()),
      };
      works.byItself = true;
      atWork ??= repeat(everyMs, async () => {
        try {
          await due(beside, tellBeside);
        } catch (error) {
          onTrouble(error, 'work');
        }
      });
      stopListening ??=
        store.onWake?.(() => {
          atWork?.soon();
        }) ?? null;
    },
    checkpoint: async () => {
      open();
      await commits.idle();
      return makeCheckpoint(store, origin, signingKey, now());
    },
    close: ({ waitMs = limits.stopMs } = {}) => gate.close(() => close(waitMs)),
  };
}

/** Less than so long ago. A clock that was set back makes nothing wait for the time it had before. */
function isWithin(ms: number, before: Instant, now: Instant): boolean {
  return now >= before && now - before < ms;
}
