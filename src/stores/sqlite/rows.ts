// Rows of the file → rows of the port. The tables are STRICT: hashes are blobs, flags are 0 or 1, unless the file is damaged.
import { rowReaders, type Columns, type RowReader } from '../row-readers.ts';
import { storeError } from './problems.ts';

export type { Columns, RowReader } from '../row-readers.ts';

export const read = rowReaders({
  hash: hex,
  flag: (value) => value === 1,
});

/** Throws EngineError STORE_CORRUPT when a row can't be read. */
export function readRow<T>(file: string, table: string, reader: RowReader<T>, columns: Columns): T {
  try {
    return reader(columns);
  } catch (error) {
    throw storeError(
      'STORE_CORRUPT',
      file,
      'badRow',
      { table, detail: error instanceof Error ? error.message : '' },
      error,
    );
  }
}

export function toBlob(hash: string): Buffer {
  return Buffer.from(hash, 'hex');
}

function hex(value: unknown): string {
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
