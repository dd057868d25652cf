// Lengths of time and repetitions as ISO 8601 writes them, and what may be wrong with such a text.
import type { Instant } from './json.ts';

/** A calendar date, `YYYY-MM-DD`. Names of such fields end in `On`. */
export type LocalDate = string;

/** ISO 8601 §5.5.2 duration. Only the smallest component that is given may carry a fraction; never negative. */
export interface Duration {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

/** ISO 8601 §5.6 recurring interval: `R3/PT10H`, `R/start/P1D`, `R/P1D/end`, `R5/start/end`. */
export interface Cycle {
  /** How often it fires in all; null means without end. */
  readonly repetitions: number | null;
  readonly interval: Duration;
  /** First moment, when the text fixes it. */
  readonly startAt?: Instant;
  /** No firing after this moment, when the text fixes it. */
  readonly endAt?: Instant;
}

export const timeProblemCodes = [
  'TIME_EMPTY',
  'TIME_TOO_LONG',
  'DURATION_NO_P',
  'DURATION_NEGATIVE',
  'DURATION_EMPTY',
  'DURATION_COMPONENT',
  'DURATION_ORDER',
  'DURATION_T_EMPTY',
  'DURATION_FRACTION',
  'DURATION_WEEKS_MIXED',
  'DURATION_TOO_LARGE',
  'DATE_FORMAT',
  'DATE_NOT_REAL',
  'INSTANT_FORMAT',
  'INSTANT_NO_OFFSET',
  'CYCLE_NO_R',
  'CRON_SYNTAX',
  'CRON_NEVER',
  'CYCLE_COUNT',
  'CYCLE_PARTS',
  'CYCLE_ZERO_INTERVAL',
  'CYCLE_END_BEFORE_START',
  'ZONE_UNKNOWN',
  'PLAN_UNIT',
  'PLAN_EMPTY',
  'PLAN_OUT_OF_RANGE',
  'WARNING_FORMAT',
] as const;
export type TimeProblemCode = (typeof timeProblemCodes)[number];

/** Trouble with a text about time. Returned, never thrown. */
export interface TimeProblem {
  readonly code: TimeProblemCode;
  /** The text as given (cut at the named limit). */
  readonly text: string;
  /** Where in the text, counted from 0. */
  readonly offset: number;
  /** A text that would be right, when one can be proposed. */
  readonly mend?: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a reading function gives back. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: TimeProblem };

export const timeLimits = {
  /** Characters of one duration, cycle, date or instant. */
  textLength: 200,
  /** Largest whole number in one component of a duration. */
  component: 1_000_000,
  /** Largest count in `Rn/…`. */
  repetitions: 1_000_000,
} as const;
