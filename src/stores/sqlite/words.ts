// SQLite's words for the filters.
import type { SQLInputValue } from 'node:sqlite';
import type { SqlWords } from '../sql-filters.ts';
import { toBlob } from './rows.ts';

export const words: SqlWords<SQLInputValue> = {
  table: (name) => name,
  among: (column, texts) => [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(texts)],
  flag: (column, is) => `${column} = ${Number(is)}`,
  hash: (hash) => ['?', toBlob(hash)],
  // SQLite knows nothing of how many rows a value has, and takes an equality for narrow.
  weak: (column) => `+${column}`,
};
