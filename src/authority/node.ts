// What a chain of grants runs through: persons, seats (a position in a unit, held or vacant) and collective bodies.
import type { Capacity, Party, Rank } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import { sameSeat, type Directory, type Seat } from './directory.ts';

export type Node =
  | { readonly kind: 'person'; readonly person: string }
  | ({ readonly kind: 'seat' } & Seat)
  | { readonly kind: 'body'; readonly unit: string };

/** In what quality a node stands: the rules judge ranks and units. */
export interface Standing {
  readonly rank: Rank | 'body';
  readonly unit: string;
  readonly position?: string;
  readonly personId?: string;
}

/** A role stands for its seats, and for the persons to whom it was given personally. */
export function nodesOf(party: Party, directory: Directory, at: Instant): readonly Node[] {
  if ('person' in party) return [{ kind: 'person', person: party.person }];
  if ('position' in party) return [{ kind: 'seat', position: party.position, unit: party.unit }];
  if ('body' in party) return [{ kind: 'body', unit: party.body }];
  const { role, unit } = party;
  const inUnit = (seat: Seat) => unit === undefined || directory.within(seat.unit, unit);
  const seats = directory.seats.filter((seat) => inUnit(seat) && directory.seatCarries(seat, role, at));
  const persons = directory.persons.filter((person) =>
    directory.holdingsOf(person.id, at).some((held) => held.roles.includes(role) && inUnit(held)),
  );
  return [
    ...seats.map((seat): Node => ({ kind: 'seat', ...seat })),
    ...persons.map((person): Node => ({ kind: 'person', person: person.id })),
  ];
}

export function standingsOf(node: Node, directory: Directory, at: Instant): readonly Standing[] {
  switch (node.kind) {
    case 'person':
      return directory
        .holdingsOf(node.person, at)
        .map(({ rank, unit, position, personId }) => ({ rank, unit, position, personId }));
    case 'seat': {
      const rank = directory.position(node.position)?.rank;
      if (rank === undefined || !directory.unitOpen(node.unit, at)) return [];
      const occupant = soleOccupant(node, directory, at);
      return [
        { rank, unit: node.unit, position: node.position, ...(occupant !== undefined && { personId: occupant }) },
      ];
    }
    case 'body':
      return directory.unitOpen(node.unit, at) ? [{ rank: 'body', unit: node.unit }] : [];
  }
}

/** A seat speaks for one person only when nobody else is in it. */
export function soleOccupant(seat: Seat, directory: Directory, at: Instant): string | undefined {
  const occupants = directory.occupantsOf(seat, at);
  return occupants.length === 1 ? occupants[0] : undefined;
}

/** What was given to `given` may be passed on, or done, by `taker`. */
export function reaches(given: Node, taker: Node, directory: Directory, at: Instant): boolean {
  if (given.kind === 'person') {
    if (taker.kind === 'person') return given.person === taker.person;
    // Given to a person by name: the seat has it only while the person alone is in it.
    return taker.kind === 'seat' && soleOccupant(taker, directory, at) === given.person;
  }
  if (given.kind === 'seat') {
    if (taker.kind === 'seat') return sameSeat(given, taker);
    return taker.kind === 'person' && directory.occupantsOf(given, at).includes(taker.person);
  }
  return taker.kind === 'body' && given.unit === taker.unit;
}

export function capacityOf(standing: Partial<Standing>, directory: Directory): Capacity {
  const person = standing.personId === undefined ? undefined : directory.person(standing.personId);
  const position = standing.position === undefined ? undefined : directory.position(standing.position);
  const unit = standing.unit === undefined ? undefined : directory.unit(standing.unit);
  return {
    ...(person && { personId: person.id, name: person.name }),
    ...(position && { position: position.id, positionName: position.name }),
    ...(unit && { unit: unit.id, unitName: unit.name }),
  };
}

export function nodeName(node: Node, directory: Directory): string {
  switch (node.kind) {
    case 'person':
      return directory.person(node.person)?.name ?? node.person;
    case 'seat':
      return `${directory.position(node.position)?.name ?? node.position} (${directory.unit(node.unit)?.name ?? node.unit})`;
    case 'body':
      return directory.unit(node.unit)?.name ?? node.unit;
  }
}
