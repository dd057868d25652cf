// Texts that every store can keep. PostgreSQL has no place for U+0000, and a half of a surrogate pair has no UTF-8: both would
// be refused by one store and silently changed by another, so all refuse them. In JSON they are escaped, and kept.
import { invalidArgument } from '../model/invalid.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkText(name: string, text: string | null | undefined): void {
  if (typeof text !== 'string' || canBeKept(text)) return;
  throw invalidArgument(name, text.includes('\0') ? 'NOT_KEPT_NUL' : 'NOT_KEPT_HALF_PAIR');
}

/** Asked of every text of every step: both are searches the runtime does natively, many characters at a time. */
export function canBeKept(text: string): boolean {
  return !text.includes('\0') && (text as WellFormedText).isWellFormed();
}

/** ES2024, in every runtime that this package runs on. */
type WellFormedText = string & { isWellFormed(): boolean };
