// What an argument may be. Typed callers can't be wrong here, but plain JavaScript and data from elsewhere can: each kind refuses what
// it is not by an EngineError that names the argument. Whether a value is within its bounds, and what it means, is asked where it is used.
import type { ArgumentProblem } from './argument-problems.ts';
import type { EngineErrorParams } from './engine-error.ts';
import { invalidArgument } from './invalid.ts';
import { refuseUnknown } from './refuse-unknown.ts';

/** Throws EngineErrors ARGUMENT_INVALID, OPTION_UNKNOWN. */
export type ArgumentKind = (name: string, value: unknown) => void;

/** By name; those of a function in the order of its arguments. */
export type ArgumentKinds = Readonly<Record<string, ArgumentKind>>;

export const text = kindOf('NOT_TEXT', (value) => typeof value === 'string');
export const flag = kindOf('NOT_BOOLEAN', (value) => typeof value === 'boolean');
export const act = kindOf('NOT_FUNCTION', (value) => typeof value === 'function');
export const object = kindOf('NOT_OBJECT', isObject);
export const instant = kindOf('NOT_INSTANT', Number.isSafeInteger);
export const number = kindOf('NOT_NUMBER', (value) => typeof value === 'number' && value >= 0);
export const keyText = kindOf('NOT_KEY', (value) => typeof value === 'string' || Number.isFinite(value));
export const instantOrDate = kindOf(
  'NOT_INSTANT_OR_DATE',
  (value) => typeof value === 'string' || Number.isSafeInteger(value),
);
/** A length that is added to an instant, and kept. */
export const lengthMs = kindOf(
  'NOT_LENGTH',
  (value) => Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= LONGEST_MS,
);

/** A hundred years. */
const LONGEST_MS = 100 * 365.25 * 24 * 3_600_000;

/** Whatever it is: it is looked at where it is used. */
export const given: ArgumentKind = (name, value) => {
  if (value === undefined) throw invalidArgument(name, 'MISSING');
};
export const anything: ArgumentKind = () => undefined;

export function whole(least: number): ArgumentKind {
  return kindOf('NOT_WHOLE', (value) => Number.isSafeInteger(value) && Number(value) >= least, { least });
}

export function within(least: number, most: number): ArgumentKind {
  return kindOf('NOT_WITHIN', (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most, {
    least,
    most,
  });
}

export function oneOf(...allowed: readonly string[]): ArgumentKind {
  return kindOf('NOT_ONE_OF', (value) => typeof value === 'string' && allowed.includes(value), {
    allowed: allowed.join(', '),
  });
}

/** It may be left out. */
export function maybe(kind: ArgumentKind): ArgumentKind {
  return (name, value) => {
    if (value !== undefined) kind(name, value);
  };
}

export function orNull(kind: ArgumentKind): ArgumentKind {
  return (name, value) => {
    if (value !== null) kind(name, value);
  };
}

export function listOf(kind: ArgumentKind): ArgumentKind {
  return (name, value) => {
    if (!Array.isArray(value)) throw wrong(name, value, 'NOT_LIST');
    for (const one of value as readonly unknown[]) kind(name, one);
  };
}

export function oneOrMore(kind: ArgumentKind): ArgumentKind {
  const list = listOf(kind);
  return (name, value) => (Array.isArray(value) ? list : kind)(name, value);
}

/** An object by whose names there are values of one kind. */
export function mapOf(kind: ArgumentKind): ArgumentKind {
  return (name, value) => {
    object(name, value);
    for (const [key, one] of Object.entries(value as object)) kind(`${name}.${key}`, one);
  };
}

/** An object with these fields and no others; they are named alone, or after `prefix`. */
export function fields(kinds: ArgumentKinds, prefix = ''): ArgumentKind {
  const known = Object.keys(kinds);
  return (name, value) => {
    if (value !== undefined) object(name, value);
    const given = (value ?? {}) as Readonly<Record<string, unknown>>;
    refuseUnknown(given, known);
    for (const field of known) kinds[field]!(prefix + field, given[field]);
    // Of one that is left out altogether, the first field that it must have has been named.
    if (value === undefined) throw invalidArgument(name, 'MISSING');
  };
}

function kindOf(
  problem: ArgumentProblem,
  isRight: (value: unknown) => boolean,
  params: EngineErrorParams = {},
): ArgumentKind {
  return (name, value) => {
    if (!isRight(value)) throw wrong(name, value, problem, params);
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object is named by its type: to write it out might run code of its own. */
function wrong(name: string, value: unknown, problem: ArgumentProblem, params: EngineErrorParams = {}): Error {
  if (value === undefined) return invalidArgument(name, 'MISSING');
  const said = value === null ? 'null' : Object(value) === value ? typeof value : (value as symbol).toString();
  return invalidArgument(name, problem, { ...params, value: said });
}
