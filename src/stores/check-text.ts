// Texts that every store can keep. PostgreSQL has no place for U+0000, and a half of a surrogate pair has no UTF-8: both would
// be refused by one store and silently changed by another, so all refuse them. In JSON they are escaped, and kept.
import { engineError } from '../model/engine-error.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkText(name: string, text: string | null | undefined): void {
  if (typeof text !== 'string' || (!text.includes('\0') && !loneSurrogate.test(text))) return;
  const what = text.includes('\0') ? 'the character U+0000' : 'half of a surrogate pair';
  throw engineError('ARGUMENT_INVALID', { name, problem: `a text with ${what}, which no store can keep` });
}

const loneSurrogate = /[\uD800-\uDFFF]/u;
