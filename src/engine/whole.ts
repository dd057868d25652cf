// A row out of a list that has to be acted on: one that cannot be read is refused, alone.
import { badRow } from '../model/bad-row.ts';
import type { Readable, Store } from './ports.ts';

/** Throws EngineError STORE_CORRUPT. */
export function whole<Row extends object>(row: Row, table: string, { name }: Pick<Store, 'name'>): Readable<Row> {
  if ('unreadable' in row) throw badRow(name, table, String(row.unreadable));
  return row as Readable<Row>;
}
