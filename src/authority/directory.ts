// A compiled directory: who is who at a moment. Made by `compileDirectory`.
import type { AbsenceData, Assignment, CertificateData, PositionData, Rank, RoleData } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import type { Span } from './moment.ts';
import type { UnitTree } from './unit-tree.ts';

export interface Directory extends UnitTree {
  readonly utcOffset: string;
  readonly persons: readonly DirectoryPerson[];
  /** Seats that were ever held, or that a role names with its unit. */
  readonly seats: readonly Seat[];
  person(id: string): DirectoryPerson | undefined;
  position(id: string): PositionData | undefined;
  role(id: string): RoleData | undefined;
  /** Positions held at the moment, in the order of the file. */
  holdingsOf(personId: string, at: Instant): readonly Holding[];
  /** Persons in the seat. */
  occupantsOf(seat: Seat, at: Instant): readonly string[];
  seatsOf(unit: string): readonly Seat[];
  /** Does the seat carry the role (not counting roles given to a person)? */
  seatCarries(seat: Seat, role: string, at: Instant): boolean;
  /** Roles that the seat carries (not those given to a person). */
  rolesIn(seat: Seat, at: Instant): readonly string[];
  /** Persons who carry the role at the moment; with a unit, there or in its divisions. */
  holdersOf(role: string, unit: string | undefined, at: Instant): readonly string[];
  rolesOf(personId: string, at: Instant): readonly { readonly role: string; readonly unit: string }[];
  /** Heads and deputies above the person, nearest first, up to the head of the agency. */
  superiorsOf(personId: string, at: Instant): readonly string[];
  absenceOf(personId: string, at: Instant): Absence | undefined;
  /** Absences of others that this person covers at the moment. */
  coveredBy(personId: string, at: Instant): readonly Absence[];
}

/** A position in a unit, held or vacant. */
export interface Seat {
  readonly position: string;
  readonly unit: string;
}

export interface Holding extends Seat, Span {
  readonly personId: string;
  readonly rank: Rank;
  readonly roles: readonly string[];
  readonly assigned?: Assignment;
}

export interface DirectoryPerson {
  readonly id: string;
  readonly name: string;
  readonly holds: readonly Holding[];
  readonly certificates: readonly Certificate[];
}

export interface Certificate extends Omit<CertificateData, 'from' | 'to' | 'revoked'>, Span {
  readonly revokedAt: Instant;
}

export interface Absence extends Omit<AbsenceData, 'from' | 'to'>, Span {}

export function seatKey(seat: Seat): string {
  return `${seat.position}\n${seat.unit}`;
}

export function sameSeat(a: Seat, b: Seat): boolean {
  return a.position === b.position && a.unit === b.unit;
}
