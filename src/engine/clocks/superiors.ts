// The line of command above a person, level by level: the head of the unit, then the head of the unit above it, up to the agency's own.
import type { Directory } from '../../authority/index.ts';
import type { Instant } from '../../model/json.ts';

/** Each level once; who is absent is passed over, and where no head is there its deputies stand for the level. */
export function superiorsByLevel(directory: Directory, personId: string, at: Instant): readonly (readonly string[])[] {
  const levels: string[][] = [];
  for (const held of directory.holdingsOf(personId, at)) {
    const agency = directory.agencyOf(held.unit);
    const above: string[][] = [];
    for (let unit = directory.unit(held.unit); unit !== undefined; unit = unitAbove(directory, unit.parent)) {
      const ownHead = unit.id === held.unit && held.rank === 'head';
      const ranks =
        unit.id === held.unit && held.rank === 'deputy' ? (['head'] as const) : (['head', 'deputy'] as const);
      if (!ownHead) {
        for (const rank of ranks) {
          const found = present(directory, unit.id, rank, at).filter((other) => other !== personId);
          if (found.length === 0) continue;
          above.push(found);
          break;
        }
      }
      if (unit.id === agency) break;
    }
    above.forEach((persons, index) => {
      const level = (levels[index] ??= []);
      for (const person of persons) if (!level.includes(person)) level.push(person);
    });
  }
  return levels;
}

function unitAbove(directory: Directory, parent: string | undefined) {
  return parent === undefined ? undefined : directory.unit(parent);
}

function present(directory: Directory, unit: string, rank: 'head' | 'deputy', at: Instant): string[] {
  return directory
    .seatsOf(unit)
    .filter(({ position }) => directory.position(position)?.rank === rank)
    .flatMap((seat) => directory.occupantsOf(seat, at))
    .filter((person) => directory.absenceOf(person, at) === undefined);
}
