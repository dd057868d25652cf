// Offset → line and column, both from 1. For each block of the text it knows the line that the block begins in, so that
// neither a file of nothing but line breaks nor one in a single line is dear, and it reads only as far as somebody asks.

export interface LineTable {
  readonly position: (offset: number) => { readonly line: number; readonly column: number };
}

const block = 256;

/** Columns count UTF-16 units, as editors do; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineTable(text: string): LineTable {
  const size = Math.ceil(text.length / block) + 1;
  const lines = new Uint32Array(size);
  const starts = new Uint32Array(size);
  lines[0] = 1;
  let known = 0;

  /** Line and its start at `offset`, read on from the beginning of the offset's block or the last known one. */
  const readOn = (from: number, offset: number): readonly [number, number] => {
    let line = lines[from] ?? 1;
    let start = starts[from] ?? 0;
    for (let at = from * block; at < offset; at++) {
      const unit = text.charCodeAt(at);
      if (unit !== 10 && (unit !== 13 || text.charCodeAt(at + 1) === 10)) continue;
      line++;
      start = at + 1;
    }
    return [line, start];
  };
  return {
    position: (asked) => {
      const offset = Math.min(asked, text.length);
      const wanted = Math.floor(offset / block);
      for (; known < wanted; known++) {
        const [line, start] = readOn(known, (known + 1) * block);
        lines[known + 1] = line;
        starts[known + 1] = start;
      }
      const [line, start] = readOn(wanted, offset);
      return { line, column: offset - start + 1 };
    },
  };
}
