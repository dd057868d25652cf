// The words of authority: who holds what, who acts for whom, by which act, and the reason why.
// Sources: Decree 30/2020/NĐ-CP art. 13 and appendix I; Law 72/2025/QH15 art. 14; Decree 23/2025/NĐ-CP art. 13–15.
import type { Bilingual } from './calendar.ts';
import type { TaskFacts } from './events.ts';
import type { Instant } from './json.ts';
import type { SignMode } from './procedure-facts.ts';

// ---------------------------------------------------------------- the directory, as written in its file

/** A moment in a data file: `2026-01-31` (as `from` the start, as `to` the end of that day) or an ISO 8601 date-time with its offset. */
export type Moment = string;

/** From `from` on, up to and without `to`; absent means without end. */
export interface MomentWindow {
  readonly from?: Moment;
  readonly to?: Moment;
}

/** schemas/directory.schema.json */
export interface DirectoryData {
  readonly $schema?: string;
  /** Offset in which plain dates are read; `+07:00` when absent. */
  readonly utcOffset?: string;
  readonly units: readonly UnitData[];
  readonly positions: readonly PositionData[];
  readonly roles: readonly RoleData[];
  readonly persons: readonly PersonData[];
  readonly absences?: readonly AbsenceData[];
  /** Acts registered together with the directory; `grantsOf` turns them into `Grant`s. */
  readonly grants?: readonly GrantData[];
}

export interface UnitData extends MomentWindow {
  readonly id: string;
  readonly name: string;
  /** What follows a title in a signature block, when it is not the name: "Trưởng phòng" + "Quản lý công nghiệp". */
  readonly signName?: string;
  readonly parent?: string;
  /** An agency of its own, with its own seal: units below it belong to it and not to what is above it. */
  readonly agency?: boolean;
  /** Works by chế độ tập thể: its head signs on behalf of the body (TM.). */
  readonly collective?: boolean;
  /** Kind and level as the rules name them: `ubnd`, `co_quan_chuyen_mon` …; `tinh`, `xa`. A level holds for the units below too. */
  readonly kind?: string;
  readonly level?: string;
}

export type Rank = 'head' | 'deputy' | 'staff';

export interface PositionData {
  readonly id: string;
  /** The title as it is written above a signature. */
  readonly name: string;
  readonly rank: Rank;
}

export interface RoleData {
  readonly id: string;
  readonly name: string;
  /** The positions that carry the role; without `unit` in every unit. */
  readonly heldBy?: readonly ({ readonly position: string; readonly unit?: string } & MomentWindow)[];
}

export interface PersonData {
  readonly id: string;
  readonly name: string;
  readonly holds: readonly HoldingData[];
  readonly certificates?: readonly CertificateData[];
}

/** A person in a position of a unit. */
export interface HoldingData extends MomentWindow {
  readonly unit: string;
  readonly position: string;
  /** Roles given to this person besides those of the position. */
  readonly roles?: readonly string[];
  /** Deputies: the field assigned, in which they sign for the head (KT.) without a further act. */
  readonly assigned?: Assignment;
}

export interface Assignment {
  /** Fields and procedures assigned; neither means everything (a deputy put in charge of the unit). */
  readonly fields?: readonly string[];
  readonly procedures?: readonly string[];
  readonly instrument: Instrument;
}

/** A personal signing certificate. It must state the position (Decree 23/2025/NĐ-CP art. 13). */
export interface CertificateData extends MomentWindow {
  readonly serial: string;
  readonly position?: string;
  readonly unit?: string;
  readonly revoked?: Moment;
}

export interface AbsenceData {
  readonly person: string;
  readonly from: Moment;
  readonly to: Moment;
  /** True when the absent person may still work (on mission); default false. */
  readonly mayAct?: boolean;
  /** Who does the non-signing work meanwhile. */
  readonly substitutes: readonly string[];
}

// ---------------------------------------------------------------- grants

/** A signing mode, or cover of non-signing work. */
export type GrantMode = SignMode | 'SUBSTITUTE';
export type SealOwner = 'DELEGATOR' | 'DELEGATE';
export type GrantStatus = 'draft' | 'active' | 'suspended' | 'revoked' | 'expired';

