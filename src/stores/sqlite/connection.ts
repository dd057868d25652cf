// One connection to the file: kept statements, transactions, and errors in our words.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { engineError } from '../../model/engine-error.ts';
import type { Flush } from './flush.ts';
import { translateError, type Doing, type ErrorContext } from './translate-error.ts';

export interface Connection {
  readonly context: ErrorContext;
  /** Compiled once and kept. The texts come from a bounded set: every query of the store has a finite number of shapes. */
  prepare(sql: string): StatementSync;
  /** Compiled and not kept. */
  compile(sql: string): StatementSync;
  exec(sql: string): void;
  /** Whether a transaction is open. */
  readonly inTransaction: boolean;
  read<T>(act: () => T): T;
  /** One durable transaction. When it throws, nothing was kept. */
  write<T>(act: () => T): T;
  /** The same for an act that takes its time: meanwhile nothing else may be asked of this connection (`busy`). */
  writeAlone<T>(act: () => Promise<T>): Promise<T>;
  /** Resolves when the act has ended that has the connection for itself; null when none has. */
  readonly busy: Promise<unknown> | null;
  /** How many transactions it has committed. */
  readonly commits: number;
  /** Resolves when all that was committed by now survives a loss of power, if the store is to. EngineError STORE_LOST. */
  durable(): Promise<void>;
  close(): Promise<void>;
}

/** `flush`: null when what is committed need not be on the disk at once. */
export function connection(
  database: DatabaseSync,
  context: ErrorContext,
  format: number,
  flush: Flush | null,
): Connection {
  const kept = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = kept.get(sql);
    if (statement === undefined) kept.set(sql, (statement = database.prepare(sql)));
    return statement;
  };
  const inWords = <T>(doing: Doing, act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw translateError(error, doing, context);
    }
  };
  let writing = false;
  let busy: Promise<unknown> | null = null;
  let commits = 0;
  const begin = (): void => {
    if (flush !== null && flush.broken !== null) throw flush.broken;
    prepare('BEGIN IMMEDIATE').run();
    writing = true;
    // A newer version may have brought the file to its own format since it was opened here.
    const found = Number(prepare('PRAGMA user_version').get()?.user_version);
    if (found !== format) throw engineError('STORE_NEWER', { file: context.file, found, known: format });
  };
  const commit = (): void => {
    prepare('COMMIT').run();
    commits += 1;
  };
  const durable = async (): Promise<void> => flush?.now();
  const writeAlone = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      begin();
      const result = await act();
      commit();
      writing = false;
      await durable();
      return result;
    } catch (error) {
      if (writing) rollBack(prepare);
      throw translateError(error, 'write', context);
    } finally {
      writing = false;
    }
  };
  return {
    get busy() {
      return busy;
    },
    writeAlone: (act) => {
      const running = writeAlone(act);
      const over = (): void => {
        busy = null;
      };
      busy = running.then(over, over);
      return running;
    },
    context,
    prepare,
    compile: (sql) => database.prepare(sql),
    exec: (sql) => database.exec(sql),
    get inTransaction() {
      return database.isTransaction;
    },
    // Within a transaction a failing read is a failing write.
    read: (act) => (writing ? act() : inWords('read', act)),
    write: (act) =>
      inWords('write', () => {
        try {
          begin();
          const result = act();
          commit();
          return result;
        } catch (error) {
          rollBack(prepare);
          throw error;
        } finally {
          writing = false;
        }
      }),
    get commits() {
      return commits;
    },
    durable,
    close: async () => {
      database.close();
      await flush?.close();
    },
  };
}

function rollBack(prepare: (sql: string) => StatementSync): void {
  try {
    prepare('ROLLBACK').run();
  } catch {
    // SQLite rolls back by itself when the disk is full or fails; then there is no transaction left.
  }
}
