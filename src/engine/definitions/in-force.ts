// Which version is in force: by its state now, or by its days for a receipt that lies back.
import type { Instant } from '../../model/json.ts';
import type { DefinitionRow } from '../ports.ts';

/** Of one process, whose rows come oldest version first. A version that is suspended is in force all the same. */
export function inForceNow(rows: readonly DefinitionRow[], now: Instant): DefinitionRow | null {
  // The day of an approved one may have come before anybody wrote it down.
  return (
    newest(rows.filter(({ state, effectiveFromAt }) => state === 'approved' && isBy(effectiveFromAt, now))) ??
    rows.findLast(({ state }) => state === 'effective') ??
    null
  );
}

export function inForceAt(rows: readonly DefinitionRow[], at: Instant): DefinitionRow | null {
  return newest(
    rows.filter(
      ({ effectiveFromAt, effectiveToAt }) =>
        isBy(effectiveFromAt, at) && (effectiveToAt === null || at < effectiveToAt),
    ),
  );
}

/** It is in force, or was until another took its place; what was revoked is not. */
export function hasTakenEffect({ state, effectiveFromAt }: DefinitionRow, now: Instant): boolean {
  return state === 'effective' || state === 'superseded' || (state === 'approved' && isBy(effectiveFromAt, now));
}

function isBy(from: Instant | null, at: Instant): boolean {
  return from !== null && from <= at;
}

/** The one that took effect last; of several at the same instant the highest version. */
function newest(rows: readonly DefinitionRow[]): DefinitionRow | null {
  let found: DefinitionRow | null = null;
  for (const row of rows) if (found === null || row.effectiveFromAt! >= found.effectiveFromAt!) found = row;
  return found;
}
