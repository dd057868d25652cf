// How many rows of a list a filter finds.
import type { SQLInputValue } from 'node:sqlite';
import { checkFilter } from '../check-filter.ts';
import { conditions } from '../conditions.ts';
import type { CountedList, ListFilters } from '../port.ts';
import { countConditions, legsOf } from '../sql-filters.ts';
import type { Connection } from './connection.ts';
import { words } from './words.ts';

export function countRows<L extends CountedList>(db: Connection, list: L, filter: ListFilters[L]): number {
  checkFilter(list, filter, false);
  return legsOf(list).reduce((size, leg) => {
    const found = conditions<SQLInputValue>();
    countConditions(found, list, filter, leg, words);
    const sql = `SELECT count(*) AS size FROM ${list} ${found.where}`;
    return size + db.read(() => Number(db.prepare(sql).get(...found.values)?.size));
  }, 0);
}
