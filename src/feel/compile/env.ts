// What one evaluation carries along: names, slots of local variables, the bounds, and the warnings if anyone reads them.
import { isDecisionFault } from '../../model/feel.ts';
import type { FeelLimits, FeelLookup, FeelOptions, FeelProblem, FeelProblemCode } from '../../model/feel.ts';
import { feelLimits, feelTextLimits } from '../limits.ts';

export interface Env {
  lookup: FeelLookup;
  slots: unknown[];
  readonly options: FeelOptions;
  readonly limits: FeelLimits;
  steps: number;
  depth: number;
  readonly warnings: FeelProblem[] | undefined;
  /** The call that is running, for the warnings of built-in functions. */
  at: Span;
}

/** Where something stands in the text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Code = (env: Env) => unknown;

export function createEnv(
  lookup: FeelLookup,
  options: FeelOptions,
  slotCount: number,
  warnings: FeelProblem[] | undefined,
): Env {
  return {
    lookup,
    slots: slotCount === 0 ? noSlots : new Array<unknown>(slotCount).fill(null),
    options,
    limits: options.limits === undefined ? feelLimits : { ...feelLimits, ...options.limits },
    steps: 0,
    depth: 0,
    warnings,
    at: NOWHERE,
  };
}

const NOWHERE: Span = { from: 0, to: 0 };

const noSlots: unknown[] = [];

/** Notes a warning and gives the null that stands in for the missing result. */
export function warn(env: Env, span: Span, code: FeelProblemCode, params: FeelProblem['params']): null {
  const { warnings } = env;
  // A fault of the decision must not get lost among what its rows could not compare.
  const most = isDecisionFault(code) ? 2 * feelTextLimits.warnings : feelTextLimits.warnings;
  if (warnings !== undefined && warnings.length < most) {
    warnings.push({ code, from: span.from, to: span.to, params });
  }
  return null;
}

/** Pays for work. Throws the limit signal when the budget is used up. */
export function charge(env: Env, steps: number): void {
  env.steps += steps;
  if (env.steps > env.limits.steps) stop('FEEL_STEPS', { limit: env.limits.steps });
}

export function checkDepth(env: Env, depth: number): void {
  if (depth > env.limits.depth) stop('FEEL_DEPTH', { limit: env.limits.depth });
}

export function checkString(env: Env, length: number): void {
  if (length > env.limits.stringLength) stop('FEEL_STRING_LENGTH', { limit: env.limits.stringLength });
}

/** What is thrown, and caught by `evaluate`, when a limit is reached. */
export interface LimitSignal {
  readonly feelLimit: FeelProblemCode;
  readonly params: FeelProblem['params'];
}

export function stop(code: FeelProblemCode, params: FeelProblem['params']): never {
  throw createSignal(code, params);
}

function createSignal(code: FeelProblemCode, params: FeelProblem['params']): Error & LimitSignal {
  return Object.assign(new Error(code), { feelLimit: code, params });
}

export function isLimitSignal(value: unknown): value is LimitSignal {
  return typeof value === 'object' && value !== null && 'feelLimit' in value;
}
