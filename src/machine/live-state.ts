// A state at work. What lives and is open is held in Maps: ids only grow, and a Map takes and drops the hundred-thousandth at the price
// of the tenth, which a record does not. Outside of a step a state is plain JSON.
import type { ElementInstance, InstanceState } from '../model/instance-state.ts';

/** `InstanceState` with Maps, in the order of their ids, where that has records by id. */
export type LiveState = Omit<InstanceState, ById> & {
  readonly [K in ById]: Map<string, InstanceState[K][string]>;
};

/** Clocks and performers stay records: few, and named not by ids alone. */
type ById = 'elements' | 'tasks' | 'jobs' | 'calls' | 'timers' | 'subscriptions' | 'incidents';

/** A copy that steps may change: as deep as appliers write, sharing every value that they only replace. */
export function liveState(state: InstanceState): LiveState {
  const { held } = state;
  return {
    ...state,
    ...(held === undefined ? {} : { held: { ...held, deliveries: [...held.deliveries] } }),
    elements: mapOf(state.elements, copyElement),
    tasks: mapOf(state.tasks, shallow),
    jobs: mapOf(state.jobs, shallow),
    calls: mapOf(state.calls, shallow),
    timers: mapOf(state.timers, shallow),
    subscriptions: mapOf(state.subscriptions, shallow),
    incidents: mapOf(state.incidents, shallow),
    clocks: copyEach(state.clocks, shallow),
    performers: copyEach(state.performers, (persons) => [...persons]),
  };
}

/** The state as plain JSON, good until the next step: what is in it is that of `live`, which goes on changing it. */
export function plainState(live: LiveState): InstanceState {
  return {
    ...live,
    elements: recordOf(live.elements),
    tasks: recordOf(live.tasks),
    jobs: recordOf(live.jobs),
    calls: recordOf(live.calls),
    timers: recordOf(live.timers),
    subscriptions: recordOf(live.subscriptions),
    incidents: recordOf(live.incidents),
  };
}

function copyElement(instance: ElementInstance): ElementInstance {
  const copy = { ...instance };
  if (copy.variables !== undefined) copy.variables = { ...copy.variables };
  if (copy.tokens !== undefined) copy.tokens = { ...copy.tokens };
  if (copy.waits !== undefined) copy.waits = [...copy.waits];
  if (copy.heard !== undefined) copy.heard = copyEach(copy.heard, (parts) => [...parts]);
  if (copy.brought !== undefined) copy.brought = { ...copy.brought };
  if (copy.completed !== undefined) copy.completed = [...copy.completed];
  if (copy.compensation !== undefined) copy.compensation = { ...copy.compensation };
  if (copy.gateways !== undefined) copy.gateways = { ...copy.gateways };
  if (copy.loop !== undefined) {
    copy.loop = { ...copy.loop };
    if (copy.loop.outputs !== undefined) copy.loop.outputs = [...copy.loop.outputs];
  }
  return copy;
}

/** Several times as fast as Object.fromEntries. */
function recordOf<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  const record: Record<string, T> = {};
  if (map.size > 0) for (const [id, value] of map) record[id] = value;
  return record;
}

function mapOf<T>(record: Readonly<Record<string, T>>, copy: (value: T) => T): Map<string, T> {
  const map = new Map<string, T>();
  for (const [id, value] of Object.entries(record)) map.set(id, copy(value));
  return map;
}

function copyEach<T>(record: Readonly<Record<string, T>>, copy: (value: T) => T): Record<string, T> {
  const result: Record<string, T> = {};
  for (const [key, value] of Object.entries(record)) result[key] = copy(value);
  return result;
}

function shallow<T extends object>(value: T): T {
  return { ...value };
}
