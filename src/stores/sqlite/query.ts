// Asks, and reads the rows.
import type { SQLInputValue } from 'node:sqlite';
import type { Connection } from './connection.ts';
import type { Readable } from '../port.ts';
import { readRow, readWhole, type RowReader } from '../row-readers.ts';

export function rowsOf<T>(
  db: Connection,
  table: string,
  reader: RowReader<T>,
  sql: string,
  ...values: readonly SQLInputValue[]
): readonly T[] {
  return db.read(() =>
    db
      .prepare(sql)
      .all(...values)
      .map((row) => readRow(db.context.file, table, reader, row)),
  );
}

/** Throws EngineError STORE_CORRUPT when it can't be read. */
export function rowOf<T extends object>(
  db: Connection,
  table: string,
  reader: RowReader<T>,
  sql: string,
  ...values: readonly SQLInputValue[]
): Readable<T> | null {
  return db.read(() => {
    const row = db.prepare(sql).get(...values);
    return row === undefined ? null : readWhole(db.context.file, table, reader, row);
  });
}