/** A person; whoever is in a position of a unit; whoever carries a role; a collective body itself. */
export type Party =
  | { readonly person: string }
  | { readonly position: string; readonly unit: string }
  | { readonly role: string; readonly unit?: string }
  | { readonly body: string };

/** The written act: a decision, a regulation, a letter. */
export type Instrument = {
  readonly no: string;
  /** YYYY-MM-DD */
  readonly issuedOn: string;
  readonly title: string;
  readonly issuer: string;
};

/** Every list that is given must name what is done; a list that is absent sets no bound. */
export interface GrantScope {
  readonly procedures?: readonly string[];
  readonly elements?: readonly string[];
  readonly documents?: readonly string[];
  readonly fields?: readonly string[];
}

/** An act that lets one act for another. In force from `fromAt` up to and without `toAt`. */
export interface Grant {
  readonly id: string;
  readonly mode: GrantMode;
  readonly from: Party;
  readonly to: Party;
  readonly instrument?: Instrument;
  readonly scope: GrantScope;
  readonly fromAt: Instant;
  readonly toAt?: Instant;
  /** FEEL condition, judged by `request.holds`; a grant whose condition nobody judges gives no authority. */
  readonly conditions?: string;
  readonly sealOwner: SealOwner;
  /** False forbids what the rules would let follow; true can't allow what they forbid. */
  readonly redelegation?: boolean;
  /** How often the delegate reports; ISO 8601 duration. */
  readonly reportCycle?: string;
  readonly status: GrantStatus;
  /** Status by time, oldest first, so that a past moment can be judged; without it `status` holds for every moment. */
  readonly history?: readonly { readonly status: GrantStatus; readonly fromAt: Instant }[];
}

/** A grant as written in a file. */
export interface GrantData extends Omit<Grant, 'fromAt' | 'toAt' | 'history'> {
  readonly from: Party;
  readonly to: Party;
  readonly validFrom: Moment;
  readonly validTo?: Moment;
}

// ---------------------------------------------------------------- rules

/** schemas/authority-rules.schema.json: the law, effective-dated and replaceable by an agency. */
export interface AuthorityRulesData {
  readonly $schema?: string;
  readonly id: string;
  readonly name: string;
  readonly utcOffset?: string;
  /** Levels of government, highest first. */
  readonly levels: readonly string[];
  readonly signing: readonly SigningRuleData[];
  readonly general: readonly GeneralRuleData[];
}

/** One way of acting for another. In force at a moment: the one of its mode and seal owner whose window holds it. */
export interface SigningRuleData extends MomentWindow {
  readonly id: string;
  readonly mode: GrantMode;
  readonly sealOwner: SealOwner;
  readonly legalBasis: string;
  /** What of it has not been compared with the text of the law: whoever relies on it compares first. */
  readonly toConfirm?: readonly Bilingual[];
  /** `task`: only if the task lists the mode; `always`: also without; `work`: always for non-signing work, never for a signature. */
  readonly admitted: 'task' | 'always' | 'work';
  /** Who may give it to whom; one pair must fit. */
  readonly pairs: readonly PartyPair[];
  readonly instrument: 'required' | 'optional';
  readonly term: 'required' | 'optional';
  readonly scope: 'required' | 'optional';
  readonly conditions: 'expected' | 'optional';
  /** Rule ids that may come after it in a chain; empty: no re-delegation. */
  readonly followedBy: readonly string[];
  /** What it counts in the depth of a chain: 0 for whoever holds or represents the office, 1 for a delegation. */
  readonly weight: 0 | 1;
  /** Greatest depth of a chain it takes part in. */
  readonly maxDepth: number;
  /** Line written for the principal; {title}, {fullTitle} (with the unit), {body}. Absent: none. */
  readonly principalLine?: string;
  /** Line of the signer when it is not the plain title. */
  readonly actorLine?: string;
}

