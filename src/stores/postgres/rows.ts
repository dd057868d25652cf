// Rows of the database → rows of the port. The driver gives hashes as hexadecimal digits and flags as booleans (connection.ts).
import { rowReaders } from '../row-readers.ts';

export type { Columns } from '../row-readers.ts';

export const read = rowReaders({
  hash: (value) => value as string,
  flag: (value) => value as boolean,
});
