// Clocks by hand, at the end before its time, on a changed calendar, and to whom notices go.
import { engineError } from '../../model/engine-error.ts';
import { predictCompletion, type Prediction } from '../../time/index.ts';
import type { Act } from '../act.ts';
import type { NoticeHandler } from '../clocks/notices.ts';
import { recomputeClocks, type RecomputedDeadline, type RecomputeRequest } from '../clocks/recompute-clocks.ts';
import type { EngineParts } from '../parts.ts';
import type { Receipt } from '../receipt.ts';
import { invalidArgument } from '../../model/invalid.ts';
import { stateOf } from '../state-of.ts';

export interface ClockActs {
  /** Ends it at the wish of the applicant, as long as no decision exists. EngineErrors WITHDRAWAL_TOO_LATE, ARGUMENT_INVALID. */
  withdraw(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /** Ends it by the agency, with a reason (form 05 of TT 03/2025/TT-VPCP). */
  stop(instanceId: string, act: Act & { readonly reason: string }): Promise<Receipt>;
  /**
   * Stops a clock for a cause on the list of its policy. `clock`: its id, the name of its phase, or its element (the process id for the
   * dossier's). EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED.
   */
  pauseClock(
    instanceId: string,
    act: Act & {
      readonly clock: string;
      readonly cause: string;
      readonly reason?: string;
      /** Everything that is missing, once and in full. */
      readonly documents?: readonly string[];
    },
  ): Promise<Receipt>;
  /** A clock stopped by hand runs again. EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED. */
  resumeClock(instanceId: string, act: Act & { readonly clock: string }): Promise<Receipt>;
  /** The calendar has changed: open deadlines follow it by the rule; or, tried dry, what would become of them. */
  recomputeClocks(request: RecomputeRequest): Promise<readonly RecomputedDeadline[]>;
  /** When it will be finished if every step that is left takes the time it is allowed. EngineError INSTANCE_UNKNOWN. */
  predict(instanceId: string): Promise<Prediction>;
  /**
   * Told of every notice about a clock, at least once, under a stable key; throwing makes it come again. An engine without a handler leaves
   * notices to those on the same store that have one, for two weeks.
   */
  onNotice(handler: NoticeHandler): void;
  /** Moves a deadline, once and in time, as its policy allows (`clock` as above). EngineErrors CLOCK_UNKNOWN, CLOCK_REFUSED. */
  extendClock(
    instanceId: string,
    act: Act & { readonly clock: string; readonly plan: string; readonly reason: string },
  ): Promise<Receipt>;
}

export function clockActs(parts: EngineParts): ClockActs {
  const { act, notices, time, definitions, store, now, options } = parts;
  return {
    pauseClock: async (instanceId, { clock, cause, reason, documents, ...by }) => {
      const said = { ...(reason === undefined ? {} : { reason }), ...(documents === undefined ? {} : { documents }) };
      return act(instanceId, { type: 'clock.pause', clockId: named(clock), cause, ...said }, by);
    },
    resumeClock: async (instanceId, { clock, ...by }) =>
      act(instanceId, { type: 'clock.resume', clockId: named(clock) }, by),
    extendClock: async (instanceId, { clock, plan, reason, ...by }) =>
      act(instanceId, { type: 'clock.extend', clockId: named(clock), plan, reason }, by),
    recomputeClocks: async (request) => {
      const { calendar, dryRun } = request;
      if (calendar.zone !== time.calendar.zone)
        throw invalidArgument('calendar', 'OTHER_ZONE', { zone: calendar.zone });
      if (dryRun !== true) time.calendar = calendar;
      return recomputeClocks(request, { ...parts, policies: options.policies });
    },
    predict: async (instanceId) => {
      const row = await store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      const { machine } = await definitions.byHash(row.process, row.definition);
      const state = stateOf(row, store);
      return predictCompletion(machine.process, state, time.calendar, now());
    },
    withdraw: async (instanceId, { reason, ...by }) =>
      act(instanceId, { type: 'instance.stop', how: 'withdrawn', reason }, by),
    stop: async (instanceId, { reason, ...by }) =>
      act(instanceId, { type: 'instance.stop', how: 'stopped', reason }, by),
    onNotice: (handler) => {
      notices.add(handler);
    },
  };
}

function named(clock: string): string {
  if (clock === '') throw invalidArgument('clock', 'EMPTY');
  return clock;
}
