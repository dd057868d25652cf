// Cuts text that comes in pieces of any size into lines. Only LF ends a line: CR is a character like any other.

/** Longest line taken, in UTF-16 units. An entry's variables are limited to a fraction of this. */
export const TRAIL_LINE_MAX = 64 * 1024 * 1024;

/** Yields undefined, and ends, at a line longer than `TRAIL_LINE_MAX`. */
export async function* splitLines(
  chunks: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string | undefined> {
  let open = '';
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf('\n'); to >= 0; to = chunk.indexOf('\n', from)) {
      yield open + chunk.slice(from, to);
      open = '';
      from = to + 1;
    }
    open += chunk.slice(from);
    if (open.length > TRAIL_LINE_MAX) {
      yield undefined;
      return;
    }
  }
  if (open !== '') yield open;
}
