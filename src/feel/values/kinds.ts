// FEEL values as plain data. Numbers, texts, booleans, null, lists and contexts are their JSON selves; the others carry
// a symbol, which no JSON from outside can forge.
import type { Env } from '../compile/env.ts';

export const KIND: unique symbol = Symbol('feel');

export interface FeelDate {
  readonly [KIND]: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `offset` in seconds for a fixed offset; `zone` for a named one; neither for local time. */
export interface FeelTime {
  readonly [KIND]: 'time';
  /** Seconds since midnight, whole. */
  readonly seconds: number;
  readonly nanos: number;
  readonly offset: number | undefined;
  readonly zone: string | undefined;
}

export interface FeelDateTime {
  readonly [KIND]: 'date and time';
  readonly date: FeelDate;
  readonly time: FeelTime;
}

export interface FeelDaysDuration {
  readonly [KIND]: 'days and time duration';
  /** Seconds, with up to nine decimals. */
  readonly seconds: number;
}

export interface FeelMonthsDuration {
  readonly [KIND]: 'years and months duration';
  readonly months: number;
}

export interface FeelRange {
  readonly [KIND]: 'range';
  /** `undefined`: unbounded on that side. `null`: the bound is unknown. */
  readonly start: unknown;
  readonly end: unknown;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** Written with an operator (`< 5`) rather than with two ends. */
  readonly operator: '<' | '<=' | '>' | '>=' | '=' | '!=' | undefined;
}

export interface FeelFunction {
  readonly [KIND]: 'function';
  readonly name: string | undefined;
  /** Parameter names in order; `undefined` when it takes any number. */
  readonly parameters: readonly string[] | undefined;
  /** Weight of one call towards the depth limit. */
  readonly weight: number;
  readonly parameterTypes?: readonly (FeelType | undefined)[];
  readonly resultType?: FeelType | undefined;
  readonly call: (args: readonly unknown[], env: Env) => unknown;
}

export type FeelContext = Readonly<Record<string, unknown>>;
export type FeelDuration = FeelDaysDuration | FeelMonthsDuration;
export type FeelTagged = FeelDate | FeelTime | FeelDateTime | FeelDuration | FeelRange | FeelFunction;

export type FeelKind = 'null' | 'number' | 'string' | 'boolean' | 'list' | 'context' | FeelTagged[typeof KIND];

/** A type as written after `instance of`, in a function's parameters or in an item definition. */
export type FeelType =
  | { readonly kind: 'any' }
  | { readonly kind: 'simple'; readonly name: Exclude<FeelKind, 'list' | 'context' | 'function' | 'range'> }
  | { readonly kind: 'list'; readonly element: FeelType }
  | { readonly kind: 'range'; readonly element: FeelType }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly kind: 'function'; readonly parameters: readonly FeelType[] | undefined; readonly result: FeelType }
  | { readonly kind: 'checked'; readonly base: FeelType; readonly allows: (value: unknown) => boolean };

export function kindOf(value: unknown): FeelKind {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      return (value as Partial<FeelTagged>)[KIND] ?? 'context';
    }
    default:
      return 'null';
  }
}

export function isContext(value: unknown): value is FeelContext {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(KIND in value);
}

export function isTagged<K extends FeelTagged[typeof KIND]>(
  value: unknown,
  kind: K,
): value is Extract<FeelTagged, { readonly [KIND]: K }> {
  return typeof value === 'object' && value !== null && (value as Partial<FeelTagged>)[KIND] === kind;
}

export function isFunction(value: unknown): value is FeelFunction {
  return isTagged(value, 'function');
}

/** The entry of a context, own entries only, so that nothing of the host shows through. */
export function entryOf(context: FeelContext, name: string): unknown {
  return Object.hasOwn(context, name) ? context[name] : undefined;
}

/** Sets an entry of a context under construction, safely for `__proto__` too. */
export function setEntry(context: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(context, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    context[name] = value;
  }
}
