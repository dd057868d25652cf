// Asks, and reads the rows.
import type { Connection, Parameter } from './connection.ts';
import type { Readable } from '../port.ts';
import { readRow, readWhole, type RowReader } from '../row-readers.ts';

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

/** Throws EngineError STORE_CORRUPT when it can't be read. */
export async function rowOf<T extends object>(
  db: Connection,
  table: string,
  reader: RowReader<T>,
  sql: string,
  ...parameters: readonly Parameter[]
): Promise<Readable<T> | null> {
  const [row] = await db.read(sql, ...parameters);
  return row === undefined ? null : readWhole(db.context.name, table, reader, row);
}
