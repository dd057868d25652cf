// Text of the file → Expression: which language it is in, and its FEEL where that can be had.
import type { SourceRange } from '../../model/diagnostic.ts';
import type { Expression } from '../../model/process-model.ts';
import type { Placed, ReadContext } from '../read-context.ts';
import { value } from '../xml/tree.ts';
import type { XmlNode } from '../xml/xml-node.ts';
import { juelToFeel } from './juel-to-feel.ts';

/** What text without any mark is taken for. `iso`: a literal when it looks like ISO 8601, else as `feel`. */
export type Unmarked = 'feel' | 'literal' | 'iso';

/** An expression element (conditionExpression, timeDuration …): its `language` attribute counts. */
export function readExpression(context: ReadContext, node: XmlNode, unmarked: Unmarked): Expression {
  return expressionOf(context, node.text, node, unmarked, value(node, 'language'));
}

/** A missing value: text is empty, and the rules over the model say what that means. */
export function emptyExpression(at: SourceRange): Expression {
  return { kind: 'literal', text: '', at };
}

export function expressionOf(
  context: ReadContext,
  raw: string,
  place: Placed,
  unmarked: Unmarked,
  own?: string,
): Expression {
  const at = context.at(place);
  const text = raw.trim();
  if (own === undefined && text.startsWith('=')) return { kind: 'feel', text: text.slice(1).trim(), at };
  const language = own ?? (unmarked === 'literal' ? undefined : foreignDefault(context.language));
  if (hasJuel(text) && (language === undefined || !isFeel(language))) return translated(context, text, place, at);
  if (unmarked === 'iso' && looksIso(text)) return { kind: 'literal', text, at };
  if (language !== undefined && !isFeel(language)) {
    if (/juel|^\s*(el|uel)\s*$/i.test(language)) return translated(context, `\${${text}}`, place, at);
    context.report('EXPRESSION_FOREIGN', 'warning', place, { language, construct: text.slice(0, 60) });
    return { kind: 'foreign', text, language, at };
  }
  if (unmarked === 'literal' && language === undefined) return { kind: 'literal', text, at };
  // A timer's text under no FEEL declaration is what the author typed, to be judged as a date, duration or cycle.
  if (unmarked === 'iso' && language === undefined && !isFeel(context.language ?? ''))
    return { kind: 'literal', text, at };
  return { kind: 'feel', text: text.replace(/^=\s*/, ''), at };
}

/** An attribute of the Camunda 8 family: `=` begins FEEL, all else is a literal, braces or not. */
export function zeebeExpression(context: ReadContext, raw: string, place: Placed): Expression {
  const text = raw.trim();
  return text.startsWith('=')
    ? { kind: 'feel', text: text.slice(1).trim(), at: context.at(place) }
    : { kind: 'literal', text, at: context.at(place) };
}

function translated(context: ReadContext, text: string, place: Placed, at: SourceRange): Expression {
  const result = juelToFeel(text);
  if (result.ok) return { kind: 'feel', text: result.feel, at };
  context.report('EXPRESSION_FOREIGN', 'warning', place, { language: 'JUEL', construct: result.construct });
  return { kind: 'foreign', text, language: 'JUEL', at };
}

export function hasJuel(text: string): boolean {
  return /[$#]\{/.test(text);
}

export function isFeel(language: string): boolean {
  return /feel|\/spec\/dmn\//i.test(language);
}

/** XPath is the standard's default, which tools write without meaning it; prose in XHTML says nothing either. */
function foreignDefault(language: string | undefined): string | undefined {
  return language === undefined || /xpath|xhtml/i.test(language) ? undefined : language;
}

function looksIso(text: string): boolean {
  return /^[+-]?P[\dT]|^R\d*\/|^\d{4}-\d\d-\d\d|^(\S+\s+){4,6}\S+$|^@\w+$/.test(text);
}
