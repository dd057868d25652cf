// What a PostgreSQL store is opened with.
import type { Pool } from 'pg';
import { invalidArgument } from '../../model/invalid.ts';
import { checkFlag, checkOption, checkWhole } from '../check-option.ts';
import type { Store } from '../port.ts';
import { refuseUnknown } from '../../model/refuse-unknown.ts';

export interface PostgresStoreOptions {
  /** Schema of the database in which the tables lie; made when it is missing. Default `quytrinh`. */
  readonly schema?: string;
  /**
   * Connections at most; a pool that is given has its own number. An engine that works by itself keeps one of them to be woken; with only one
   * it is not woken, and looks every so often. Default 10.
   */
  readonly connections?: number;
  /** How long a call waits for a server that is away or takes no writes (a restart, a failover) before it gives up. Default 10,000. */
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
  checkOption('schema', schema, typeof schema === 'string' && schemaName.test(schema), 'NOT_SCHEMA_NAME');
  checkWhole('connections', connections, 1, 1_000);
  checkWhole('retryForMs', retryForMs, 0, 3_600_000);
  checkFlag('readOnly', readOnly);
  return { schema, connections, retryForMs, readOnly };
}

/** Such a name needs no quotes anywhere, and leaves room in a name of 63 bytes. */
const schemaName = /^[a-z_][a-z0-9_]{0,47}$/;

const defaults: ResolvedOptions = { schema: 'quytrinh', connections: 10, retryForMs: 10_000, readOnly: false };
