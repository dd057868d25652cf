// What a PostgreSQL store is opened with.
import type { Pool } from 'pg';
import type { Store } from '../port.ts';
import { refuseUnknown } from '../../model/refuse-unknown.ts';
import type { ArgumentProblem } from '../../model/argument-problems.ts';
import type { EngineErrorParams } from '../../model/engine-error.ts';
import { invalidArgument, invalidOption } from '../../model/invalid.ts';

export interface PostgresStoreOptions {
  /** Schema of the database in which the tables lie; made when it is missing. Default `quytrinh`. */
  readonly schema?: string;
  /** Connections at most; a pool that is given has its own number. Default 10. */
  readonly connections?: number;
  /** How long a call waits for a server that is away (a restart, a failover) before it gives up. Default 10,000. */
  readonly retryForMs?: number;
  /**
   * Nothing is made, migrated or written; the rights to read are enough. Of a pool that is given only this store's own calls are held
   * to it. Default false.
   */
  readonly readOnly?: boolean;
}

export interface PostgresStore extends Store {
  onWake(listener: () => void): () => void;
}

export type ResolvedOptions = Required<PostgresStoreOptions>;

/** Throws EngineError OPTION_UNKNOWN, OPTION_INVALID, ARGUMENT_INVALID. */
export function resolveOptions(from: string | Pool, options: PostgresStoreOptions): ResolvedOptions {
  refuseUnknown(options, Object.keys(defaults));
  if (typeof from === 'string' && !/^postgres(ql)?:\/\//.test(from)) {
    throw invalidArgument('url', 'NOT_POSTGRES');
  }
  const { schema, connections, retryForMs, readOnly } = { ...defaults, ...options };
  // Typed callers can't be wrong here, but options also come from files and from plain JavaScript.
  check('schema', schema, (value) => typeof value === 'string' && schemaName.test(value), 'NOT_SCHEMA_NAME');
  check('connections', connections, isWhole(1, 1_000), 'NOT_WITHIN', { least: 1, most: 1_000 });
  check('retryForMs', retryForMs, isWhole(0, 3_600_000), 'NOT_WITHIN', { least: 0, most: 3_600_000 });
  check('readOnly', readOnly, (value) => typeof value === 'boolean', 'NOT_BOOLEAN');
  return { schema, connections, retryForMs, readOnly };
}

/** Such a name needs no quotes anywhere, and leaves room in a name of 63 bytes. */
const schemaName = /^[a-z_][a-z0-9_]{0,47}$/;

const defaults: ResolvedOptions = { schema: 'quytrinh', connections: 10, retryForMs: 10_000, readOnly: false };

function check(
  name: string,
  value: unknown,
  isRight: (value: unknown) => boolean,
  problem: ArgumentProblem,
  params: EngineErrorParams = {},
): void {
  if (!isRight(value)) throw invalidOption(name, problem, { value: JSON.stringify(value), ...params });
}

function isWhole(least: number, most: number): (value: unknown) => boolean {
  return (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
