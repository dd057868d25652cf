// What the engine could not do in the background, however often it tried: for the operator.
import { engineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import { limits } from '../../model/limits.ts';
import type { EngineParts } from '../parts.ts';
import type { PostponedRow, Stuck } from '../ports.ts';
import { outboxName, senderOf, startName, STUCK_FROM, timerName } from '../put-off.ts';

export interface TroubleActs {
  /** Timers, starts, messages, calls and notices that failed five times or more, those with most attempts first. They are tried on, once an hour. */
  stuck(query?: { readonly limit?: number }): Promise<readonly StuckWork[]>;
  /** Tries it at the next look, as if for the first time. EngineError STUCK_UNKNOWN. */
  retryStuck(id: string): Promise<void>;
}

export interface StuckWork {
  readonly id: string;
  /** `start`: a timed start of a process; `version`: an approved version whose day has come. */
  readonly kind: 'timer' | 'start' | 'version' | 'message' | 'signal' | 'call' | 'notice';
  /** The instance that waits for it, or whose step has caused it; null: a start or a version. */
  readonly instanceId: string | null;
  /** Element of the timer; name of the message, the called process, the process of a start or version … */
  readonly name: string;
  readonly attempts: number;
  /** Next attempt. */
  readonly untilAt: Instant;
  /** What went wrong the last time. */
  readonly trouble: string;
}

export function troubleActs({ open, store }: EngineParts): TroubleActs {
  return {
    stuck: async ({ limit = 100 } = {}) => {
      return (await store.postponed({ attempts: STUCK_FROM, limit })).map(viewOf);
    },
    retryStuck: async (id) => {
      open();
      for (const stuck of await store.postponed({ attempts: 1, limit: limits.pageRows })) {
        if (viewOf(stuck).id !== id) continue;
        if (await store.postpone(whichOf(stuck), null)) return;
      }
      throw engineError('STUCK_UNKNOWN', { id });
    },
  };
}

function whichOf(stuck: Stuck): PostponedRow {
  if ('outbox' in stuck) return { outbox: stuck.outbox.id };
  return 'timer' in stuck ? { timer: stuck.timer } : { start: stuck.start };
}

function viewOf(stuck: Stuck): StuckWork {
  if ('timer' in stuck) {
    const { instanceId, element, postponed } = stuck.timer;
    return { id: timerName(stuck.timer), kind: 'timer', instanceId, name: element, ...postponed };
  }
  if ('start' in stuck) {
    const { kind, process, postponed } = stuck.start;
    const id = startName(stuck.start);
    return { id, kind: kind === 'version' ? kind : 'start', instanceId: null, name: process, ...postponed };
  }
  const { kind, name, postponed } = stuck.outbox;
  const id = outboxName(stuck.outbox);
  return { id, kind: kinds[kind] ?? 'call', instanceId: senderOf(stuck.outbox), name, ...postponed };
}

const kinds: Readonly<Record<string, StuckWork['kind']>> = { message: 'message', signal: 'signal', notice: 'notice' };
