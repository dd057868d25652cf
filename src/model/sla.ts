// SLA clocks: policies (data, schemas/sla-policy.schema.json), the clock as plain JSON, and the reasons it gives.
import type { Bilingual, LegalBasis } from './calendar.ts';
import type { LocalDate, TimeProblemCode } from './duration.ts';
import type { Instant } from './json.ts';

/**
 * How a length is counted.
 * `workingDays`: whole working days by date, due at the close of the last one.
 * `workingHours`: hours inside working time, due at the minute they are used up.
 * `dayFractions`: shares of working days, so that one day is one day whatever its hours.
 * `calendarDays`: every day counts; the end rolls to a working day.
 */
export const countingModes = ['workingDays', 'workingHours', 'dayFractions', 'calendarDays'] as const;
export type CountingMode = (typeof countingModes)[number];

/** A time of day after which a dossier counts as received on the next working day. */
export type CutOff =
  /** Strictly after `at` (HH:MM local). */
  | { readonly kind: 'clock'; readonly at: string; readonly basis: readonly LegalBasis[] }
  /** In the last `minutes` before the office closes that day, or later. */
  | { readonly kind: 'beforeClose'; readonly minutes: number; readonly basis: readonly LegalBasis[] };

/** How deadlines are counted: named data, each rule with its legal basis. */
export interface CountingPolicy {
  readonly id: string;
  readonly title: Bilingual;
  readonly effectiveFrom: LocalDate;
  /** Last day on which a dossier may be received under this version. */
  readonly effectiveTo?: LocalDate;
  readonly basis: readonly LegalBasis[];
  /** What of it has not been compared with the text of the law: whoever relies on it compares first. */
  readonly toConfirm?: readonly Bilingual[];
  /** Mode for a plan in days (`P5D`) and for one in hours (`PT40H`) when working time is counted. */
  readonly modes: {
    readonly days: Exclude<CountingMode, 'calendarDays'>;
    readonly hours: Exclude<CountingMode, 'calendarDays'>;
  };
  /** Hours that make one working day when hours and days are converted. */
  readonly hoursPerDay: number;
  /** `excluded`: the day of receipt is not counted (day modes only). */
  readonly firstDay: 'excluded' | 'included';
  /** What happens when the last calendar day is not a working day. */
  readonly roll: 'next' | 'previous' | 'none';
  /** Moment of the last day at which it is over (day modes only). */
  readonly dueTime: 'closeOfBusiness' | 'endOfDay';
  /** A dossier received on a day off counts as received on the next working day, or on that day. */
  readonly offDayReceipt: 'nextWorkingDay' | 'sameDay';
  readonly cutOff?: CutOff;
}

/** When to warn: a share of the time used (0.8), or a lead before the deadline (`P1D` working days, `PT4H` working hours). */
export type WarningRule = WarningDuty &
  (
    | { readonly id: string; readonly share: number; readonly basis?: readonly LegalBasis[] }
    | { readonly id: string; readonly lead: string; readonly basis?: readonly LegalBasis[] }
  );

/** What a warning obliges the agency to do. A procedure may add warnings of its own; it can't take these away. */
export interface WarningDuty {
  /** The written apology with the proposal of a new date (NĐ 61/2018 art. 19.9). */
  readonly kind?: 'apology';
  /** A task that is created with the warning, when the dossier's clock is not over by then. */
  readonly task?: { readonly title: Bilingual; readonly role: string; readonly unit?: string; readonly form?: string };
}

/** Whom a notice is for: who works on it, or their superiors, one level of the line of command after the other. */
export type EscalationTarget = 'performer' | 'superior';

/** Tells somebody at a moment of the clock. */
export interface EscalationRule {
  readonly id: string;
  /** A share (`80%`), a lead (`-P1D`, `-PT4H`), the breach, or a time after it in working time (`+P1D`). */
  readonly at: string;
  readonly to: EscalationTarget;
  /** Superiors: so many levels up. Default 1. */
  readonly levels?: number;
  /** A role that is told too. */
  readonly role?: string;
  readonly basis?: readonly LegalBasis[];
}

/** A cause for which the clock may stand still. */
export interface PauseRule {
  readonly cause: string;
  readonly title: Bilingual;
  /** What the end of the pause does: `exclude` keeps the time that is left, `restart` counts anew. */
  readonly effect: 'exclude' | 'restart';
  /** How often within one clock; absent: as often as needed. */
  readonly max?: number;
  /** Time the other side has to answer, for the engine's own timer; `days` are working days. */
  readonly answerWithin?: string;
  /** What the end of that time does where the procedure has no timer of its own: tell, or close the dossier too. Default `notice`. */
  readonly onNoAnswer?: 'notice' | 'close';
  /** Working time within which the other side must be told of the pause; the deadline of the element that does so. */
  readonly noticeWithin?: string;
  /** What must be written down when the pause begins. */
  readonly requires?: readonly ('reason' | 'documents')[];
  readonly basis: readonly LegalBasis[];
}

