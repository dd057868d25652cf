// What an SQLite store is opened with and what it can do beyond the port.
import { checkFlag, checkOption, checkWhole } from '../check-option.ts';
import type { Store } from '../port.ts';
import { refuseUnknown } from '../../model/refuse-unknown.ts';
import type { StoreFault } from './integrity-check.ts';

export interface SqliteStoreOptions {
  /**
   * `full` (default): what was committed survives a loss of power: no method answers before the disk has confirmed what it wrote, and the
   * process works on meanwhile. `normal`: it survives the death of the process, but a loss
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
  const isDurability = ['full', 'normal'].includes(durability);
  checkOption('durability', durability, isDurability, 'NOT_ONE_OF', { allowed: 'full, normal' });
  checkWhole('busyTimeoutMs', busyTimeoutMs, 0, MOST_BUSY_TIMEOUT_MS);
  checkFlag('readOnly', readOnly);
  return { durability, busyTimeoutMs, readOnly };
}

const defaults: Required<SqliteStoreOptions> = { durability: 'full', busyTimeoutMs: 5000, readOnly: false };

/** A wait blocks the whole process, so there is an end to it. */
const MOST_BUSY_TIMEOUT_MS = 600_000;
