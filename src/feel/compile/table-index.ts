// For a column whose cells are all plain values or `-`: which rows can match an input. Gives nothing for other columns.
import type { UnaryTestsNode } from '../syntax/ast.ts';

/** Rows in ascending order; `undefined` when the input is of a kind the index does not cover. */
export type ColumnIndex = (input: unknown) => readonly number[] | undefined;

/** Below this, walking the rows is as fast. */
const MIN_ROWS = 8;

export function createColumnIndex(cells: readonly UnaryTestsNode[]): ColumnIndex | undefined {
  if (cells.length < MIN_ROWS) return undefined;
  const rowsOf = new Map<unknown, number[]>();
  const open: number[] = [];
  for (let row = 0; row < cells.length; row++) {
    const values = plainValues(cells[row] as UnaryTestsNode);
    if (values === undefined || values === 'any') {
      open.push(row);
      continue;
    }
    for (const value of new Set(values)) {
      const rows = rowsOf.get(value);
      if (rows === undefined) rowsOf.set(value, [row]);
      else rows.push(row);
    }
  }
  if (rowsOf.size === 0) return undefined;
  for (const [value, rows] of rowsOf) rowsOf.set(value, merge(rows, open));
  return (input) => {
    if (typeof input !== 'string' && typeof input !== 'number' && typeof input !== 'boolean') return undefined;
    return rowsOf.get(input) ?? open;
  };
}

function plainValues(cell: UnaryTestsNode): readonly unknown[] | 'any' | undefined {
  if (cell.kind === 'any') return 'any';
  if (cell.negated) return undefined;
  const values: unknown[] = [];
  for (const test of cell.tests) {
    if (test.kind !== 'text' && test.kind !== 'number' && test.kind !== 'boolean') return undefined;
    values.push(test.value);
  }
  return values;
}

function merge(a: readonly number[], b: readonly number[]): number[] {
  return [...a, ...b].sort((x, y) => x - y);
}
