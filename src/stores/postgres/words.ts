// PostgreSQL's words for the filters.
import type { SqlWords } from '../sql-filters.ts';
import type { Connection, Parameter } from './connection.ts';

export function wordsOf({ schema }: Pick<Connection, 'schema'>): SqlWords<Parameter> {
  return {
    table: (name) => `${schema}.${name}`,
    among: (column, texts) => [`${column} = ANY (?::text[])`, texts],
    flag: (column, is) => (is ? column : `NOT ${column}`),
    hash: (hash) => [`decode(?, 'hex')`, hash],
    weak: (column) => column,
  };
}
