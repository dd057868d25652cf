// What an engine offers about clocks: by hand, at the end before its time, on a changed calendar, and to whom notices go.
import { engineError } from '../../model/engine-error.ts';
import type { Command } from '../../model/commands.ts';
import type { Calendar } from '../../model/calendar.ts';
import type { InstanceState } from '../../model/instance-state.ts';
import { predictCompletion } from '../../time/index.ts';
import type { Definitions } from '../definitions.ts';
import type { Act, Engine, Receipt } from '../engine.ts';
import type { Notices } from './notices.ts';
import { recomputeClocks, type RecomputeParts } from './recompute-clocks.ts';

export type ClockActs = Pick<
  Engine,
  'pauseClock' | 'resumeClock' | 'extendClock' | 'recomputeClocks' | 'predict' | 'withdraw' | 'stop' | 'onNotice'
>;

export interface ClockActParts extends RecomputeParts {
  readonly act: (instanceId: string, command: Command, by: Act) => Promise<Receipt>;
  readonly notices: Notices;
  readonly definitions: Definitions;
  /** The calendar of every step from now on. */
  readonly time: { calendar: Calendar };
}

export function clockActs({ act, notices, time, definitions, ...parts }: ClockActParts): ClockActs {
  return {
    pauseClock: async (instanceId, { clock, cause, reason, documents, ...by }) => {
      const said = { ...(reason === undefined ? {} : { reason }), ...(documents === undefined ? {} : { documents }) };
      return act(instanceId, { type: 'clock.pause', clockId: clock, cause, ...said }, by);
    },
    resumeClock: async (instanceId, { clock, ...by }) => act(instanceId, { type: 'clock.resume', clockId: clock }, by),
    extendClock: async (instanceId, { element, plan, reason, ...by }) =>
      act(instanceId, { type: 'clock.extend', clockId: element, plan, reason }, by),
    recomputeClocks: async (request) => {
      const { calendar, dryRun } = request;
      if (calendar.zone !== time.calendar.zone)
        throw engineError('ARGUMENT_INVALID', { name: 'calendar', problem: `of the zone ${calendar.zone}` });
      if (dryRun !== true) time.calendar = calendar;
      return recomputeClocks(request, parts);
    },
    predict: async (instanceId) => {
      const row = await parts.store.instance(instanceId);
      if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
      const { machine } = await definitions.byHash(row.process, row.definition);
      const state = JSON.parse(row.snapshot) as InstanceState;
      return predictCompletion(machine.process, state, time.calendar, parts.now());
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
