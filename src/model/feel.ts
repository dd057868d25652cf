// The words of FEEL (DMN 1.5, chapter 10): what an expression is asked with and what can be wrong with one.
import type { Instant } from './json.ts';

/** Gives the value of a free name; `undefined` means: not defined here. */
export type FeelLookup = (name: string) => unknown;

export interface FeelOptions {
  /** What `now()` and `today()` answer, epoch milliseconds. */
  readonly now: Instant;
  /** IANA zone or offset in which `now()` and `today()` are read; UTC when absent. */
  readonly zone?: string;
  readonly limits?: Partial<FeelLimits>;
}

/** Bounds of one evaluation. */
export interface FeelLimits {
  /** Loop turns, calls, and list items made or visited. */
  readonly steps: number;
  /** Nesting of calls, weighed by the nesting of the called body; also nesting of compared or printed values. */
  readonly depth: number;
  /** Characters of one string. */
  readonly stringLength: number;
  /** Steps of one `matches`, `replace` or `split`. */
  readonly regexSteps: number;
}

export type FeelProblemCode = keyof typeof feelProblems;

/** What is wrong, and where in the expression's text (UTF-16 offsets, `to` exclusive). */
export interface FeelProblem {
  readonly code: FeelProblemCode;
  readonly from: number;
  readonly to: number;
  readonly params: Readonly<Record<string, string | number>>;
}

export type FeelResult =
  | { readonly ok: true; readonly value: unknown; readonly warnings: readonly FeelProblem[] }
  | { readonly ok: false; readonly problem: FeelProblem };

/** Code → English sentence. The first group is found on compiling, the second on evaluating. */
export const feelProblems = {
  FEEL_SYNTAX: 'Not valid FEEL at "{found}": expected {expected}.',
  FEEL_STRING_OPEN: 'The text that starts here is never closed. Add the missing ".',
  FEEL_TOO_LONG: 'The expression has {length} characters; the limit is {limit}.',
  FEEL_TOO_DEEP: 'The expression is nested deeper than {limit} levels. Split it.',
  FEEL_UNKNOWN_FUNCTION: 'There is no function "{name}".{suggestion}',
  FEEL_ARGUMENT_COUNT: 'Function "{name}" takes {expected} argument(s), not {found}.',
  FEEL_UNKNOWN_PARAMETER: 'Function "{name}" has no parameter "{parameter}". It has: {known}.',
  FEEL_UNKNOWN_TYPE: 'There is no type "{name}".{suggestion}',
  FEEL_LITERAL: 'The text "{text}" is not a date, time, date and time or duration.',
  FEEL_EXTERNAL_FUNCTION: 'External functions (Java, PMML) are not run. Write the function in FEEL.',

  FEEL_STEPS: 'The evaluation was stopped after {limit} steps.',
  FEEL_DEPTH: 'The evaluation was stopped: calls or values are nested deeper than {limit}.',
  FEEL_STRING_LENGTH: 'The evaluation was stopped: a text would be longer than {limit} characters.',
  FEEL_VALUE_SIZE: 'The evaluation was stopped: a value would have more than {limit} entries.',
  FEEL_REGEX_STEPS: 'The evaluation was stopped: matching the pattern "{pattern}" took more than {limit} steps.',
  FEEL_UNKNOWN_VARIABLE: 'There is no variable "{name}"; it counts as null.',
  FEEL_NO_ENTRY: 'A value of type {type} has no entry "{name}"; it counts as null.',
  FEEL_OPERANDS: 'Operator {operator} cannot be applied to {left} and {right}; the result is null.',
  FEEL_DIVISION_BY_ZERO: 'Division by zero; the result is null.',
  FEEL_NUMBER_RANGE: 'The result of {operator} is not a finite number; it counts as null.',
  FEEL_TEMPORAL_RANGE: 'The result of {operator} is no valid date, time or duration; it counts as null.',
  FEEL_NOT_A_FUNCTION: 'A value of type {type} was called like a function; the result is null.',
  FEEL_ARGUMENT: 'Function "{name}": argument "{parameter}" must be {expected}, not {found}; the result is null.',
  FEEL_NO_RESULT: 'Function "{name}" has no result for these arguments; it counts as null.',
  FEEL_PATTERN:
    'The text "{pattern}" is not a valid regular expression (or the flags "{flags}" are not); the result is null.',
  FEEL_ITERATION: 'A loop needs a list or a bounded range, not {type}; the result is null.',
  FEEL_VALUE_TYPE: 'The value of "{name}" must be {expected}, not {found}; it counts as null.',
  FEEL_VALUE_NOT_ALLOWED: 'The value of "{name}" is not one of those allowed.',
  FEEL_TABLE_MATCHES:
    'Decision table with hit policy {policy}: rules {rules} all match and contradict each other; the result is null.',
  FEEL_TABLE_AGGREGATION: 'Decision table: the outputs of rules {rules} have no {name}; the result is null.',
  FEEL_CONDITION: 'A condition must be true or false, not {type}.',
} as const satisfies Record<string, string>;

/**
 * What DMN calls an error of a decision, though the value that stands in for it is null: a table that violates its hit policy
 * (DMN 1.5 §8.2.10), a value that is not of its type or not allowed (§7.3.3, §10.3.2.9.4).
 */
export function isDecisionFault(code: string): boolean {
  return decisionFaults.includes(code);
}

const decisionFaults: readonly string[] = [
  'FEEL_TABLE_MATCHES',
  'FEEL_TABLE_AGGREGATION',
  'FEEL_VALUE_TYPE',
  'FEEL_VALUE_NOT_ALLOWED',
] satisfies FeelProblemCode[];
