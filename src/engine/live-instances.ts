// Instances in memory: loaded from the store when needed, stepped one command at a time, dropped when over the limit.
import type { InstanceRow, Store } from './ports.ts';
import { liveState, type LiveState, type ProcessMachine } from '../machine/index.ts';
import { engineError } from '../model/engine-error.ts';
import type { Instant } from '../model/json.ts';
import type { DeclaredTypes } from './declared-types.ts';
import type { Definitions } from './definitions/definitions.ts';
import { stateOf } from './state-of.ts';
import { turns } from './turns.ts';

/** A cache of the store's row, owned by the engine: `state` is changed in place by each step. */
export interface LiveInstance {
  readonly instanceId: string;
  process: string;
  /** Definition it runs under; a migration changes it. */
  definition: string;
  /** When that definition was deployed. */
  deployedAt: Instant;
  machine: ProcessMachine;
  types: DeclaredTypes;
  startedAt: Instant;
  endedAt: Instant | null;
  readonly state: LiveState;
  seq: number;
  hash: string;
  /** The row that its last step has left in the store; null before the first. */
  kept: KeptRow | null;
}

/** What of a row seldom changes. */
export type KeptRow = Pick<
  InstanceRow,
  'process' | 'definition' | 'status' | 'suspended' | 'businessKey' | 'dossier' | 'endedAt'
>;

export interface LiveInstances {
  /** Runs `act` with the instance, after all acts on it that came before. */
  withInstance<T>(instanceId: string, act: (live: LiveInstance) => Promise<T>): Promise<T>;
  put(live: LiveInstance): void;
  /** Its state is no longer known to be the store's. */
  drop(instanceId: string): void;
}

export function liveInstances(store: Store, definitions: Definitions, limit: number): LiveInstances {
  const live = new Map<string, LiveInstance>();
  const acts = turns();

  const load = async (instanceId: string): Promise<LiveInstance> => {
    const known = live.get(instanceId);
    if (known !== undefined) {
      put(known);
      return known;
    }
    const row = await store.instance(instanceId);
    if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
    const { machine, types, row: definition } = await definitions.byHash(row.process, row.definition);
    const state = stateOf(row, store);
    const loaded: LiveInstance = {
      instanceId,
      process: row.process,
      definition: row.definition,
      deployedAt: definition.deployedAt,
      machine,
      types,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      state: liveState(state),
      seq: row.seq,
      hash: row.hash,
      kept: keptOf(row),
    };
    put(loaded);
    return loaded;
  };

  const put = (instance: LiveInstance): void => {
    live.delete(instance.instanceId);
    live.set(instance.instanceId, instance);
    // A Map keeps the order of insertion: the first is the one not used for longest. More than one goes after a moment in which more were
    // in work than may be kept.
    let more = live.size - limit;
    for (const oldest of live.keys()) {
      if (more <= 0) return;
      if (acts.isTaken(oldest)) continue;
      live.delete(oldest);
      more -= 1;
    }
  };

  return {
    withInstance: (instanceId, act) => acts.take(instanceId, async () => act(await load(instanceId))),
    put,
    drop: (instanceId) => {
      live.delete(instanceId);
    },
  };
}

export function keptOf(row: InstanceRow): KeptRow {
  const { process, definition, status, suspended, businessKey, dossier, endedAt } = row;
  return { process, definition, status, suspended, businessKey, dossier, endedAt };
}

/** Most steps leave all of it as it was. */
export function isAsKept(row: InstanceRow, kept: KeptRow | null): boolean {
  return (
    kept !== null &&
    row.status === kept.status &&
    row.process === kept.process &&
    row.definition === kept.definition &&
    row.suspended === kept.suspended &&
    row.businessKey === kept.businessKey &&
    row.endedAt === kept.endedAt &&
    row.dossier.status === kept.dossier.status &&
    row.dossier.light === kept.dossier.light &&
    row.dossier.riskAt === kept.dossier.riskAt &&
    row.dossier.dueAt === kept.dossier.dueAt
  );
}
