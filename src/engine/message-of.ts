// What somebody's code has thrown, in words that every journal and database can keep.

/** Never throws, whatever that is: no NUL, no half of a character, no more than a person reads. */
export function messageOf(thrown: unknown): string {
  try {
    const text: unknown = thrown instanceof Error ? thrown.message : thrown;
    return String(text)
      .slice(0, MOST)
      .replace(/[\0\uD800-\uDFFF]/gu, '');
  } catch {
    return typeof thrown;
  }
}

const MOST = 1_000;
