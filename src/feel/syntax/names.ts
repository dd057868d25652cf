// Names may hold spaces and `. / - + * '`; two spellings that differ in spacing only are one name (DMN 1.5, 10.3.1.2).
import { normalizeContextKey } from 'lezer-feel';

/** The spelling by which names are compared. */
export function normalizeName(name: string): string {
  return isPlain(name) ? name : normalizeContextKey(name.replace(/\s+/g, ' '));
}

/** Nothing in it that could be spelt another way. */
export function isPlain(name: string): boolean {
  return /^[\p{L}\p{N}_?]*$/u.test(name);
}

/** From every spelling to the caller's own spelling. */
export function createNameIndex(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [normalizeName(name), name]));
}

/** ` Did you mean "…"?` when a known name is close. */
export function suggestion(name: string, known: Iterable<string>): string {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    // A single word of a longer name counts too, but less than a whole name as near.
    const words = candidate.includes(' ') ? candidate.split(' ').filter((word) => word.length > 3) : [];
    for (const [text, penalty] of [[candidate, 0], ...words.map((word) => [word, 0.5] as const)] as const) {
      const distance = editDistance(name.toLowerCase(), text.toLowerCase(), bestDistance) + penalty;
      if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
    }
  }
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 100) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? limit;
}
