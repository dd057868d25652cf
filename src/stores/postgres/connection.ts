// The pool of connections: queries, transactions, waiting for a server that is away, and errors in our words.
import { setTimeout as wait } from 'node:timers/promises';
import { Pool, types, type PoolClient, type PoolConfig } from 'pg';
import type { Answer } from '../attachment.ts';
import { limits } from '../../model/limits.ts';
import type { Value } from '../conditions.ts';
import type { SqlValue } from '../port.ts';
import type { ResolvedOptions } from './options.ts';
import { storeError } from './problems.ts';
import type { Columns } from './rows.ts';
import { isAway, isPassing, takesNoWrites, translateError, type Doing, type ErrorContext } from './translate-error.ts';

export type Parameter = Value | boolean | readonly string[];

/** Asks one client. `?` stands for the parameters in their order. */
export interface Ask {
  (sql: string, ...parameters: readonly Parameter[]): Promise<readonly Columns[]>;
  /** As a caller writes it: `$1`, `$2` …, one statement, the types of the driver. */
  readonly raw: (sql: string, parameters: readonly SqlValue[]) => Promise<Answer>;
}

/**
 * Whoever waits for others must then see what they have done: a transaction that sees only what was there when it began would number its
 * entries as if they had not come. A database or a user may have another kind as its default. And a process that is paused in the middle
 * must not hold up all others until it goes on: the server ends its transaction, and it begins anew.
 */
export const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED;
  SET LOCAL idle_in_transaction_session_timeout = ${limits.transactionIdleMs}`;

export interface Connection {
  readonly context: ErrorContext;
  readonly schema: string;
  /** At most so many at once. */
  readonly connections: number;
  /** A transaction that nobody has begun is not what `BEGIN` makes: found out when the store is opened. */
  isStricter: boolean;
  read(sql: string, ...parameters: readonly Parameter[]): Promise<readonly Columns[]>;
  write(sql: string, ...parameters: readonly Parameter[]): Promise<readonly Columns[]>;
  /**
   * Runs `act` on one client, again when the server went away or two waited for each other; `attempt` is 1, 2, 3 …
   * From the second attempt on, what the first one did may have been kept.
   */
  withClient<T>(doing: Doing, act: (ask: Ask, attempt: number) => Promise<T>): Promise<T>;
  /** A client for itself, for as long as it is needed. */
  borrow(): Promise<PoolClient>;
  close(): Promise<void>;
}

export function connection(from: string | Pool, name: string, options: ResolvedOptions): Connection {
  const { schema, retryForMs, readOnly } = options;
  const context = { name, retryForMs };
  const pool = typeof from === 'string' ? new Pool(configOf(from, options)) : from;
  // A connection that breaks while it rests is replaced at its next use; without a listener the process would end.
  const onError = (): void => undefined;
  pool.on('error', onError);

  const withClient: Connection['withClient'] = async (doing, act) => {
    if (readOnly && doing === 'write') throw storeError('STORE_WRITE', name, 'openedReadOnly');
    // From the first failure on: before it this process may have been paused, and then the server was not away at all.
    let giveUpAt: number | undefined;
    let lost: unknown;
    for (let attempt = 1; ; attempt += 1) {
      const tried = { hasBegun: false };
      try {
        return await onOneClient(pool, (ask) => {
          tried.hasBegun = true;
          return act(ask, attempt);
        });
      } catch (error) {
        // What was on its way then may have been kept, whatever comes of the attempts after it.
        if (doing === 'write' && tried.hasBegun && isAway(error)) lost ??= error;
        giveUpAt ??= performance.now() + retryForMs;
        const isAnothers = isAway(error) || takesNoWrites(error);
        const again = isPassing(error) ? attempt < MOST_ATTEMPTS : isAnothers && performance.now() < giveUpAt;
        if (!again) throw translateError(lost ?? error, doing, context);
        // Connections that rest may be to the same server, which is no primary any more; the next one that is made may be to the new one.
        if (takesNoWrites(error) && pool.idleCount > 0) continue;
        await wait(Math.min(LONGEST_WAIT_MS, 10 * 2 ** attempt));
      }
    }
  };
  const asking =
    (doing: Doing): Connection['read'] =>
    (sql, ...parameters) =>
      withClient(doing, (ask) => ask(sql, ...parameters));

  return {
    context,
    schema,
    connections: pool.options.max,
    isStricter: false,
    read: asking('read'),
    write: asking('write'),
    withClient,
    borrow: () => pool.connect(),
    close: async () => {
      pool.off('error', onError);
      // A pool that was given goes on with its owner.
      if (typeof from === 'string') {
        pool.on('error', onError);
        await pool.end();
      }
    },
  };
}

async function onOneClient<T>(pool: Pool, act: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isSound = false;
  // A client that breaks between two queries tells it by an event, and the next query fails.
  const onError = (): void => undefined;
  client.on('error', onError);
  try {
    const asked = async (sql: string, ...parameters: readonly Parameter[]): Promise<readonly Columns[]> => {
      const { rows } = await client.query<Columns>({
        text: numbered(sql),
        values: parameters as Parameter[],
        types: ourTypes,
      });
      return rows;
    };
    const raw = async (text: string, values: readonly SqlValue[]): Promise<Answer> => {
      // Extended also without values: then the server takes one statement only.
      const config = { text, values: [...values], queryMode: 'extended' };
      const { rows, rowCount } = await client.query<Columns>(config);
      return { rows, changed: rowCount ?? 0 };
    };
    const result = await act(Object.assign(asked, { raw }));
    isSound = true;
    return result;
  } finally {
    client.off('error', onError);
    // In doubt a new one: a transaction may be open on it, or an answer still on its way.
    client.release(!isSound);
  }
}

function configOf(url: string, { connections, readOnly }: ResolvedOptions): PoolConfig {
  return {
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'quytrinh',
    // The pool alone keeps no process alive.
    allowExitOnIdle: true,
    ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
  };
}

/** `?` → `$1`, `$2` …; the texts come from a bounded set, so they are kept. */
function numbered(sql: string): string {
  let text = kept.get(sql);
  if (text === undefined) {
    let number = 0;
    text = sql.replace(/\?/g, () => `$${(number += 1)}`);
    kept.set(sql, text);
  }
  return text;
}
const kept = new Map<string, string>();

/** Whole numbers as numbers, bytes as hexadecimal digits, whatever the process has set for other users of the driver. */
const ourTypes = {
  getTypeParser: ((oid: Parameters<typeof types.getTypeParser>[0], format?: 'text' | 'binary'): unknown => {
    if (oid === types.builtins.INT8) return Number;
    if (oid === types.builtins.BYTEA) return (text: string) => text.slice(2);
    return types.getTypeParser(oid, format);
  }) as typeof types.getTypeParser,
};

const CONNECT_TIMEOUT_MS = 10_000;
/** No answer for so long means that the connection is dead, whatever the network says. */
const QUERY_TIMEOUT_MS = 120_000;
const LONGEST_WAIT_MS = 1_000;
/** Of a transaction that lost against another one. */
const MOST_ATTEMPTS = 10;
