// Items without repetitions, the first of each kept. Texts and numbers go through a hash, the rest are compared.
import { charge } from '../compile/env.ts';
import type { Env } from '../compile/env.ts';
import { equal } from '../values/ordering.ts';

export function distinct(env: Env, list: readonly unknown[]): unknown[] {
  charge(env, list.length);
  const scalars = new Set<unknown>();
  const others: unknown[] = [];
  const kept: unknown[] = [];
  for (const item of list) {
    if (typeof item !== 'object' || item === null) {
      if (scalars.has(item)) continue;
      scalars.add(item);
    } else {
      charge(env, others.length);
      if (others.some((other) => equal(other, item, env) === true)) continue;
      others.push(item);
    }
    kept.push(item);
  }
  return kept;
}