export interface PartyPair {
  readonly from: PartyPattern;
  readonly to: PartyPattern;
  /**
   * `sameUnit`; `sameAgency`; `ownStructure`: the recipient's unit is below the giver's, with no other agency between and on the same level;
   * `lowerLevel`: a lower level of government under the same top; `any`.
   */
  readonly relation: PartyRelation;
}
export type PartyRelation = 'sameUnit' | 'sameAgency' | 'ownStructure' | 'lowerLevel' | 'any';
export interface PartyPattern {
  readonly who: readonly (Rank | 'body')[];
  readonly kinds?: readonly string[];
  readonly levels?: readonly string[];
  /** Only units that work by chế độ tập thể. */
  readonly collective?: boolean;
}

/** What holds besides the modes. */
export interface GeneralRuleData extends MomentWindow {
  readonly id: string;
  readonly legalBasis: string;
  /** May a principal who is excluded by separation of duties act through somebody else? */
  readonly excludedPrincipal: 'forbidden' | 'allowed';
  /** `required`: a signer without a certificate on file is refused; `ifListed`: only a listed one is judged. */
  readonly certificate: 'required' | 'ifListed' | 'ignored';
  /** Rule id by which a deputy signs; a deputy has no signing right of his own. Absent: he has. */
  readonly deputySignsBy?: string;
}

// ---------------------------------------------------------------- the question and the answer

export const authorityActions = ['claim', 'start', 'release', 'assign', 'complete', 'sign', 'fail'] as const;
export type AuthorityAction = (typeof authorityActions)[number];

export interface AuthorityRequest {
  readonly personId: string;
  readonly action: AuthorityAction;
  readonly task: TaskFacts;
  readonly at: Instant;
  readonly procedureCode?: string;
  readonly elementId?: string;
  /** Lĩnh vực of the procedure. */
  readonly domainField?: string;
  /** Codes of the documents to be signed. */
  readonly documents?: readonly string[];
  /** The person for whom the actor wants to act; only such authority counts then. */
  readonly onBehalfOf?: string;
  /** Who has the task reserved; somebody else may only act for him. */
  readonly heldBy?: string;
  /** Certificate about to be used; absent: the best on file. */
  readonly certSerial?: string;
  /** Judges a grant's FEEL condition on the case at hand. Absent: conditional grants are refused (`CONDITION_UNJUDGED`). */
  readonly holds?: (feel: string) => boolean;
}

export type AuthorityDecision =
  | { readonly allowed: true; readonly authority: AuthorityRecord }
  | { readonly allowed: false; readonly reasons: readonly AuthorityReason[] };

/** By what right, as it was at that moment: plain JSON for the journal. Actual signer and principal are both in it. */
export type AuthorityRecord = {
  readonly kind: 'own' | 'grant' | 'substitute';
  readonly actor: Capacity;
  readonly principal?: Capacity;
  /** Mode of the link next to the principal, and all of them when there are several (TM and KT). */
  readonly mode?: GrantMode;
  readonly modes?: readonly GrantMode[];
  /** The lines above the signature, for tasks that sign. */
  readonly lines?: readonly string[];
  /** The grant next to the actor; for a field assigned in the directory an id made from the holding. */
  readonly grantId?: string;
  readonly instrument?: Instrument;
  readonly sealOwner?: SealOwner;
  /** From the principal to the actor. */
  readonly chain?: readonly AuthorityLink[];
  readonly certificate?: { readonly serial: string; readonly position?: string };
  /** FEEL conditions of the grants, judged true at that moment. */
  readonly conditions?: readonly string[];
  /** Id of the rules used. */
  readonly rules: string;
  readonly at: Instant;
  readonly reasons: readonly AuthorityReason[];
};

export type AuthorityLink = {
  readonly mode: GrantMode;
  readonly rule: string;
  readonly legalBasis: string;
  readonly from: Capacity;
  readonly to: Capacity;
  readonly grantId?: string;
  readonly instrument?: Instrument;
};

/** In what quality somebody stands: person, position, unit, as far as known. A body has only its unit. */
export type Capacity = {
  readonly personId?: string;
  readonly name?: string;
  readonly position?: string;
  readonly positionName?: string;
  readonly unit?: string;
  readonly unitName?: string;
};

