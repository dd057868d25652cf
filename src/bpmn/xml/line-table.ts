// Offset → line and column, both from 1. The table grows only as far as somebody asks, so that a huge refused file stays cheap.

export interface LineTable {
  readonly position: (offset: number) => { readonly line: number; readonly column: number };
}

/** Columns count UTF-16 units, as editors do; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineTable(text: string): LineTable {
  const starts = [0];
  let scanned = 0;
  const growTo = (offset: number): void => {
    const end = Math.min(offset, text.length);
    for (; scanned < end; scanned++) {
      const unit = text.charCodeAt(scanned);
      if (unit === 10 || (unit === 13 && text.charCodeAt(scanned + 1) !== 10)) starts.push(scanned + 1);
    }
  };
  return {
    position: (offset) => {
      growTo(offset);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
