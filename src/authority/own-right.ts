// The right somebody has of himself to do a task: by role, by name, by unit. Everything else needs a grant.
import type { AuthorityReason, AuthorityReasonCode, GeneralRuleData } from '../model/authority.ts';
import type { TaskFacts } from '../model/events.ts';
import type { Instant } from '../model/json.ts';
import { sameSeat, type Directory, type Holding, type Seat } from './directory.ts';
import { soleOccupant, type Node, type Standing } from './node.ts';

export interface OwnRight {
  /** A person named by a task who holds no position has neither rank nor unit. */
  readonly standing: Partial<Standing>;
  readonly reason: AuthorityReason;
}

export interface OwnRightQuestion {
  readonly task: TaskFacts;
  readonly directory: Directory;
  readonly general: GeneralRuleData;
  readonly at: Instant;
}

export function ownRightsOf(node: Node, question: OwnRightQuestion): readonly OwnRight[] {
  const { task, directory, at } = question;
  if (node.kind === 'seat') return rightsOfHeld(heldIn(node, question), question);
  if (node.kind === 'person') {
    const holdings = directory.holdingsOf(node.person, at);
    if (holdings.length > 0) return holdings.flatMap((held) => rightsOfHeld(held, question));
    const named = !namesOffice(task) && isNamed(node.person, task);
    return named
      ? [
          {
            standing: { personId: node.person },
            reason: { code: 'OWN_NOMINATED', params: { person: directory.person(node.person)?.name ?? node.person } },
          },
        ]
      : [];
  }
  // A collective body has the rights of its head, who represents it.
  if (directory.unit(node.unit)?.collective !== true) return [];
  return headSeats(node.unit, directory)
    .flatMap((seat) => rightsOfHeld(heldIn(seat, question), question))
    .map(({ reason }) => ({ standing: { rank: 'body', unit: node.unit }, reason }));
}

/** Would the person have the right, if only he were no deputy? */
export function onlyAsDeputy(personId: string, question: OwnRightQuestion): boolean {
  return question.directory
    .holdingsOf(personId, question.at)
    .some((held) => !maySign(held, question) && wayOf(held, question));
}

export function headSeats(unit: string, directory: Directory): readonly Seat[] {
  return directory.seatsOf(unit).filter((seat) => directory.position(seat.position)?.rank === 'head');
}

type Held = Pick<Holding, 'position' | 'unit' | 'rank' | 'roles'> & { readonly personId?: string };

/** The seat with what its only occupant has in it; a vacant or shared seat has only what the position gives. */
function heldIn(seat: Seat, { directory, at }: OwnRightQuestion): Held {
  const occupant = soleOccupant(seat, directory, at);
  const held =
    occupant === undefined ? undefined : directory.holdingsOf(occupant, at).find((one) => sameSeat(one, seat));
  return (
    held ?? {
      position: seat.position,
      unit: seat.unit,
      rank: directory.position(seat.position)?.rank ?? 'staff',
      roles: [],
    }
  );
}

function rightsOfHeld(held: Held, question: OwnRightQuestion): OwnRight[] {
  if (!question.directory.unitOpen(held.unit, question.at)) return [];
  const code = maySign(held, question) ? (wayOf(held, question) ?? wayOfDeputies(held, question)) : undefined;
  if (code === undefined) return [];
  const { position, unit, rank, personId } = held;
  const standing: Standing = { position, unit, rank, ...(personId !== undefined && { personId }) };
  return [{ standing, reason: { code, params: paramsOf(held, question) } }];
}

/** Decree 30/2020/NĐ-CP art. 13.1: a deputy signs for the head, never in his own right. */
function maySign(held: Held, { task, general }: OwnRightQuestion): boolean {
  return task.signs !== true || held.rank !== 'deputy' || general.deputySignsBy === undefined;
}

/** …and the head may sign everything that a deputy of the same unit may sign for him. */
function wayOfDeputies(held: Held, question: OwnRightQuestion): AuthorityReasonCode | undefined {
  const { task, directory, at } = question;
  if (task.signs !== true || held.rank !== 'head') return undefined;
  for (const seat of directory.seatsOf(held.unit)) {
    if (directory.position(seat.position)?.rank !== 'deputy') continue;
    const occupied = directory
      .occupantsOf(seat, at)
      .flatMap((person) => directory.holdingsOf(person, at).filter((one) => sameSeat(one, seat)));
    for (const deputy of [{ ...seat, rank: 'deputy' as const, roles: [] }, ...occupied]) {
      const way = wayOf(deputy, question);
      if (way) return way;
    }
  }
  return undefined;
}

/** By which of the task's words the holding fits. A signature that names an office is for that office alone. */
function wayOf(held: Held, question: OwnRightQuestion): AuthorityReasonCode | undefined {
  const { task, directory, at } = question;
  const inUnit = task.unit === undefined || directory.within(held.unit, task.unit);
  const carries = (role: string) => held.roles.includes(role) || directory.seatCarries(held, role, at);
  if (task.role !== undefined) {
    if (inUnit && carries(task.role)) return 'OWN_ROLE';
  } else if (task.unit !== undefined && !namesPersons(task) && inUnit) return 'OWN_UNIT';
  if (task.signs === true && namesOffice(task)) return undefined;
  if (held.personId !== undefined && isNamed(held.personId, task)) return 'OWN_NOMINATED';
  const inGroup = (group: string) => (directory.role(group) ? carries(group) : directory.within(held.unit, group));
  if (task.candidateGroups?.some(inGroup) === true) return 'OWN_UNIT';
  // Work that names nobody is open to everybody of the directory; a signature never is.
  return task.signs !== true && task.role === undefined && task.unit === undefined && !namesPersons(task)
    ? 'OWN_OPEN'
    : undefined;
}

function namesOffice(task: TaskFacts): boolean {
  return task.role !== undefined || (task.unit !== undefined && !namesPersons(task));
}

function namesPersons(task: TaskFacts): boolean {
  return task.assignee !== undefined || task.candidateUsers !== undefined || task.candidateGroups !== undefined;
}

function isNamed(personId: string, task: TaskFacts): boolean {
  return task.assignee === personId || task.candidateUsers?.includes(personId) === true;
}

function paramsOf(held: Held, { task, directory }: OwnRightQuestion): Record<string, string> {
  const position = directory.position(held.position)?.name ?? held.position;
  const person = held.personId === undefined ? position : (directory.person(held.personId)?.name ?? held.personId);
  const role = task.role === undefined ? position : (directory.role(task.role)?.name ?? task.role);
  return { person, role, position, unit: directory.unit(held.unit)?.name ?? held.unit };
}
