// The line of the source that a finding is about, with a caret under its column.
import { printable, type Style } from '../style.ts';

/** Gives the two lines; null when the file has no such line. Line breaks as the reader of BPMN counts them. */
export type Excerpt = (line: number, column: number, style: Style) => readonly [string, string] | null;

export function excerptsOf(text: string): Excerpt {
  let lines: readonly string[] | undefined;
  return (line, column, style) => {
    lines ??= text.split(/\r\n|\n|\r/);
    const whole = lines[line - 1];
    if (whole === undefined || whole.trim() === '') return null;
    const indent = /^\s*/.exec(whole.slice(0, column - 1))?.[0].length ?? 0;
    // A line that is too long is shown from a little before the column.
    const long = whole.length - indent > WIDTH && column - 1 - indent > WIDTH - TAIL;
    const from = long ? column - 1 - WIDTH + TAIL : indent;
    const shown = whole.slice(from, from + WIDTH);
    const before = `${long ? '…' : ''}${printable(whole.slice(from, column - 1))}`;
    const source = `${long ? '…' : ''}${printable(shown)}${whole.length > from + WIDTH ? '…' : ''}`;
    const number = String(line);
    const gutter = ' '.repeat(number.length);
    return [
      `${style.dim(`${number} │`)} ${source}`,
      `${style.dim(`${gutter} │`)} ${' '.repeat(widthOf(before))}${style.red('^')}`,
    ];
  };
}

const WIDTH = 100;
/** Characters shown after the column in a long line. */
const TAIL = 60;

/** Marks that are put onto the letter before them take no room. */
function widthOf(text: string): number {
  return text.replace(/\p{M}/gu, '').replace(/[\u{10000}-\u{10ffff}]/gu, '?').length;
}
