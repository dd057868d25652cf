// A table for terminals of 100 columns: cells wrap at spaces, borders align whatever marks stand above and below the letters.

export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'right';
}
/** Cells of a line, or one text that spans all columns but the first. */
export type Row = readonly string[] | { readonly first: string; readonly note: string; readonly tone?: Tone };
export type Tone = 'good' | 'bad' | 'warn' | 'quiet';

export function drawTable(columns: readonly Column[], rows: readonly Row[], paint: Paint): string[] {
  const rule = (left: string, middle: string, right: string): string =>
    left + columns.map(({ width }) => '─'.repeat(width + 2)).join(middle) + right;
  const line = (cells: readonly string[]): string[] => {
    const wrapped = cells.map((cell, index) => wrap(cell, columns[index]?.width ?? 1));
    const height = Math.max(...wrapped.map(({ length }) => length));
    return Array.from({ length: height }, (_, y) => {
      const parts = columns.map(({ width, align }, x) => ` ${pad(wrapped[x]?.[y] ?? '', width, align)} `);
      return `│${parts.join('│')}│`;
    });
  };
  const [first, ...others] = columns;
  const spanned = others.reduce((sum, { width }) => sum + width + 3, -3);
  const note = (lead: string, text: string, tone: Tone): string[] =>
    wrap(text, spanned).map(
      (part, y) => `│ ${pad(y === 0 ? lead : '', first?.width ?? 0)} │ ${paint(pad(part, spanned), tone)} │`,
    );
  return [
    rule('┌', '┬', '┐'),
    ...line(columns.map(({ title }) => title)),
    rule('├', '┼', '┤'),
    ...rows.flatMap((row) => ('note' in row ? note(row.first, row.note, row.tone ?? 'quiet') : line(row))),
    rule('└', '┴', '┘'),
  ];
}

export type Paint = (text: string, tone: Tone) => string;

/** Colours only for a terminal that wants them. */
export function painter(stream: { readonly isTTY?: boolean }, noColor: string | undefined): Paint {
  if (stream.isTTY !== true || (noColor !== undefined && noColor !== '')) return (text) => text;
  const codes = { good: 32, bad: 31, warn: 33, quiet: 2 } as const;
  return (text, tone) => `\u001B[${codes[tone]}m${text}\u001B[0m`;
}

export function pad(text: string, width: number, align?: 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** Lines of at most `width` columns; a word that is longer is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (widthOf(longer) <= width) {
        current = longer;
        continue;
      }
      if (current !== '') lines.push(current);
      current = word;
      while (widthOf(current) > width) {
        const head = cut(current, width);
        lines.push(head);
        current = current.slice(head.length);
      }
    }
    lines.push(current);
  }
  return lines;
}

/** Columns that a terminal gives to a text: combining marks take none, East Asian wide characters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += none.test(character) ? 0 : double.test(character) ? 2 : 1;
  return width;
}

const none = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
const double =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

function cut(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const character of text) {
    const more = widthOf(character);
    // A mark stays with its letter; at least one character is taken, so that there is an end.
    if (used + more > width && taken !== '') break;
    taken += character;
    used += more;
  }
  return taken;
}
