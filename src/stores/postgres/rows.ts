// Rows of the database → rows of the port. The driver gives hashes as hexadecimal digits and flags as booleans (connection.ts).
import { rowReaders, type Columns, type RowReader } from '../row-readers.ts';
import { storeError } from './problems.ts';

export type { Columns, RowReader } from '../row-readers.ts';

export const read = rowReaders({
  hash: (value) => value as string,
  flag: (value) => value as boolean,
});

/** Throws EngineError STORE_CORRUPT when a row can't be read. */
export function readRow<T>(name: string, table: string, reader: RowReader<T>, columns: Columns): T {
  try {
    return reader(columns);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw storeError('STORE_CORRUPT', name, 'badRow', { table, detail }, error);
  }
}
