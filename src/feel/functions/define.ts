// How a built-in function is declared: its parameters (names as in the standard, so that they can be named in a call), their
// types, and what it does once the arguments have them.
import { warn } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import type {
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelFunction,
  FeelRange,
  FeelTime,
} from '../values/kinds.ts';

/** What a parameter can ask for, and what its handler then gets. */
export interface ParameterTypes {
  number: number;
  string: string;
  boolean: boolean;
  /** A value that is no list counts as a list of one. */
  list: readonly unknown[];
  /** Every item a number; null items are refused. */
  numbers: readonly number[];
  strings: readonly string[];
  lists: readonly (readonly unknown[])[];
  contexts: readonly FeelContext[];
  context: FeelContext;
  function: FeelFunction;
  range: FeelRange;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  duration: FeelDuration;
  /** A date or a date and time. */
  day: FeelDate | FeelDateTime;
  /** Anything but null. */
  some: unknown;
  any: unknown;
  /** A string or null. */
  'string or null': string | null;
  'number or null': number | null;
}
export type ParameterType = keyof ParameterTypes;

/** `name?` may be left out; `...name` takes all the rest as one list. */
export type Parameter = readonly [name: string, type: ParameterType];
type Handled<P> = P extends readonly [infer N, infer T extends ParameterType]
  ? N extends `${string}?`
    ? ParameterTypes[T] | undefined
    : ParameterTypes[T]
  : never;
type HandledAll<P extends readonly Parameter[]> = { readonly [K in keyof P]: Handled<P[K]> };

export interface Signature {
  readonly names: readonly string[];
  readonly types: readonly ParameterType[];
  readonly required: number;
  readonly variadic: boolean;
  readonly run: (env: Env, args: readonly unknown[]) => unknown;
}

export interface Builtin {
  readonly name: string;
  readonly signatures: readonly Signature[];
  /** Gives the same result for the same arguments, whenever it is asked. */
  readonly pure: boolean;
  readonly value: FeelFunction;
}

export function signature<const P extends readonly Parameter[]>(
  parameters: P,
  run: (env: Env, ...args: HandledAll<P>) => unknown,
): Signature {
  return {
    names: parameters.map(([name]) => name.replace(/^\.\.\.|\?$/g, '')),
    types: parameters.map(([, type]) => type),
    required: parameters.filter(([name]) => !name.endsWith('?')).length,
    variadic: parameters.some(([name]) => name.startsWith('...')),
    run: (env, args) => run(env, ...(args as unknown as HandledAll<P>)),
  };
}

/** Gives null, with a warning that the function has no result for these arguments. */
export function noResult(env: Env, name: string): null {
  return warn(env, env.at, 'FEEL_NO_RESULT', { name });
}