export type AuthorityReason = {
  readonly code: AuthorityReasonCode;
  readonly params: { readonly [name: string]: string | number };
  readonly legalBasis?: string;
};

/** A finding in a data file or in a grant about to be registered. */
export interface AuthorityProblem {
  readonly code: AuthorityReasonCode;
  readonly severity: 'error' | 'warning';
  /** JSON Pointer (RFC 6901) into the file or the grant. */
  readonly pointer: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly legalBasis?: string;
}

/** One who could do a task now. */
export interface TaskCandidate {
  readonly personId: string;
  readonly kind: AuthorityRecord['kind'];
  readonly mode?: GrantMode;
  readonly principal?: Capacity;
}

/** Bounds of the search; beyond them a chain is not found and the answer says so. */
export const authorityLimits = {
  /** Links of one chain, counting those of weight 0. */
  chainLinks: 5,
  /** Links looked at in one decision. */
  linksTried: 10_000,
} as const;

// ---------------------------------------------------------------- reason codes

/** Why it is allowed. */
export const allowedReasonCodes = [
  'OWN_ROLE', // role by position or given personally
  'OWN_NOMINATED', // assignee or candidate by name
  'OWN_UNIT', // member of the unit or candidate group
  'OWN_OPEN', // the task names nobody
  'OWN_SUPERIOR', // assigns or takes back work of the units below
  'BY_LINK', // one link of the chain
  'CHOSEN_OWN',
  'CHOSEN_SHORTEST',
  'CHOSEN_NEWEST',
  'CERTIFICATE_USED',
] as const;

/** Why it is not allowed. */
export const deniedReasonCodes = [
  'RULES_SILENT', // no general rule is in force at that moment
  'ACTOR_UNKNOWN',
  'ACTOR_ABSENT',
  'NOT_HOLDER',
  'NO_GRANT',
  'DEPUTY_NEEDS_KT',
  'FOUR_EYES',
  'FOUR_EYES_PRINCIPAL',
  'TASK_HELD',
  'NOT_FOR_PRINCIPAL',
  'GRANT_NOT_ACTIVE',
  'GRANT_NOT_YET',
  'GRANT_EXPIRED',
  'OUT_OF_SCOPE',
  'MODE_NOT_ADMITTED',
  'SUBSTITUTE_CANNOT_SIGN',
  'RULE_UNKNOWN',
  'SEAL_OWNER',
  'INSTRUMENT_MISSING',
  'TERM_OPEN',
  'SCOPE_EMPTY',
  'GIVER_NOT_ALLOWED',
  'RECIPIENT_NOT_ALLOWED',
  'PARTIES_UNRELATED',
  'CONDITION_FALSE',
  'CONDITION_UNJUDGED',
  'REDELEGATION_FORBIDDEN',
  'CHAIN_TOO_DEEP',
  'PRINCIPAL_NO_RIGHT',
  'SEARCH_LIMIT',
  'CERTIFICATE_MISSING',
  'CERTIFICATE_UNKNOWN',
  'CERTIFICATE_NOT_YET',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_REVOKED',
  'CERTIFICATE_POSITION',
] as const;

/** What is wrong in a data file or in a grant about to be registered (besides what a decision would find). */
export const problemReasonCodes = [
  'FILE_REQUIRED',
  'FILE_UNKNOWN_NAME',
  'FILE_TYPE',
  'FILE_VALUE',
  'FILE_FORM',
  'FILE_SHAPE',
  'ID_REPEATED',
  'ID_UNKNOWN',
  'PARENT_CYCLE',
  'MOMENT_INVALID',
  'TERM_INVERTED',
  'RULES_OVERLAP',
  'PARTY_SELF',
  'CHAIN_CYCLIC',
  'INSTRUMENT_LATER',
  'CONDITIONS_MISSING',
  'HISTORY_INCONSISTENT',
] as const;

export type AuthorityReasonCode =
  (typeof allowedReasonCodes)[number] | (typeof deniedReasonCodes)[number] | (typeof problemReasonCodes)[number];
