// Who stands above a person: for assigning and taking back work, and for escalation.
import type { Instant } from '../model/json.ts';
import type { Directory } from './directory.ts';

/** Nearest first; of one unit the head before the deputies. Ends with the agency's own unit. */
export function superiorsOf(directory: Directory, personId: string, at: Instant): readonly string[] {
  const found = new Set<string>();
  for (const held of directory.holdingsOf(personId, at)) {
    const agency = directory.agencyOf(held.unit);
    for (
      let unit = directory.unit(held.unit);
      unit;
      unit = unit.parent === undefined ? undefined : directory.unit(unit.parent)
    ) {
      const ranksAbove =
        unit.id !== held.unit || held.rank === 'staff' ? (['head', 'deputy'] as const) : (['head'] as const);
      for (const rank of ranksAbove) {
        for (const seat of directory.seatsOf(unit.id)) {
          if (directory.position(seat.position)?.rank !== rank) continue;
          for (const other of directory.occupantsOf(seat, at)) if (other !== personId) found.add(other);
        }
      }
      if (unit.id === agency) break;
    }
  }
  return [...found];
}
