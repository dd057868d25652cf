// Many acts, so many of them under way at once: while a store takes the steps of the ones, the others are decided.

/** Gives the results in the order of the items. Rejects with the first act that fails; then no further one is begun. */
export async function inFlight<T, R>(items: readonly T[], most: number, act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      results[at] = await act(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, one));
  return results;
}
