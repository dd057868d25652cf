// Texts that begin with another, as a range of an index that sorts texts by their code points (as UTF-8 bytes are sorted).

/** The smallest text after all that begin with `prefix`; null: there is none. */
export function afterPrefix(prefix: string): string | null {
  const points = Array.from(prefix);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0)!;
    if (point === LAST_POINT) continue;
    // Halves of surrogate pairs are no characters of their own.
    return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return null;
}

const LAST_POINT = 0x10ffff;
