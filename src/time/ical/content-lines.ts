// RFC 5545 §3.1 content lines: folding at 75 octets, escaping of text, name;parameters:value.

export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** Upper case names; values as written. */
  readonly params: Readonly<Record<string, string>>;
  readonly value: string;
  /** Line of the text, counted from 1. */
  readonly line: number;
}

const FOLD_OCTETS = 75;

/** One line, folded so that no physical line has more than 75 octets; never inside a character. */
export function foldLine(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let room = FOLD_OCTETS;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (octets > room) {
      folded += '\r\n ';
      room = FOLD_OCTETS - 1;
    }
    folded += character;
    room -= octets;
  }
  return folded;
}

/** RFC 5545 §3.3.11. */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

export function unescapeText(text: string): string {
  return text.replace(/\\([\\;,nN])/g, (_, escaped: string) => (escaped === 'n' || escaped === 'N' ? '\n' : escaped));
}

/** Unfolds and splits; a line without a colon has an empty name. */
export function readLines(text: string): readonly ContentLine[] {
  const lines: { text: string; line: number }[] = [];
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.text += raw.slice(1);
    else if (raw !== '') lines.push({ text: raw, line: i + 1 });
  }
  return lines.map(({ text: content, line }) => readLine(content, line));
}

function readLine(content: string, line: number): ContentLine {
  // a parameter value in quotes may hold a colon or semicolon
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;]*))*):(.*)$/s.exec(content);
  if (!match) return { name: '', params: {}, value: content, line };
  const params: Record<string, string> = {};
  for (const [, name = '', value = ''] of (match[2] ?? '').matchAll(/;([A-Za-z0-9-]+)=("[^"]*"|[^":;]*)/g)) {
    params[name.toUpperCase()] = value.replace(/^"|"$/g, '');
  }
  return { name: (match[1] ?? '').toUpperCase(), params, value: match[3] ?? '', line };
}
