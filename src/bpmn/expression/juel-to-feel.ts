// `${…}` and `#{…}` expressions of the Camunda 7 family (Unified Expression Language, JSR 341) → FEEL.
import { stringLiteral } from './feel-text.ts';
import { parseJuel } from './juel-parser.ts';

export type JuelTranslation =
  | { readonly ok: true; readonly feel: string }
  /** The first thing that has no counterpart in FEEL. */
  | { readonly ok: false; readonly construct: string };

/** The whole text of an attribute: one expression, or words with expressions in between, which become one string. */
export function juelToFeel(text: string): JuelTranslation {
  const parts = splitTemplate(text);
  if (parts === undefined) return { ok: false, construct: text.slice(0, 60) };
  const pieces: string[] = [];
  for (const part of parts) {
    if (part.kind === 'words') {
      pieces.push(stringLiteral(part.text).text);
      continue;
    }
    const read = parseJuel(part.text);
    if (!read.ok) return { ok: false, construct: read.construct };
    if (parts.length === 1) return { ok: true, feel: read.feel.text };
    pieces.push(`string(${read.feel.text})`);
  }
  return { ok: true, feel: pieces.join(' + ') };
}

interface TemplatePart {
  readonly kind: 'words' | 'expression';
  readonly text: string;
}

/** `undefined` when an expression is never closed. */
function splitTemplate(text: string): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let words = '';
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\\' && /^[$#]\{/.test(text.slice(at + 1, at + 3))) {
      words += text.slice(at + 1, at + 3);
      at += 3;
    } else if (/^[$#]\{/.test(text.slice(at, at + 2))) {
      const end = endOfExpression(text, at + 2);
      if (end === undefined) return undefined;
      if (words !== '') parts.push({ kind: 'words', text: words });
      parts.push({ kind: 'expression', text: text.slice(at + 2, end) });
      words = '';
      at = end + 1;
    } else {
      words += text[at] ?? '';
      at++;
    }
  }
  if (words !== '') parts.push({ kind: 'words', text: words });
  return parts;
}

/** Index of the `}` that closes, past strings and inner braces. */
function endOfExpression(text: string, start: number): number | undefined {
  let depth = 1;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (quote !== '') {
      if (unit === '\\') at++;
      else if (unit === quote) quote = '';
    } else if (unit === '"' || unit === "'") quote = unit;
    else if (unit === '{') depth++;
    else if (unit === '}' && --depth === 0) return at;
  }
  return undefined;
}
