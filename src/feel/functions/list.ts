// List functions (DMN 1.5, §10.3.4.4) other than sums and counts.
import { charge, checkDepth } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { callFunction } from '../values/call-function.ts';
import { isFunction } from '../values/kinds.ts';
import type { FeelFunction } from '../values/kinds.ts';
import { compare, equal } from '../values/ordering.ts';
import { distinct } from './distinct.ts';
import { noResult, signature } from './define.ts';
import type { Signature } from './define.ts';

export const listFunctions: Readonly<Record<string, readonly Signature[]>> = {
  'list contains': [
    signature(
      [
        ['list', 'list'],
        ['element', 'any'],
      ],
      (env, list, element) => visit(env, list).some((item) => equal(item, element, env) === true),
    ),
  ],
  sublist: [
    signature(
      [
        ['list', 'list'],
        ['start position', 'number'],
        ['length?', 'number or null'],
      ],
      (env, list, start, length) => sublist(env, list, start, length),
    ),
  ],
  append: [
    signature(
      [
        ['list', 'list'],
        ['...item', 'any'],
      ],
      (env, list, items) => made(env, [...list, ...asList(items)]),
    ),
  ],
  concatenate: [signature([['...list', 'lists']], (env, lists) => made(env, lists.flat()))],
  'insert before': [
    signature(
      [
        ['list', 'list'],
        ['position', 'number'],
        ['newItem', 'any'],
      ],
      (env, list, position, item) => {
        const index = indexOf(list, position);
        return index === undefined
          ? noResult(env, 'insert before')
          : made(env, [...list.slice(0, index), item, ...list.slice(index)]);
      },
    ),
  ],
  remove: [
    signature(
      [
        ['list', 'list'],
        ['position', 'number'],
      ],
      (env, list, position) => {
        const index = indexOf(list, position);
        return index === undefined ? noResult(env, 'remove') : made(env, list.toSpliced(index, 1));
      },
    ),
  ],
  'list replace': [
    signature(
      [
        ['list', 'list'],
        ['position', 'number'],
        ['newItem', 'any'],
      ],
      (env, list, position, item) => {
        const index = indexOf(list, position);
        return index === undefined ? noResult(env, 'list replace') : made(env, list.with(index, item));
      },
    ),
    signature(
      [
        ['list', 'list'],
        ['match', 'function'],
        ['newItem', 'any'],
      ],
      (env, list, match, item) => replaceMatching(env, list, match, item),
    ),
  ],
  reverse: [signature([['list', 'list']], (env, list) => made(env, list.toReversed()))],
  'index of': [
    signature(
      [
        ['list', 'list'],
        ['match', 'any'],
      ],
      (env, list, match) => visit(env, list).flatMap((item, i) => (equal(item, match, env) === true ? [i + 1] : [])),
    ),
  ],
  union: [signature([['...list', 'lists']], (env, lists) => distinct(env, lists.flat()))],
  'distinct values': [signature([['list', 'list']], (env, list) => distinct(env, list))],
  flatten: [
    signature([['list', 'list']], (env, list) => {
      const flat: unknown[] = [];
      flattenInto(flat, list, env, 0);
      return flat;
    }),
  ],
  sort: [
    signature(
      [
        ['list', 'list'],
        ['precedes?', 'any'],
      ],
      (env, list, precedes) => sort(env, list, precedes),
    ),
  ],
};

function visit(env: Env, list: readonly unknown[]): readonly unknown[] {
  charge(env, list.length);
  return list;
}

/** A new list, paid for by its length. */
function made<T>(env: Env, list: T[]): T[] {
  charge(env, list.length);
  return list;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

/** Index of a position that counts from 1, or from the end when negative; `undefined` outside the list. */
function indexOf(list: readonly unknown[], position: number): number | undefined {
  const index = position > 0 ? position - 1 : list.length + position;
  return Number.isInteger(position) && position !== 0 && index >= 0 && index < list.length ? index : undefined;
}

function sublist(env: Env, list: readonly unknown[], start: number, length: number | null | undefined): unknown {
  const index = indexOf(list, start);
  if (index === undefined || length === null) return noResult(env, 'sublist');
  if (length === undefined) return made(env, list.slice(index));
  const whole = Math.trunc(length);
  if (whole < 1 || index + whole > list.length) return noResult(env, 'sublist');
  return made(env, list.slice(index, index + whole));
}

function replaceMatching(env: Env, list: readonly unknown[], match: FeelFunction, item: unknown): unknown {
  const result: unknown[] = [];
  for (const old of visit(env, list)) {
    const held = callFunction(match, [old, item], env, env.at);
    if (typeof held !== 'boolean') return noResult(env, 'list replace');
    result.push(held ? item : old);
  }
  return result;
}

function flattenInto(flat: unknown[], list: readonly unknown[], env: Env, depth: number): void {
  checkDepth(env, depth);
  charge(env, list.length);
  for (const item of list) {
    if (Array.isArray(item)) flattenInto(flat, item as unknown[], env, depth + 1);
    else flat.push(item);
  }
}

/** A merge sort, so that a `precedes` that contradicts itself cannot make it run on; without `precedes`, by the values' own order. */
function sort(env: Env, list: readonly unknown[], precedes: unknown): unknown {
  if (precedes !== undefined && precedes !== null && !isFunction(precedes)) return noResult(env, 'sort');
  const outcome = { failed: false };
  const before = (a: unknown, b: unknown): boolean => {
    if (isFunction(precedes)) {
      const held = callFunction(precedes, [a, b], env, env.at);
      if (typeof held !== 'boolean') outcome.failed = true;
      return held === true;
    }
    const order = compare(a, b);
    if (order === null) outcome.failed = true;
    return order !== null && order < 0;
  };
  const sorted = mergeSort(env, list.slice(), before);
  return outcome.failed ? noResult(env, 'sort') : sorted;
}

function mergeSort(env: Env, list: unknown[], before: (a: unknown, b: unknown) => boolean): unknown[] {
  if (list.length < 2) return list;
  charge(env, list.length);
  const middle = list.length >> 1;
  const left = mergeSort(env, list.slice(0, middle), before);
  const right = mergeSort(env, list.slice(middle), before);
  const merged: unknown[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) merged.push(before(right[j], left[i]) ? right[j++] : left[i++]);
  return merged.concat(left.slice(i), right.slice(j));
}
