// The state that a row of an instance holds.
import { badRow } from '../model/bad-row.ts';
import { isEngineError } from '../model/engine-error.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { InstanceRow, Store } from './ports.ts';

/** Throws EngineError STORE_CORRUPT: the text is none that an engine has written. */
export function stateOf({ instanceId, snapshot }: InstanceRow, { name }: Pick<Store, 'name'>): InstanceState {
  try {
    return JSON.parse(snapshot) as InstanceState;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw badRow(name, 'instances', `${instanceId}: ${detail}`, error);
  }
}

/** The fault of this instance alone: its row, or the version it runs under, cannot be read. */
export function isUnreadable(error: unknown): boolean {
  return isEngineError(error) && (error.params.problem === 'badRow' || error.code === 'DEFINITION_UNKNOWN');
}
