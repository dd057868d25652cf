// Context functions (DMN 1.5, §10.3.4.10), and `not`, `is`.
import { charge } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { entryOf, isContext, isTagged, kindOf, setEntry } from '../values/kinds.ts';
import type { FeelContext, FeelTime } from '../values/kinds.ts';
import { equal } from '../values/ordering.ts';
import { noResult, signature } from './define.ts';
import type { Signature } from './define.ts';

export const contextFunctions: Readonly<Record<string, readonly Signature[]>> = {
  'get value': [
    signature(
      [
        ['m', 'context'],
        ['key', 'string'],
      ],
      (_env, context, key) => entryOf(context, key) ?? null,
    ),
  ],
  'get entries': [
    signature([['m', 'context']], (env, context) => {
      const entries = Object.entries(context);
      charge(env, entries.length);
      return entries.map(([key, value]) => ({ key, value }));
    }),
  ],
  context: [signature([['entries', 'contexts']], (env, entries) => contextOf(env, entries))],
  'context put': [
    signature(
      [
        ['context', 'context'],
        ['key', 'string'],
        ['value', 'any'],
      ],
      (env, context, key, value) => put(env, context, [key], value),
    ),
    signature(
      [
        ['context', 'context'],
        ['keys', 'list'],
        ['value', 'any'],
      ],
      (env, context, keys, value) => put(env, context, keys, value) ?? noResult(env, 'context put'),
    ),
  ],
  'context merge': [
    signature([['contexts', 'contexts']], (env, contexts) => {
      const merged: Record<string, unknown> = {};
      for (const context of contexts) copyInto(env, merged, context);
      return merged;
    }),
  ],
  not: [signature([['negand', 'any']], (_env, negand) => (typeof negand === 'boolean' ? !negand : null))],
  is: [
    signature(
      [
        ['value1?', 'any'],
        ['value2?', 'any'],
      ],
      (env, a, b) => isSame(a ?? null, b ?? null, env),
    ),
  ],
};

function copyInto(env: Env, target: Record<string, unknown>, context: FeelContext): void {
  const entries = Object.entries(context);
  charge(env, entries.length);
  for (const [key, value] of entries) setEntry(target, key, value);
}

function contextOf(env: Env, entries: readonly FeelContext[]): FeelContext | null {
  const context: Record<string, unknown> = {};
  charge(env, entries.length);
  for (const entry of entries) {
    const key = entryOf(entry, 'key');
    if (typeof key !== 'string' || !Object.hasOwn(entry, 'value') || Object.hasOwn(context, key)) {
      return noResult(env, 'context');
    }
    setEntry(context, key, entryOf(entry, 'value') ?? null);
  }
  return context;
}

/** A copy with the value at the path of keys; `null` when the path leads through something that is no context. */
function put(env: Env, context: FeelContext, keys: readonly unknown[], value: unknown): FeelContext | null {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return null;
  const copy: Record<string, unknown> = {};
  copyInto(env, copy, context);
  if (rest.length === 0) {
    setEntry(copy, key, value);
    return copy;
  }
  const inner = entryOf(context, key);
  const nested = isContext(inner) ? put(env, inner, rest, value) : null;
  if (nested === null) return null;
  setEntry(copy, key, nested);
  return copy;
}

/** Same kind and same value; times must also be in the same place. */
function isSame(a: unknown, b: unknown, env: Env): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (isTagged(a, 'time') && isTagged(b, 'time')) return sameClock(a, b);
  if (isTagged(a, 'date and time') && isTagged(b, 'date and time')) {
    return equal(a.date, b.date, env) === true && sameClock(a.time, b.time);
  }
  return equal(a, b, env) === true;
}

function sameClock(a: FeelTime, b: FeelTime): boolean {
  return a.seconds === b.seconds && a.nanos === b.nanos && a.offset === b.offset && a.zone === b.zone;
}
