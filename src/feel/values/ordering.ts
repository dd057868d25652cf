// Equality and order of FEEL values (DMN 1.5, tables 53 and 54). `null` means: not comparable.
import { charge, checkDepth } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { KIND, entryOf, kindOf } from './kinds.ts';
import type { FeelContext, FeelDateTime, FeelRange, FeelTagged, FeelTime } from './kinds.ts';
import { dateDays, epochOf } from './temporal.ts';

export function equal(a: unknown, b: unknown, env: Env, depth = 0): boolean | null {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object') return typeof a === typeof b ? a === b : null;
  if (Array.isArray(a)) return Array.isArray(b) ? equalLists(a, b, env, depth) : null;
  if (Array.isArray(b)) return null;
  const kind = (a as Partial<FeelTagged>)[KIND];
  if (kind !== (b as Partial<FeelTagged>)[KIND]) return null;
  if (kind === undefined) return equalContexts(a as FeelContext, b as FeelContext, env, depth);
  if (kind === 'range') return equalRanges(a as FeelRange, b as FeelRange, env, depth);
  if (kind === 'function') return a === b;
  const order = compare(a, b);
  return order === null ? null : order === 0;
}

function equalLists(a: readonly unknown[], b: readonly unknown[], env: Env, depth: number): boolean {
  if (a.length !== b.length) return false;
  checkDepth(env, depth);
  charge(env, a.length);
  for (let i = 0; i < a.length; i++) if (equal(a[i], b[i], env, depth + 1) !== true) return false;
  return true;
}

function equalContexts(a: FeelContext, b: FeelContext, env: Env, depth: number): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  checkDepth(env, depth);
  charge(env, keys.length);
  for (const key of keys) {
    if (!Object.hasOwn(b, key) || equal(entryOf(a, key), entryOf(b, key), env, depth + 1) !== true) return false;
  }
  return true;
}

function equalRanges(a: FeelRange, b: FeelRange, env: Env, depth: number): boolean {
  checkDepth(env, depth);
  return (
    a.operator === b.operator &&
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    (a.start === undefined) === (b.start === undefined) &&
    (a.end === undefined) === (b.end === undefined) &&
    equal(a.start, b.start, env, depth + 1) === true &&
    equal(a.end, b.end, env, depth + 1) === true
  );
}

/** Negative, zero or positive; `null` when the two have no order. */
export function compare(a: unknown, b: unknown): number | null {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : null;
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null;
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return null;
  const left = a as FeelTagged;
  const right = b as FeelTagged;
  switch (left[KIND]) {
    case 'date':
      return right[KIND] === 'date' ? dateDays(left) - dateDays(right) : null;
    case 'time':
      return right[KIND] === 'time' ? compareTimes(left, right) : null;
    case 'date and time':
      return right[KIND] === 'date and time' ? compareDateTimes(left, right) : null;
    case 'days and time duration':
      return right[KIND] === 'days and time duration' ? left.seconds - right.seconds : null;
    case 'years and months duration':
      return right[KIND] === 'years and months duration' ? left.months - right.months : null;
    default:
      return null;
  }
}

/** By code points, so that characters outside the basic plane sort last. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const surrogateX = x >= 0xd800 && x <= 0xdfff;
      const surrogateY = y >= 0xd800 && y <= 0xdfff;
      return surrogateX === surrogateY ? x - y : surrogateX ? 1 : -1;
    }
  }
  return a.length - b.length;
}

// The `second` property of times is whole (DMN 1.5, table 65), so order and equality are those of whole seconds.
function compareTimes(a: FeelTime, b: FeelTime): number | null {
  return utcSeconds(a) - utcSeconds(b);
}

/** A time in a named zone is read on 1970-01-01: a time alone has no day. */
export function utcSeconds(time: FeelTime): number {
  const at = epochOf({ [KIND]: 'date and time', date: { [KIND]: 'date', year: 1970, month: 1, day: 1 }, time });
  return at;
}

function compareDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  return epochOf(a) - epochOf(b);
}

/** `true`, `false`, or `null` when the value cannot be compared with the ends. */
export function rangeIncludes(range: FeelRange, value: unknown, env: Env): boolean | null {
  if (range.operator === '=' || range.operator === '!=') {
    const same = equal(range.start, value, env);
    return same === null ? null : same === (range.operator === '=');
  }
  if (range.start !== undefined) {
    const order = compare(value, range.start);
    if (order === null) return null;
    if (range.startIncluded ? order < 0 : order <= 0)
      return range.end === undefined || range.end !== null ? false : null;
  }
  if (range.end === undefined) return true;
  const order = compare(value, range.end);
  if (order === null) return null;
  return range.endIncluded ? order <= 0 : order < 0;
}

/** Does a test value (a range, a list of tests or of values, a value) hold for the input? */
export function satisfies(input: unknown, test: unknown, env: Env): boolean | null {
  if (Array.isArray(test)) {
    if (Array.isArray(input) && equal(input, test, env) === true) return true;
    charge(env, test.length);
    let unknown = false;
    for (const item of test) {
      const held =
        kindOf(item) === 'range' ? rangeIncludes(item as FeelRange, input, env) : equal(input, item, env) === true;
      if (held === true) return true;
      if (held === null) unknown = true;
    }
    return unknown ? null : false;
  }
  if (kindOf(test) === 'range' && kindOf(input) !== 'range') return rangeIncludes(test as FeelRange, input, env);
  return equal(input, test, env);
}