export interface ExtensionRule {
  readonly max: number;
  /** The extension must be made at least this long (working time) before the deadline. */
  readonly lead?: string;
  readonly basis: readonly LegalBasis[];
}

/** A counting policy with all that a running clock needs besides. */
export interface SlaPolicy extends CountingPolicy {
  readonly warnings: readonly WarningRule[];
  /** The only causes for which the clock may pause. */
  readonly pauses: readonly PauseRule[];
  /** Absent: the deadline can't be moved. */
  readonly extension?: ExtensionRule;
  /** Who is told when. Absent: a warning tells the performers, a breach their nearest superior too. */
  readonly escalations?: readonly EscalationRule[];
}

export const timeReasonCodes = [
  'RECEIVED',
  'RECEIVED_AFTER_CUT_OFF',
  'RECEIVED_BEFORE_CLOSE',
  'RECEIVED_ON_DAY_OFF',
  'FIRST_DAY_EXCLUDED',
  'FIRST_DAY_INCLUDED',
  'COUNTED_WORKING_DAYS',
  'COUNTED_WORKING_HOURS',
  'COUNTED_DAY_FRACTIONS',
  'COUNTED_CALENDAR_DAYS',
  'HOURS_PER_DAY',
  'DAY_OFF_SKIPPED',
  'DAY_IN_LIEU_SKIPPED',
  'SWAPPED_DAY_SKIPPED',
  'MAKE_UP_DAY_COUNTED',
  'LAST_DAY_ROLLED',
  'DUE_AT_CLOSE',
  'DUE_AT_END_OF_DAY',
  'PROVISIONAL_YEAR',
  'PAUSE_EXCLUDED_DAYS',
  'PAUSE_EXCLUDED_MINUTES',
  'COUNTED_ANEW',
  'EXTENDED',
  'RECOMPUTED',
] as const;
export type TimeReasonCode = (typeof timeReasonCodes)[number];

/** One step of an explanation; the sentence lives in `text/`. */
export interface TimeReason {
  readonly code: TimeReasonCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly basis?: readonly LegalBasis[];
}

export const clockStates = ['notStarted', 'running', 'paused', 'warned', 'breached', 'met', 'cancelled'] as const;
export type ClockState = (typeof clockStates)[number];

export const clockEventTypes = [
  'start',
  'pause',
  'resume',
  'restart',
  'extend',
  'warn',
  'breach',
  'meet',
  'cancel',
] as const;
export type ClockEventType = (typeof clockEventTypes)[number];

export interface ClockPause {
  readonly cause: string;
  readonly fromAt: Instant;
  /** Absent while the pause lasts, and for good when the clock ended in it. */
  readonly toAt?: Instant;
  readonly effect: 'exclude' | 'restart';
  readonly basis: readonly LegalBasis[];
  readonly by?: string;
  readonly reason?: string;
  /** Everything that is missing or asked for, given once and in full (NĐ 61/2018 art. 11.2c). */
  readonly documents?: readonly string[];
  /** Last moment at which the other side's answer is in time. */
  readonly answerBy?: Instant;
  /** Set when no answer had come by then. */
  readonly unansweredAt?: Instant;
  /** True: goes on after another cause has ended; not a new pause. */
  readonly continued?: true;
}

/** A change of calendar and what it did to the deadline. */
export interface ClockRecomputation {
  readonly at: Instant;
  readonly rule: RecomputeRule;
  readonly reason: string;
  readonly calendarId: string;
  readonly fromDueAt: Instant;
  readonly toDueAt: Instant;
}
/** Which open deadlines follow a new calendar: none, only those that it makes later, or all. The agency chooses. */
export const recomputeRules = ['never', 'laterOnly', 'always'] as const;
export type RecomputeRule = (typeof recomputeRules)[number];

export interface ClockExtension {
  readonly at: Instant;
  /** Length added. */
  readonly plan: string;
  readonly reason: string;
  readonly fromDueAt: Instant;
  readonly toDueAt: Instant;
  readonly basis: readonly LegalBasis[];
  readonly by?: string;
}

