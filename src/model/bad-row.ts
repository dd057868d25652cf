// A row of a store that cannot be read: what stands in it is nothing that an engine has written.
import { engineError, type EngineError } from './engine-error.ts';
import { fill } from './fill.ts';

export const badRowReason = 'a row of {table} cannot be read: {detail}';

/** EngineError STORE_CORRUPT. `file`: name of the store. */
export function badRow(file: string, table: string, detail: string, cause?: unknown): EngineError {
  const params = { table, detail };
  return engineError(
    'STORE_CORRUPT',
    { file, reason: fill(badRowReason, params), problem: 'badRow', ...params },
    cause,
  );
}
