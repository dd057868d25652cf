// Rows of the file → rows of the port. The tables are STRICT: hashes are blobs, flags are 0 or 1, unless the file is damaged.
import { rowReaders } from '../row-readers.ts';

export type { Columns } from '../row-readers.ts';

export const read = rowReaders({
  hash: hex,
  flag: (value) => value === 1,
});

export function toBlob(hash: string): Buffer {
  return Buffer.from(hash, 'hex');
}

function hex(value: unknown): string {
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
