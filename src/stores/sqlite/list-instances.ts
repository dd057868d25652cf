// The list of instances in the order of their first steps, by the number of their row; or in that of their deadlines.
import type { SQLInputValue } from 'node:sqlite';
import { dueLegs } from '../by-due.ts';
import { conditions, type Conditions } from '../conditions.ts';
import { instanceStatuses, type InstanceStatus } from '../../model/instance-state.ts';
import { pageOf, placeOf, places, toPage } from '../page.ts';
import type { InstanceFilter, InstanceQuery, InstanceRow, Page } from '../port.ts';
import { instanceConditions } from '../sql-filters.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read, type Columns } from './rows.ts';
import { words } from './words.ts';

export function listInstances(db: Connection, query: InstanceQuery): Page<InstanceRow> {
  if (query.order === 'due') return byDue(db, query);
  const { limit, after } = pageOf(query, places.instances);
  const rows = statusesOf(query)
    .flatMap((status) => select(db, status === undefined ? query : { ...query, status }, after?.[0], limit + 1))
    .sort((a, b) => a.no - b.no)
    .slice(0, limit + 1);
  const page = toPage(rows, limit, places.instances, ({ no }) => [no]);
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

function byDue(db: Connection, query: InstanceQuery): Page<InstanceRow> {
  const { limit, after } = pageOf(query, places.instancesByDue);
  const rows: Numbered[] = [];
  for (const leg of dueLegs('instances', ['no'], after)) {
    const most = limit + 1 - rows.length;
    if (most === 0) break;
    const statuses = leg.hasDue ? [undefined] : statusesOf(query);
    const found = statuses.flatMap((status) => {
      const asked = conditions<SQLInputValue>();
      instanceConditions(asked, status === undefined ? query : { ...query, status }, words, leg.hasDue);
      leg.add(asked);
      return selectBy(db, leg.order, asked, most);
    });
    rows.push(...(leg.hasDue ? found : found.sort((a, b) => a.no - b.no).slice(0, most)));
  }
  const page = toPage(rows, limit, places.instancesByDue, ({ no, row }) => placeOf.instanceByDue(row, no));
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
  return selectBy(db, 'no', found, most);
}

function selectBy(db: Connection, order: string, found: Conditions<SQLInputValue>, most: number): readonly Numbered[] {
  // First the numbers: what has to be sorted is then short.
  const sql = `SELECT * FROM instances WHERE no IN (SELECT no FROM instances ${found.where} ORDER BY ${order} LIMIT ?) ORDER BY ${order}`;
  return rowsOf(db, 'instances', numbered, sql, ...found.values, most);
}

interface Numbered {
  readonly no: number;
  readonly row: InstanceRow;
}
function numbered(columns: Columns): Numbered {
  return { no: columns.no as number, row: read.instanceOf(columns) };
}
