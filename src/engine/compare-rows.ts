// What the lists show of an instance against its journal: the rows of tasks, timers, jobs, subscriptions and incidents, and the columns
// of the instance itself. Somebody who changes an assignee, a due instant or to whom a task is offered in the table is found here.
import type { InstanceState } from '../model/instance-state.ts';
import { listTables, type FoundRows, type InstanceRows, type ListTable } from './instance-rows.ts';
import type { InstanceRow } from './ports.ts';
import { sameJson, written } from './same-json.ts';

/** True when the columns beside the snapshot say what the state says. */
export function sameColumns(
  row: Pick<InstanceRow, 'process' | 'status' | 'suspended' | 'businessKey' | 'endedAt'>,
  state: InstanceState,
): boolean {
  return (
    row.process === state.process &&
    row.status === state.status &&
    row.suspended === (state.suspended === true) &&
    row.businessKey === (state.businessKey ?? null) &&
    (row.endedAt === null) === (state.status === 'active')
  );
}

/** False too when it cannot be read. */
export function sameSnapshot({ snapshot }: Pick<InstanceRow, 'snapshot'>, state: InstanceState): boolean {
  try {
    return sameJson(JSON.parse(snapshot), written(state));
  } catch {
    return false;
  }
}

/** A row that is not there, not as it should be, cannot be read, or should not be there. */
export interface RowDifference {
  readonly table: ListTable;
  readonly id: string;
}

export function rowDifferences(expected: InstanceRows, { rows, unreadable }: FoundRows): readonly RowDifference[] {
  const differences: RowDifference[] = unreadable.map(({ table, id }) => ({ table, id }));
  const known = new Set(differences.map(({ table, id }) => `${table} ${id}`));
  for (const table of listTables) {
    for (const id of new Set([...expected[table].keys(), ...rows[table].keys()])) {
      if (known.has(`${table} ${id}`)) continue;
      if (!sameJson(shown(expected[table].get(id)), shown(rows[table].get(id)))) differences.push({ table, id });
    }
  }
  return differences;
}

/** Without who works at it, and until when it waits after a failure: that is in no journal. */
function shown(row: object | undefined): unknown {
  if (row === undefined) return null;
  const facts = Object.entries(row).filter(([name]) => !passing.has(name));
  return written(Object.fromEntries(facts));
}

const passing: ReadonlySet<string> = new Set(['lease', 'fence', 'availableAt', 'postponed']);