/** An SLA clock: plain JSON, stored in the state of an instance. */
export interface SlaClock {
  readonly id: string;
  readonly state: ClockState;
  readonly policyId: string;
  /** `effectiveFrom` of the policy version: the rules of the day of receipt stay with the dossier. */
  readonly policyFrom: LocalDate;
  readonly calendarId: string;
  readonly plan: string;
  readonly mode: CountingMode;
  /** The rules of the policy that move a deadline, kept so that a view needs no policy. */
  readonly rules: Pick<CountingPolicy, 'firstDay' | 'roll' | 'dueTime' | 'offDayReceipt'>;
  readonly receivedAt: Instant;
  /** Moment from which time is used: the receipt, or the opening of the day it counts for, or the last restart. */
  readonly startAt: Instant;
  /** The first deadline that was promised; never changes. */
  readonly originalDueAt: Instant;
  readonly dueAt: Instant;
  readonly dueOn: LocalDate;
  /** Last day before rolling (calendar days only): pauses and extensions are added to this one. */
  readonly baseDueOn?: LocalDate;
  /** Counts how often the deadline moved; part of the key of a timer row. */
  readonly revision: number;
  readonly warnings: readonly WarningRule[];
  /** Warnings given since the deadline last moved. */
  readonly warned: readonly { readonly id: string; readonly at: Instant }[];
  readonly pauses: readonly ClockPause[];
  readonly restarts: readonly { readonly at: Instant; readonly cause: string; readonly fromDueAt: Instant }[];
  readonly extensions: readonly ClockExtension[];
  readonly breaches: readonly { readonly at: Instant; readonly dueAt: Instant }[];
  readonly escalations?: readonly EscalationRule[];
  /** Escalations since the deadline last moved. */
  readonly escalated?: readonly { readonly id: string; readonly at: Instant }[];
  readonly recomputations?: readonly ClockRecomputation[];
  readonly endedAt?: Instant;
  readonly cancelReason?: string;
  /** Why the deadline is what it is. */
  readonly reasons: readonly TimeReason[];
  /** True when the deadline rests on a year without an official schedule. */
  readonly provisional: boolean;
}

export const clockProblemCodes = [
  'CLOCK_TRANSITION',
  'CLOCK_CAUSE_UNKNOWN',
  'CLOCK_CAUSE_USED_UP',
  'CLOCK_EXTENSION_NOT_ALLOWED',
  'CLOCK_EXTENSION_USED_UP',
  'CLOCK_EXTENSION_TOO_LATE',
  'CLOCK_EXTENSION_REASON',
  'CLOCK_TIME_BACKWARDS',
  'CLOCK_NOT_DUE',
  'CLOCK_WARNING_UNKNOWN',
  'CLOCK_POLICY_MISMATCH',
  'CLOCK_PAUSE_REASON',
  'CLOCK_PAUSE_DOCUMENTS',
  'CLOCK_RECOMPUTE_REASON',
] as const;
export type ClockProblemCode = (typeof clockProblemCodes)[number];

/** Why something can't be done to a clock. Returned, never thrown. */
export interface ClockProblem {
  readonly code: ClockProblemCode | TimeProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly basis?: readonly LegalBasis[];
}
export type ClockResult =
  { readonly ok: true; readonly clock: SlaClock } | { readonly ok: false; readonly problem: ClockProblem };

/** Trước hạn, đúng hạn, sắp quá hạn, quá hạn. `early` is said of a clock that was met on a day before the due day. */
export const clockLights = ['early', 'onTime', 'atRisk', 'overdue'] as const;
export type ClockLight = (typeof clockLights)[number];

/** A clock as it looks at one moment. */
export interface ClockView {
  readonly state: ClockState;
  readonly light: ClockLight;
  /** Working minutes used; pauses are left out. */
  readonly usedMinutes: number;
  /** Working minutes left; below 0 when overdue; stands still in a pause. */
  readonly remainingMinutes: number;
  /** Deadline; in a pause that is left out, what it would be if the pause ended now. */
  readonly dueAt: Instant;
  readonly dueOn: LocalDate;
  /** Working minutes later than the deadline that was first promised; 0 when not late. */
  readonly lateByOriginalMinutes: number;
}

/** A moment at which the engine has something to do with a clock. */
export interface ClockTimer {
  /** Unique within the instance: `<clock>:<revision>:<kind>`. */
  readonly key: string;
  readonly kind: 'warn' | 'breach' | 'escalate' | 'answer';
  /** Only with `warn`. */
  readonly warningId?: string;
  /** Only with `escalate`. */
  readonly escalationId?: string;
  /** First moment at which it is due; a breach one millisecond after the deadline, since the deadline itself is on time. */
  readonly dueAt: Instant;
}
