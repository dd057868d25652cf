// Order of places in a list: part by part, numbers by size, texts by their code units.
import type { Place } from './page.ts';

export function comparePlaces(a: Place, b: Place): number {
  for (const [at, left] of a.entries()) {
    const right = b[at]!;
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}
