// Is the engine well? For a load balancer, a watchdog, a page of figures.
import { engineError, isEngineError } from '../../model/engine-error.ts';
import { limits } from '../../model/limits.ts';
import type { Instant } from '../../model/json.ts';
import { within } from '../host.ts';
import type { EngineParts } from '../parts.ts';
import type { Vitals } from '../ports.ts';
import { STUCK_FROM } from '../put-off.ts';
import { sinceMs, type Seen } from '../watch.ts';

export interface HealthActs {
  /** Never throws: what is wrong is in the answer. One small question to the store. */
  health(): Promise<Health>;
}

export interface Health {
  /** No problems. Incidents and stuck rows are an operator's matter, not the engine's: they don't count here. */
  readonly ok: boolean;
  /**
   * `closed`: the engine is; `store`: it does not answer (within two seconds); `write`: it took no transaction the last time, less than a
   * minute ago; `late`: work that is due has waited for more than a minute, though the engine works by itself.
   */
  readonly problems: readonly ('closed' | 'store' | 'write' | 'late')[];
  /** Name of the store, without secrets. */
  readonly store: string;
  /** How long the earliest due timer or timed start has been due. */
  readonly lagMs: number;
  readonly oldestDueAt: Instant | null;
  /** Since when the oldest free job has been free; jobs of which no worker asks count too. */
  readonly oldestJobAt: Instant | null;
  /** Of this engine, since it was opened. */
  readonly lastCommitAt: Instant | null;
  readonly incidents: number;
  /** See `stuck()`. */
  readonly stuck: number;
  /** Told to `onTrouble` since the engine was opened. */
  readonly troubles: number;
  readonly lastTrouble: Seen['lastTrouble'];
}

const LATE_MS = 60_000;

export function healthActs({ gate, now, store, watch, works }: EngineParts): HealthActs {
  const silence = (): Error => engineError('STORE_SILENT', { file: store.name, timeoutMs: limits.healthMs });
  return {
    health: async () => {
      const problems: Health['problems'][number][] = [];
      const isClosed = gate.isClosed();
      if (isClosed) problems.push('closed');
      let vitals: Vitals = { nextDueAt: null, oldestJobAt: null, incidents: 0, stuck: 0 };
      try {
        if (!isClosed) vitals = await within(limits.healthMs, store.vitals({ attempts: STUCK_FROM }), silence);
      } catch (error) {
        problems.push('store');
        watch.trouble(error, isEngineError(error) ? error.code : 'health');
      }
      const at = now();
      const lagMs = sinceMs(vitals.nextDueAt, at);
      const { failedAt } = watch.writes;
      // After that nobody knows: an engine that is left in peace must not look ill for ever.
      if (failedAt !== null && sinceMs(failedAt, at) < LATE_MS) problems.push('write');
      if (works.byItself && lagMs > LATE_MS) problems.push('late');
      const due = (instant: Instant | null): Instant | null => (instant !== null && instant <= at ? instant : null);
      return {
        ok: problems.length === 0,
        problems,
        store: store.name,
        lagMs,
        oldestDueAt: due(vitals.nextDueAt),
        oldestJobAt: due(vitals.oldestJobAt),
        incidents: vitals.incidents,
        stuck: vitals.stuck,
        ...watch.seen,
      };
    },
  };
}
