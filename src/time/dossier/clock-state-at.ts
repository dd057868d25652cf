// How the clocks of an instance stood at any moment, past ones too: from the journal alone.
import type { Calendar } from '../../model/calendar.ts';
import type { Instant } from '../../model/json.ts';
import type { ClockView, SlaClock } from '../../model/sla.ts';
import { clockAt } from '../clock/clock-at.ts';

export interface ClockStateAt {
  readonly clockId: string;
  readonly element: string;
  /** Name of the phase; null when it is no phase's clock. */
  readonly phase: string | null;
  readonly clock: SlaClock;
  readonly view: ClockView;
}

/** What of a journal is looked at. */
export type ClockHistory = readonly {
  readonly at: Instant;
  readonly events: readonly { readonly type: string; readonly [name: string]: unknown }[];
}[];

/** Clocks that had started by `at`, in the order in which they did. `calendar`: the one that held then. */
export function clockStateAt(history: ClockHistory, at: Instant, calendar: Calendar): readonly ClockStateAt[] {
  const found = new Map<string, Omit<ClockStateAt, 'view'>>();
  for (const entry of history) {
    if (entry.at > at) break;
    for (const event of entry.events) {
      const { type, clockId, element, phase, clock } = event;
      if (!type.startsWith('clock.') || typeof clockId !== 'string') continue;
      found.set(clockId, {
        clockId,
        element: String(element),
        phase: typeof phase === 'string' ? phase : null,
        clock: clock as SlaClock,
      });
    }
  }
  return [...found.values()].map((one) => ({ ...one, view: clockAt(one.clock, calendar, at) }));
}
