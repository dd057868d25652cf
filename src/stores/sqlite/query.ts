// Asks, and reads the rows.
import type { SQLInputValue } from 'node:sqlite';
import type { Connection } from './connection.ts';
import { readRow, type RowReader } from './rows.ts';

/** `table` is only for the message when a row is damaged. */
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

export function rowOf<T>(
  db: Connection,
  table: string,
  reader: RowReader<T>,
  sql: string,
  ...values: readonly SQLInputValue[]
): T | null {
  return db.read(() => {
    const row = db.prepare(sql).get(...values);
    return row === undefined ? null : readRow(db.context.file, table, reader, row);
  });
}
