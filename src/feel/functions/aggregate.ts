// Functions that make one value of many (DMN 1.5, §10.3.4.4): count, min, max, sum, mean, …, all, any.
import { charge } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { add, divide, multiply, subtract } from '../values/decimal.ts';
import { compare } from '../values/ordering.ts';
import { addValues } from '../values/temporal-arithmetic.ts';
import { noResult, signature } from './define.ts';
import type { ParameterTypes, Signature } from './define.ts';

export const aggregateFunctions: Readonly<Record<string, readonly Signature[]>> = {
  count: [signature([['list', 'list']], (_env, list) => list.length)],
  min: [ofMany('list', (env, list) => extreme(env, 'min', list, -1))],
  max: [ofMany('list', (env, list) => extreme(env, 'max', list, 1))],
  sum: [
    ofMany('numbers', (_env, list) => (list.length === 0 ? null : list.reduce(add))),
    ofMany('list', (env, list) => (list.length === 0 ? null : list.reduce(addValues)) ?? noResult(env, 'sum')),
  ],
  mean: [ofMany('numbers', (_env, list) => (list.length === 0 ? null : mean(list)))],
  product: [ofMany('numbers', (_env, list) => (list.length === 0 ? null : list.reduce(multiply)))],
  median: [ofMany('numbers', (_env, list) => (list.length === 0 ? null : median(list)))],
  stddev: [ofMany('numbers', (env, list) => (list.length < 2 ? noResult(env, 'stddev') : deviation(list)))],
  mode: [ofMany('numbers', (_env, list) => mode(list))],
  all: [ofMany('list', (_env, list) => every(list, false))],
  any: [ofMany('list', (_env, list) => every(list, true))],
};

function ofMany<T extends 'list' | 'numbers'>(type: T, run: (env: Env, list: ParameterTypes[T]) => unknown): Signature {
  const one = signature([['...list', 'list']], (env, list) => {
    charge(env, list.length);
    return run(env, list as ParameterTypes[T]);
  });
  return { ...one, types: [type] };
}

function extreme(env: Env, name: string, list: readonly unknown[], direction: 1 | -1): unknown {
  let best: unknown = list[0] ?? null;
  if (list.length > 0 && compare(best, best) === null) return noResult(env, name);
  for (const item of list) {
    const order = compare(item, best);
    if (order === null) return noResult(env, name);
    if (order * direction > 0) best = item;
  }
  return best;
}

function mean(list: readonly number[]): number {
  return divide(list.reduce(add), list.length);
}

function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : divide(add(sorted[middle - 1] ?? 0, high), 2);
}

function deviation(list: readonly number[]): number {
  const centre = mean(list);
  const squares = list.map((item) => multiply(subtract(item, centre), subtract(item, centre)));
  return Math.sqrt(divide(squares.reduce(add), list.length - 1));
}

function mode(list: readonly number[]): number[] {
  const counts = new Map<number, number>();
  let highest = 0;
  for (const item of list) {
    const count = (counts.get(item) ?? 0) + 1;
    counts.set(item, count);
    highest = Math.max(highest, count);
  }
  return [...counts.keys()].filter((item) => counts.get(item) === highest).sort((a, b) => a - b);
}

/** `any` is decided by a true, `all` by a false; anything that is no boolean leaves it open. */
function every(list: readonly unknown[], decisive: boolean): boolean | null {
  if (list.includes(decisive)) return decisive;
  return list.every((item) => item === !decisive) ? !decisive : null;
}
