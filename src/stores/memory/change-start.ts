// One start row in the place of another, or none.
import type { StartRow } from '../port.ts';
import type { MemoryData } from './data.ts';

/** False when it is not there as it was given. */
export function changeStart({ starts }: MemoryData, start: StartRow, to: (row: StartRow) => StartRow | null): boolean {
  const rows = starts.get(start.process) ?? [];
  const at = rows.findIndex((row) => isSameStart(row, start));
  if (at === -1) return false;
  const changed = to(rows[at]!);
  starts.set(start.process, rows.toSpliced(at, 1, ...(changed === null ? [] : [changed])));
  return true;
}

function isSameStart(a: StartRow, b: StartRow): boolean {
  return (
    a.definition === b.definition &&
    a.element === b.element &&
    a.kind === b.kind &&
    a.name === b.name &&
    a.dueAt === b.dueAt &&
    a.left === b.left
  );
}
