// The list of instances, oldest first, by the number of their row.
import { conditions, type Value } from '../conditions.ts';
import type { InstanceStatus } from '../../model/instance-state.ts';
import { pageOf, places, toPage } from '../page.ts';
import type { InstanceQuery, InstanceRow, Page } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { instanceOf, type Columns } from './rows.ts';

export function listInstances(db: Connection, query: InstanceQuery): Page<InstanceRow> {
  const { limit, after } = pageOf(query, places.instances);
  const rows = statusesOf(query)
    .flatMap((status) => select(db, query, status, after?.[0], limit + 1))
    .sort((a, b) => a.no - b.no)
    .slice(0, limit + 1);
  const page = toPage(rows, limit, places.instances, ({ no }) => [no]);
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

/** The look-up by process is sorted by status first: so it is asked once for each status, and every answer is in order. */
function statusesOf({ process, status, businessKey }: InstanceQuery): readonly (InstanceStatus | undefined)[] {
  return status === undefined && process !== undefined && businessKey === undefined
    ? Object.values(statuses)
    : [status];
}

const statuses = {
  active: 'active',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies { readonly [S in InstanceStatus]: S };

function select(
  db: Connection,
  { process, businessKey }: InstanceQuery,
  status: InstanceStatus | undefined,
  after: Value | undefined,
  most: number,
): readonly Numbered[] {
  const found = conditions();
  found.add('process = ?', process);
  found.add('status = ?', status);
  found.add('business_key = ?', businessKey);
  found.add('no > ?', after);
  return rowsOf(
    db,
    'instances',
    numbered,
    `SELECT * FROM instances ${found.where} ORDER BY no LIMIT ?`,
    ...found.values,
    most,
  );
}

interface Numbered {
  readonly no: number;
  readonly row: InstanceRow;
}
function numbered(columns: Columns): Numbered {
  return { no: columns.no as number, row: instanceOf(columns) };
}
