// What an SQLite store is opened with and what it can do beyond the port.
import type { Store } from '../port.ts';
import { refuseUnknown } from '../../model/refuse-unknown.ts';
import type { StoreFault } from './integrity-check.ts';
import type { ArgumentProblem } from '../../model/argument-problems.ts';
import type { EngineErrorParams } from '../../model/engine-error.ts';
import { invalidOption } from '../../model/invalid.ts';

export interface SqliteStoreOptions {
  /**
   * `full` (default): what was committed survives a loss of power. `normal`: it survives the death of the process, but a loss
   * of power may take the last steps; the file stays sound.
   */
  readonly durability?: 'full' | 'normal';
  /** How long to wait for another process that writes. Default 5,000. */
  readonly busyTimeoutMs?: number;
  /**
   * For inspectors: never writes to the file. A file at rest is read as one that does not change: start no engine on it meanwhile,
   * or inspect a backup. One that is in use is read as it grows. Default false.
   */
  readonly readOnly?: boolean;
}

export interface SqliteStore extends Store {
  /**
   * Writes a sound copy of all that is committed into a new file, while the store goes on working. Throws EngineError STORE_WRITE,
   * also when the file exists already. `onProgress`: told now and then how much is copied, from 0 to 1.
   */
  backup(file: string, options?: { readonly onProgress?: (share: number) => void }): Promise<void>;
  /** Reads the whole file; empty when nothing is wrong. What the entries say is checked by `quytrinh/audit`. */
  integrityCheck(): Promise<readonly StoreFault[]>;
}

/** Throws EngineError OPTION_UNKNOWN, OPTION_INVALID. */
export function resolveOptions(options: SqliteStoreOptions): Required<SqliteStoreOptions> {
  refuseUnknown(options, Object.keys(defaults));
  const {
    durability = defaults.durability,
    busyTimeoutMs = defaults.busyTimeoutMs,
    readOnly = defaults.readOnly,
  } = options;
  // Typed callers can't be wrong here, but options also come from files and from plain JavaScript.
  check('durability', durability, (value) => value === 'full' || value === 'normal', 'NOT_ONE_OF', {
    allowed: 'full, normal',
  });
  check('busyTimeoutMs', busyTimeoutMs, isWaitingTime, 'NOT_WITHIN', { least: 0, most: MOST_BUSY_TIMEOUT_MS });
  check('readOnly', readOnly, (value) => typeof value === 'boolean', 'NOT_BOOLEAN');
  return { durability, busyTimeoutMs, readOnly };
}

function check(
  name: string,
  value: unknown,
  isRight: (value: unknown) => boolean,
  problem: ArgumentProblem,
  params: EngineErrorParams = {},
): void {
  if (!isRight(value)) throw invalidOption(name, problem, { value: JSON.stringify(value), ...params });
}

function isWaitingTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_BUSY_TIMEOUT_MS;
}

const defaults: Required<SqliteStoreOptions> = { durability: 'full', busyTimeoutMs: 5000, readOnly: false };

/** A wait blocks the whole process, so there is an end to it. */
const MOST_BUSY_TIMEOUT_MS = 600_000;
