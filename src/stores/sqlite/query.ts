// Puts a query together from the conditions that are asked for, and reads its rows.
import type { SQLInputValue } from 'node:sqlite';
import type { Connection } from './connection.ts';
import { readRow, type RowReader } from './rows.ts';

export interface Conditions {
  /** Adds `sql` with its values, unless the (only) value is undefined. */
  add(sql: string, ...values: readonly (SQLInputValue | undefined)[]): void;
  /** `WHERE …`, or nothing. */
  readonly where: string;
  readonly values: readonly SQLInputValue[];
}

export function conditions(): Conditions {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  return {
    add: (sql, ...given) => {
      const known = given.filter((value) => value !== undefined);
      if (known.length < given.length) return;
      parts.push(sql);
      values.push(...known);
    },
    get where() {
      return parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
    },
    values,
  };
}

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
  return rowsOf(db, table, reader, sql, ...values)[0] ?? null;
}
