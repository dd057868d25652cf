// What BPMN has no word for: facts of the procedure in the namespace `quytrinh:` (urn:quytrinh:bpmn:1),
// or as zeebe:property entries with the prefix `quytrinh.`.
import type { SourceRange } from './diagnostic.ts';

/** How a signature stands for another's: Decree 30/2020/NĐ-CP art. 13 and appendix I. */
export const signModes = ['KT', 'TM', 'TUQ', 'TL', 'Q'] as const;
export type SignMode = (typeof signModes)[number];

/** `quytrinh:procedure` on a process: identity and legal basis of the administrative procedure. */
export interface ProcedureFact {
  /** Mã TTHC, for instance 1.014967. */
  readonly code?: string;
  readonly name?: string;
  readonly agency?: string;
  readonly domainField?: string;
  /** Decision that approved the internal workflow. */
  readonly decision?: string;
  readonly legalBasis: readonly string[];
  readonly at: SourceRange;
}

/**
 * `quytrinh:sla`: time allowed. On a process: the dossier's clock, and with `name` (and `from`, `until`) the clock of a phase;
 * on an activity the step's; on a waiting event or receive task that of the answer waited for.
 */
export interface SlaFact {
  /** ISO 8601 duration: PT40H counts working hours, P5D working days, or calendar days with `counting: calendar`. */
  readonly duration: string;
  readonly counting: 'working' | 'calendar';
  /** Id of a counting policy (data). */
  readonly policy?: string;
  /** When to warn: shares (`80%`) or lead times (`-P1D`). */
  readonly warn: readonly string[];
  /** Phase: what it is called. */
  readonly name?: string;
  /** Phase: the element whose beginning starts the clock; absent means the start of the process. */
  readonly from?: string;
  /** Dossier and phase: the element whose completion meets the clock; absent means the end of the process. */
  readonly until?: string;
  readonly legalBasis?: string;
  readonly at: SourceRange;
}

/** `quytrinh:pause`: while the element is active the dossier's clock stands still. */
export interface PauseFact {
  /** Cause on the list of pauses: SUPPLEMENT, FINANCIAL_OBLIGATION, VERIFICATION, PUBLIC_POSTING, EXPERT_CONSULTATION … */
  readonly cause: string;
  /** `exclude`: remaining time is kept; `restart`: counted anew from the start (NĐ 61/2018 art. 19.4). Absent: as the policy says. */
  readonly effect?: 'exclude' | 'restart';
  /** FEEL: why; goes into the clock and the notice. */
  readonly reason?: string;
  /** FEEL: the full list of what is missing or asked for. */
  readonly documents?: string;
  /** Element that gives notice of the pause; the policy may say how soon (`noticeWithin`). */
  readonly request?: string;
  readonly legalBasis?: string;
  readonly at: SourceRange;
}

/** `quytrinh:status`: which of the national states of a dossier the element stands for (domain: TrangThaiHoSo 1–10). */
export interface StatusFact {
  /** While the element is active, and from then on. */
  readonly code?: number;
  /** Once the element is completed. */
  readonly after?: number;
  /** True: its completion means that a decision exists; from then on a dossier can't be withdrawn. */
  readonly decision: boolean;
  readonly at: SourceRange;
}

/** `quytrinh:performer`: who may do a task. */
export interface PerformerFact {
  /** Role in the directory. */
  readonly role?: string;
  /** Organisation unit. */
  readonly unit?: string;
  /** True when completing the task is a legal signature; then only authority (own or by grant) counts. */
  readonly signs: boolean;
  /** Modes in which somebody else may sign for the holder of the role; empty means only the holder. */
  readonly modes: readonly SignMode[];
  readonly at: SourceRange;
}

/** `quytrinh:separation`: whoever completed one of these elements in this instance may not do this one (four eyes). */
export interface DutySeparation {
  readonly elements: readonly string[];
  readonly at: SourceRange;
}

/** `quytrinh:document`: a form or paper that goes in or comes out. */
export interface DocumentFact {
  readonly direction: 'in' | 'out';
  readonly code?: string;
  readonly name: string;
  readonly at: SourceRange;
}

/** `quytrinh:cost`: compliance cost item (TT 02/2017/TT-VPCP). */
export interface CostItem {
  readonly kind: 'hours' | 'service' | 'fee';
  readonly amount: number;
  readonly note?: string;
  readonly at: SourceRange;
}
