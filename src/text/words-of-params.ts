// Diagnostics carry codes, not words: the name of an element type or an event kind, a problem of an expression or a time.
// Here they become words of the reader's language before they are put into a sentence.
import { engineErrors, type EngineErrorCode } from '../model/engine-error.ts';
import { feelProblems } from '../model/feel.ts';
import type { FeelProblemCode } from '../model/feel.ts';
import type { Lang, Sentence } from './lang.ts';
import { elementTypeTexts, eventKindTexts, eventPositionTexts } from './element-type-texts.ts';
import { errorText } from './error-text.ts';
import { feelText, suggestionVi } from './feel-texts.ts';
import { formatMinutes } from './format-time.ts';
import { foundText, reasonText } from './reason-texts.ts';
import { isSchemaFaultCode, schemaFaultText } from './schema-texts.ts';
import { timeProblemText, isTimeProblemCode } from './time-texts.ts';

type Params = Readonly<Record<string, string | number>>;

export function wordsOfParams(params: Params, lang: Lang): Params {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) words[name] = wordOf(name, value, params, lang);
  return words;
}

function wordOf(name: string, value: string | number, params: Params, lang: Lang): string | number {
  if (name.endsWith('Minutes') && typeof value === 'number') return formatMinutes(value, lang);
  if (typeof value === 'number') return value;
  if (name === 'type') return lookUp(elementTypeTexts, value, lang);
  if (name === 'kind') return lookUp(eventKindTexts, value, lang);
  if (name === 'position') return lookUp(eventPositionTexts, value, lang);
  if (name === 'kinds')
    return value
      .split(',')
      .map((kind) => lookUp(eventKindTexts, kind, lang))
      .join(', ');
  if (name === 'suggestion' && lang === 'vi') return suggestionVi(value);
  if (name === 'found') return foundText(value, lang);
  if (name === 'problem') return problemText(value, params, lang);
  // It stands inside a sentence.
  if (name === 'reason') return problemText(value, params, lang).replace(/\.$/, '');
  return value;
}

function lookUp(table: Readonly<Record<string, Sentence>>, key: string, lang: Lang): string {
  return Object.hasOwn(table, key) ? (table[key]?.[lang] ?? key) : key;
}

/** A problem of an expression or of a text about time keeps its own params beside the diagnostic's. */
function problemText(code: string, params: Params, lang: Lang): string {
  if (Object.hasOwn(feelProblems, code)) return feelText({ code: code as FeelProblemCode, params }, lang);
  if (isTimeProblemCode(code)) return timeProblemText(code, params, lang);
  if (isSchemaFaultCode(code)) return schemaFaultText({ code, params }, lang);
  if (Object.hasOwn(engineErrors, code)) return errorText({ code: code as EngineErrorCode, params }, lang);
  const { found } = params;
  const seen = typeof found === 'string' ? { ...params, found: foundText(found, lang) } : params;
  return reasonText(code, seen, lang) ?? code;
}
