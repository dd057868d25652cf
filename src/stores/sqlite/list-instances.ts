// The list of instances in the order of their first steps: by the number of their row.
import type { SQLInputValue } from 'node:sqlite';
import { conditions } from '../conditions.ts';
import { instanceStatuses, type InstanceStatus } from '../../model/instance-state.ts';
import { pageOf, places, toPage } from '../page.ts';
import type { InstanceFilter, InstanceQuery, InstanceRow, Page } from '../port.ts';
import { instanceConditions } from '../sql-filters.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read, type Columns } from './rows.ts';
import { words } from './words.ts';

export function listInstances(db: Connection, query: InstanceQuery): Page<InstanceRow> {
  const { limit, after } = pageOf(query, places.instances);
  const rows = statusesOf(query)
    .flatMap((status) => select(db, status === undefined ? query : { ...query, status }, after?.[0], limit + 1))
    .sort((a, b) => a.no - b.no)
    .slice(0, limit + 1);
  const page = toPage(rows, limit, places.instances, ({ no }) => [no]);
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

/** The look-up by process is sorted by status first: so it is asked once for each status, and every answer is in order. */
function statusesOf({ process, status }: InstanceFilter): readonly (InstanceStatus | undefined)[] {
  if (typeof status === 'object') return [...new Set(status)];
  return status === undefined && process !== undefined ? instanceStatuses : [status];
}

function select(
  db: Connection,
  query: InstanceQuery,
  after: string | number | undefined,
  most: number,
): readonly Numbered[] {
  const found = conditions<SQLInputValue>();
  instanceConditions(found, query, words);
  found.add('instances.no > ?', after);
  // First the numbers: what has to be sorted is then short.
  const sql = `SELECT * FROM instances WHERE no IN (SELECT no FROM instances ${found.where} ORDER BY no LIMIT ?) ORDER BY no`;
  return rowsOf(db, 'instances', numbered, sql, ...found.values, most);
}

interface Numbered {
  readonly no: number;
  readonly row: InstanceRow;
}
function numbered(columns: Columns): Numbered {
  return { no: columns.no as number, row: read.instanceOf(columns) };
}
