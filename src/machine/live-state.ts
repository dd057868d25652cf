// A state at work. What lives and is open is held in Maps: ids only grow, and a Map takes and drops the hundred-thousandth at the price
// of the tenth, which a record does not. Outside of a step a state is plain JSON.
import type { ElementInstance, InstanceState } from '../model/instance-state.ts';

/**
 * `InstanceState` with Maps, in the order of their ids, where that has records by id. Changed by appliers alone, through the functions
 * below.
 */
export type LiveState = Omit<InstanceState, TableName> & {
  readonly [K in TableName]: ReadonlyMap<string, Readonly<InstanceState[K][string]>>;
};

/**
 * What `snapshotText` keeps of wide instances. Beside the states and not in them: one property more there costs every step of every instance
 * up to a third.
 */
const kept = new WeakMap<LiveState, KeptTexts>();

/** Records as they are written, by blocks of neighbouring ids and by table, as long as nothing in the block changes. */
export interface KeptTexts {
  readonly idsInBlock: number;
  readonly blocks: Map<number, { [K in TableName]?: string }>;
}

/** Clocks and performers stay records: few, and named not by ids alone. */
export type TableName = 'elements' | 'tasks' | 'jobs' | 'calls' | 'timers' | 'subscriptions' | 'incidents';

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

/** The record, for one who changes it. */
export function changing<T extends object>(state: LiveState, table: ReadonlyMap<string, T>, id: string) {
  forgetText(state, id);
  return table.get(id) as { -readonly [K in keyof T]: T[K] } | undefined;
}

/** As `changing`: all of them. */
export function changingAll<T extends object>(state: LiveState, table: ReadonlyMap<string, T>) {
  kept.delete(state);
  return [...table.values()] as { -readonly [K in keyof T]: T[K] }[];
}

export function put<T extends object>(state: LiveState, table: ReadonlyMap<string, T>, id: string, record: T): void {
  forgetText(state, id);
  (table as Map<string, T>).set(id, record);
}

/** One that was there before, in its place in the order of ids. */
export function putBack<T extends object>(
  state: LiveState,
  table: ReadonlyMap<string, T>,
  id: string,
  record: T,
): void {
  const later = [...table].filter(([other]) => Number(other) > Number(id));
  for (const [other] of later) drop(state, table, other);
  put(state, table, id, record);
  for (const [other, its] of later) put(state, table, other, its);
}

/** True when it was there. */
export function drop(state: LiveState, table: ReadonlyMap<string, object>, id: string): boolean {
  forgetText(state, id);
  return (table as Map<string, object>).delete(id);
}

/** `idsInBlock`: of one that has none yet. */
export function keptTexts(state: LiveState, idsInBlock: number): KeptTexts {
  let texts = kept.get(state);
  if (texts === undefined) kept.set(state, (texts = { idsInBlock, blocks: new Map() }));
  return texts;
}

function forgetText(state: LiveState, id: string): void {
  const texts = kept.get(state);
  if (texts !== undefined) texts.blocks.delete(blockOf(texts, id));
}

export function blockOf({ idsInBlock }: KeptTexts, id: string): number {
  return Math.floor(Number(id) / idsInBlock);
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
function recordOf<T>(map: ReadonlyMap<string, Readonly<T>>): Record<string, T> {
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
