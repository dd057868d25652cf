// Links: every act by which something could come to a node, in force or not. Besides the registered grants there are three that
// the directory itself tells: a deputy's assigned field (KT.), cover of an absence, and the head of a collective body (TM.).
import type { Grant, GrantMode, GrantScope, Instrument, SealOwner } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import { sameSeat, type Directory, type Holding } from './directory.ts';
import { nodesOf, reaches, standingsOf, type Node, type Standing } from './node.ts';
import { headSeats } from './own-right.ts';

export interface Link {
  readonly id: string;
  readonly mode: GrantMode;
  readonly sealOwner: SealOwner;
  readonly from: Node;
  readonly to: Node;
  /** In what quality the recipient has it. */
  readonly recipients: readonly Standing[];
  readonly scope: GrantScope;
  readonly instrument?: Instrument;
  /** Absent: told by the directory, in force while it is told. */
  readonly grant?: Grant;
}

/** What comes to `node`, from the grants and from the directory. */
export function linksInto(node: Node, grants: readonly Grant[], directory: Directory, at: Instant): readonly Link[] {
  const registered = grants.flatMap((grant) => linksOfGrant(grant, node, directory, at));
  return [...registered, ...standingLinks(node, directory, at)];
}

function linksOfGrant(grant: Grant, node: Node, directory: Directory, at: Instant): Link[] {
  const reached = nodesOf(grant.to, directory, at).filter((to) => reaches(to, node, directory, at));
  const [to] = reached;
  if (to === undefined) return [];
  const { id, mode, sealOwner, scope, instrument } = grant;
  const recipients = recipientsOf(to, node, directory, at);
  return nodesOf(grant.from, directory, at).map((from) => ({
    ...{ id, mode, sealOwner, from, to, recipients, scope, grant },
    ...(instrument && { instrument }),
  }));
}

/** Of a seat given to several, the one who acts stands in it. */
function recipientsOf(to: Node, node: Node, directory: Directory, at: Instant): readonly Standing[] {
  if (to.kind !== 'seat' || node.kind !== 'person') return standingsOf(to, directory, at);
  return standingsOf(node, directory, at).filter(
    (standing) => standing.position === to.position && standing.unit === to.unit,
  );
}

function standingLinks(node: Node, directory: Directory, at: Instant): Link[] {
  if (node.kind === 'body') return [];
  const held: readonly Pick<Holding, 'position' | 'unit' | 'rank' | 'assigned'>[] =
    node.kind === 'person'
      ? directory.holdingsOf(node.person, at)
      : [{ position: node.position, unit: node.unit, rank: directory.position(node.position)?.rank ?? 'staff' }];
  const heads = held.filter((one) => one.rank === 'head').flatMap((one) => representation(one, node, directory, at));
  if (node.kind !== 'person') return heads;
  const assigned = directory.holdingsOf(node.person, at).flatMap((one) => assignment(one, node, directory));
  return [...heads, ...assigned, ...covers(node.person, directory, at)];
}

/** Decree 30/2020/NĐ-CP art. 13.2: the head of a collective body signs on its behalf. */
function representation(
  seat: { position: string; unit: string },
  node: Node,
  directory: Directory,
  at: Instant,
): Link[] {
  if (directory.unit(seat.unit)?.collective !== true) return [];
  const to: Node = { kind: 'seat', position: seat.position, unit: seat.unit };
  const recipients = recipientsOf(to, node, directory, at);
  return [
    {
      id: `TM:${seat.unit}`,
      mode: 'TM',
      sealOwner: 'DELEGATOR',
      from: { kind: 'body', unit: seat.unit },
      to,
      recipients,
      scope: {},
    },
  ];
}

/** Art. 13.1: the deputy signs for the head in the field assigned to him. */
function assignment(held: Holding, to: Node, directory: Directory): Link[] {
  const { assigned, position, unit, rank, personId } = held;
  if (!assigned || rank !== 'deputy') return [];
  const { instrument, ...scope } = assigned;
  const recipients: readonly Standing[] = [{ rank, unit, position, personId }];
  return headSeats(unit, directory).map((seat) => ({
    ...{
      id: `KT:${personId}:${position}:${unit}`,
      mode: 'KT',
      sealOwner: 'DELEGATOR',
      to,
      recipients,
      scope,
      instrument,
    },
    from: { kind: 'seat', position: seat.position, unit: seat.unit },
  }));
}

/** NĐ 61/2018/NĐ-CP art. 12.8: somebody is ready to take the place of whoever is away. */
function covers(personId: string, directory: Directory, at: Instant): Link[] {
  const to: Node = { kind: 'person', person: personId };
  const recipients = standingsOf(to, directory, at);
  return directory.coveredBy(personId, at).map((absence) => ({
    ...{
      id: `ABSENCE:${absence.person}:${absence.fromAt}`,
      mode: 'SUBSTITUTE',
      sealOwner: 'DELEGATOR',
      to,
      recipients,
      scope: {},
    },
    from: { kind: 'person', person: absence.person },
  }));
}

/** Persons whom a principal stands for, acting heads (Q.) included. */
export function personsBehind(
  node: Node,
  grants: readonly Grant[],
  directory: Directory,
  at: Instant,
): readonly string[] {
  if (node.kind === 'person') return [node.person];
  if (node.kind === 'body') return [];
  const acting = grants
    .filter((grant) => grant.mode === 'Q' && grant.fromAt <= at && at < (grant.toAt ?? Infinity))
    .filter((grant) => nodesOf(grant.from, directory, at).some((from) => from.kind === 'seat' && sameSeat(from, node)))
    .flatMap((grant) => nodesOf(grant.to, directory, at))
    .flatMap((to) => (to.kind === 'person' ? [to.person] : to.kind === 'seat' ? directory.occupantsOf(to, at) : []));
  return [...new Set([...directory.occupantsOf(node, at), ...acting])];
}
