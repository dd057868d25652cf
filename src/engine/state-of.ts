// The state that a row of an instance holds.
import { badRow } from '../model/bad-row.ts';
import { isEngineError, type EngineError } from '../model/engine-error.ts';
import type { InstanceState } from '../model/instance-state.ts';
import { parsed } from './parsed.ts';
import type { InstanceRow, Store } from './ports.ts';

/** Throws EngineError STORE_CORRUPT: the text is none that an engine has written. */
export function stateOf({ instanceId, snapshot }: InstanceRow, { name }: Pick<Store, 'name'>): InstanceState {
  const state = parsed(snapshot, name, 'instances', instanceId) as Partial<InstanceState> | null;
  if (typeof state?.elements !== 'object') throw badRow(name, 'instances', `${instanceId}: no state`);
  return state as InstanceState;
}

/** The fault of this instance alone: its row, or the version it runs under, cannot be read. */
export function isUnreadable(error: unknown): error is EngineError {
  return isEngineError(error) && (error.params.problem === 'badRow' || error.code === 'DEFINITION_UNKNOWN');
}
