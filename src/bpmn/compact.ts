// Leaves out what is undefined, so that an absent fact is an absent key everywhere in the model.

/** The shape of T in which optional keys may be given as undefined. */
export type Loose<T> = { readonly [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] };

export function compact<T extends object>(loose: Loose<T>): T {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(loose)) if (value !== undefined) result[key] = value;
  return result as T;
}

export function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
