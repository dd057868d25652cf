// Asks, and reads the rows.
import type { Connection, Parameter } from './connection.ts';
import { readRow, type RowReader } from './rows.ts';

/** `table` is only for the message when a row is damaged. */
export async function rowsOf<T>(
  db: Connection,
  table: string,
  reader: RowReader<T>,
  sql: string,
  ...parameters: readonly Parameter[]
): Promise<readonly T[]> {
  const rows = await db.read(sql, ...parameters);
  return rows.map((row) => readRow(db.context.name, table, reader, row));
}

export async function rowOf<T>(
  db: Connection,
  table: string,
  reader: RowReader<T>,
  sql: string,
  ...parameters: readonly Parameter[]
): Promise<T | null> {
  return (await rowsOf(db, table, reader, sql, ...parameters))[0] ?? null;
}
