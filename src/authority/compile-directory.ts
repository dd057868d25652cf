// Directory data → look-ups by id and by moment. Everything that depends on time takes `at`.
import type { DirectoryData, PersonData, RoleData } from '../model/authority.ts';
import { engineError } from '../model/engine-error.ts';
import type { Instant } from '../model/json.ts';
import { directoryProblems } from './directory-problems.ts';
import { seatKey, type Absence, type Directory, type DirectoryPerson, type Holding, type Seat } from './directory.ts';
import { inSpan, instantOf, spanOf } from './moment.ts';
import { superiorsOf } from './superiors-of.ts';
import { unitTree } from './unit-tree.ts';

/** Throws `DIRECTORY_INVALID` for the first problem; `readDirectory` tells them all. */
export function compileDirectory(data: DirectoryData): Directory {
  const [problem] = directoryProblems(data);
  if (problem) {
    const reason = `${problem.code} at ${problem.pointer} ${JSON.stringify(problem.params)}`;
    throw engineError('DIRECTORY_INVALID', { reason }, [problem]);
  }
  const utcOffset = data.utcOffset ?? '+07:00';
  const tree = unitTree(data.units, utcOffset);
  const positions = new Map(data.positions.map((position) => [position.id, position]));
  const roles = new Map(data.roles.map((role) => [role.id, roleWithSpans(role, utcOffset)]));
  const persons = data.persons.map((person) => personWithSpans(person, positions, utcOffset));
  const personById = new Map(persons.map((person) => [person.id, person]));
  const absences = (data.absences ?? []).map(({ from, to, ...rest }): Absence => ({
    ...rest,
    ...spanOf({ from, to }, utcOffset),
  }));
  const holds = persons.flatMap((person) => person.holds);
  const holdsBySeat = Map.groupBy(holds, seatKey);
  const seats = seatsIn(data, holds);
  const seatsByUnit = Map.groupBy(seats, (seat) => seat.unit);

  const open = (held: Holding, at: Instant) => inSpan(held, at) && tree.unitOpen(held.unit, at);
  const holdingsOf = (personId: string, at: Instant) =>
    (personById.get(personId)?.holds ?? []).filter((held) => open(held, at));
  const seatCarries = (seat: Seat, role: string, at: Instant) =>
    tree.unitOpen(seat.unit, at) &&
    (roles.get(role)?.spans ?? []).some(
      (held) =>
        held.position === seat.position &&
        inSpan(held, at) &&
        (held.unit === undefined || tree.within(seat.unit, held.unit)),
    );
  const carries = (held: Holding, role: string, at: Instant) =>
    held.roles.includes(role) || seatCarries(held, role, at);

  const directory: Directory = {
    ...tree,
    utcOffset,
    persons,
    seats,
    person: (id) => personById.get(id),
    position: (id) => positions.get(id),
    role: (id) => roles.get(id)?.role,
    holdingsOf,
    occupantsOf: (seat, at) => [
      ...new Set((holdsBySeat.get(seatKey(seat)) ?? []).filter((held) => open(held, at)).map((held) => held.personId)),
    ],
    seatsOf: (unit) => seatsByUnit.get(unit) ?? [],
    seatCarries,
    rolesIn: (seat, at) => [...roles.keys()].filter((role) => seatCarries(seat, role, at)),
    holdersOf: (role, unit, at) =>
      persons
        .filter((person) =>
          holdingsOf(person.id, at).some(
            (held) => carries(held, role, at) && (unit === undefined || tree.within(held.unit, unit)),
          ),
        )
        .map((person) => person.id),
    rolesOf: (personId, at) => {
      const found = holdingsOf(personId, at).flatMap((held) =>
        [...roles.keys()].filter((role) => carries(held, role, at)).map((role) => ({ role, unit: held.unit })),
      );
      return found.filter(
        (one, i) => found.findIndex((other) => other.role === one.role && other.unit === one.unit) === i,
      );
    },
    superiorsOf: (personId, at) => superiorsOf(directory, personId, at),
    absenceOf: (personId, at) => absences.find((absence) => absence.person === personId && inSpan(absence, at)),
    coveredBy: (personId, at) =>
      absences.filter((absence) => inSpan(absence, at) && absence.substitutes.includes(personId)),
  };
  return directory;
}

function roleWithSpans(role: RoleData, utcOffset: string) {
  return {
    role,
    spans: (role.heldBy ?? []).map((held) => ({
      position: held.position,
      unit: held.unit,
      ...spanOf(held, utcOffset),
    })),
  };
}

function personWithSpans(
  person: PersonData,
  positions: ReadonlyMap<string, { readonly rank: Holding['rank'] }>,
  utcOffset: string,
): DirectoryPerson {
  return {
    id: person.id,
    name: person.name,
    holds: person.holds.map((held) => ({
      personId: person.id,
      position: held.position,
      unit: held.unit,
      rank: positions.get(held.position)?.rank ?? 'staff',
      roles: held.roles ?? [],
      ...(held.assigned && { assigned: held.assigned }),
      ...spanOf(held, utcOffset),
    })),
    certificates: (person.certificates ?? []).map(({ from, to, revoked, ...certificate }) => ({
      ...certificate,
      ...spanOf({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, utcOffset),
      revokedAt: revoked === undefined ? Infinity : (instantOf(revoked, utcOffset, 'from') ?? -Infinity),
    })),
  };
}

function seatsIn(data: DirectoryData, holds: readonly Holding[]): Seat[] {
  const named = data.roles
    .flatMap((role) => role.heldBy ?? [])
    .flatMap(({ position, unit }) => (unit === undefined ? [] : [{ position, unit }]));
  const all = [...holds.map(({ position, unit }) => ({ position, unit })), ...named];
  return [...new Map(all.map((seat) => [seatKey(seat), seat])).values()];
}
