// The grammar knows neither `range<T>` nor `context<>`. Where a text fails to parse, they are rewritten in place, at the same
// length, to `list <T>` and `context`; the builder is told where, so that nothing is lost and no offset moves.

export function maskTypes(text: string): { text: string; ranges: ReadonlySet<number> } | undefined {
  const ranges = new Set<number>();
  const outcome = { changed: false };
  const masked = text.replace(
    /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\brange(\s*)<|\bcontext(\s*<\s*>)/g,
    (found: string, rangeGap: string | undefined, emptyContext: string | undefined, at: number) => {
      if (rangeGap !== undefined) {
        outcome.changed = true;
        ranges.add(at);
        return `list ${rangeGap}<`;
      }
      if (emptyContext !== undefined) {
        outcome.changed = true;
        return `context${' '.repeat(emptyContext.length)}`;
      }
      return found;
    },
  );
  return outcome.changed ? { text: masked, ranges } : undefined;
}
