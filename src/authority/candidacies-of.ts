// Under which words the tasks are found that a person may perhaps do: his own offices and name, and those of everybody from whom
// something could come to him. Wider than `decide` on purpose (no rule is asked), so that a store can look tasks up and `decide` judges
// the few that it finds.
import { authorityLimits, type Grant } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import { candidate } from '../model/task-candidates.ts';
import type { Directory, Holding, Seat } from './directory.ts';
import { grantStatusAt } from './grants.ts';
import { linksInto, personsBehind } from './link.ts';
import type { Node } from './node.ts';
import { headSeats } from './own-right.ts';

export interface Candidacies {
  /** In the words of model/task-candidates.ts. */
  readonly candidates: readonly string[];
  /** Whose tasks, once taken, he may still do: his own, and those of whom he acts for. */
  readonly holders: readonly string[];
}

export function candidaciesOf(
  personId: string,
  directory: Directory,
  grants: readonly Grant[],
  at: Instant,
): Candidacies {
  const found = new Set<string>([candidate.anybody]);
  const holders = new Set<string>([personId]);
  const inForce = grants.filter(
    (grant) => grantStatusAt(grant, at) === 'active' && grant.fromAt <= at && at < (grant.toAt ?? Infinity),
  );
  const seen = new Set<string>();
  let nodes: readonly Node[] = [{ kind: 'person', person: personId }];
  // One more than a chain may have: the principal at its end.
  for (let depth = 0; depth <= authorityLimits.chainLinks && nodes.length > 0; depth += 1) {
    const next: Node[] = [];
    for (const node of nodes) {
      const key = JSON.stringify(node);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const word of wordsOf(node, directory, at)) found.add(word);
      if (depth > 0) for (const person of personsBehind(node, grants, directory, at)) holders.add(person);
      next.push(...linksInto(node, inForce, directory, at).map(({ from }) => from));
    }
    nodes = next;
  }
  return { candidates: [...found], holders: [...holders] };
}

function wordsOf(node: Node, directory: Directory, at: Instant): readonly string[] {
  if (node.kind === 'person') {
    const held = directory.holdingsOf(node.person, at).flatMap((one) => wordsOfSeat(one, one.roles, directory, at));
    return [candidate.user(node.person), ...held];
  }
  const seats = node.kind === 'seat' ? [node] : headSeats(node.unit, directory);
  return seats.flatMap((seat) => wordsOfSeatAndOccupants(seat, directory, at));
}

/** What the position gives and, since a seat may speak for whoever is in it, what they have in it. */
function wordsOfSeatAndOccupants(seat: Seat, directory: Directory, at: Instant): readonly string[] {
  const occupants = directory.occupantsOf(seat, at);
  const isSeat = (held: Holding): boolean => held.position === seat.position && held.unit === seat.unit;
  const roles = occupants.flatMap((person) =>
    directory
      .holdingsOf(person, at)
      .filter(isSeat)
      .flatMap((held) => held.roles),
  );
  return [...occupants.map(candidate.user), ...wordsOfSeat(seat, roles, directory, at)];
}

function wordsOfSeat(seat: Seat, roles: readonly string[], directory: Directory, at: Instant): readonly string[] {
  const own = wordsOfRoles([...roles, ...directory.rolesIn(seat, at)], seat.unit, directory);
  if (directory.position(seat.position)?.rank !== 'head') return own;
  // The head may sign everything that a deputy of the unit may sign for him.
  const deputies = directory.seatsOf(seat.unit).filter((one) => directory.position(one.position)?.rank === 'deputy');
  return [...own, ...deputies.flatMap((deputy) => wordsOfSeatAndOccupants(deputy, directory, at))];
}

function wordsOfRoles(roles: readonly string[], unit: string, directory: Directory): readonly string[] {
  const units = unitsAround(unit, directory);
  return [
    ...roles.flatMap((role) => [
      candidate.role(role),
      candidate.group(role),
      ...units.map((around) => candidate.roleIn(role, around)),
    ]),
    ...units.flatMap((around) => [candidate.unit(around), candidate.group(around)]),
  ];
}

/** The unit and those that it is within. */
function unitsAround(unit: string, directory: Directory): readonly string[] {
  const found: string[] = [];
  for (let at: string | undefined = unit; at !== undefined; at = directory.unit(at)?.parent) {
    if (directory.within(unit, at)) found.push(at);
  }
  return found;
}
