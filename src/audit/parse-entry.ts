// Reads the stored text of an entry, as a stranger's: JSON, in canonical form, and of the shape of a journal entry.
import type { AuditFinding, JournalEntry } from '../model/journal.ts';
import { canonicalJson } from './canonical-json.ts';
import { isEngineError } from '../model/engine-error.ts';

export type ParsedEntry =
  | { readonly sound: true; readonly entry: JournalEntry }
  | { readonly sound: false; readonly code: AuditFinding; readonly params: Readonly<Record<string, string>> };

export function parseEntry(text: string): ParsedEntry {
  const value = parseJson(text);
  if (value === undefined) return { sound: false, code: 'TEXT_NOT_JSON', params: {} };
  if (!isCanonical(value, text)) return { sound: false, code: 'TEXT_NOT_CANONICAL', params: {} };
  if (!isRecord(value)) return { sound: false, code: 'TEXT_NOT_ENTRY', params: { field: '$' } };
  const field = [...Object.keys(fields), ...Object.keys(value)].find((name) => !isGoodField(name, value[name]));
  if (field !== undefined) return { sound: false, code: 'TEXT_NOT_ENTRY', params: { field } };
  return { sound: true, entry: value as unknown as JournalEntry };
}

/** undefined when it is not JSON (which has no undefined of its own). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Also false for what canonical JSON cannot hold at all: lone surrogates, numbers too large, nesting too deep. */
export function isCanonical(value: unknown, text: string): boolean {
  try {
    return canonicalJson(value) === text;
  } catch (error) {
    if (isEngineError(error)) return false;
    throw error;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTyped = (value: unknown): boolean => isRecord(value) && typeof value['type'] === 'string';

const fields: Readonly<Required<Record<keyof JournalEntry, (value: unknown) => boolean>>> = {
  instanceId: (value) => typeof value === 'string' && value !== '',
  seq: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  at: Number.isSafeInteger,
  command: isTyped,
  actor: (value) => value === null || isRecord(value),
  authority: (value) => value === null || isRecord(value),
  events: (value) => Array.isArray(value) && value.every(isTyped),
  key: (value) => value === undefined || typeof value === 'string',
};

const isGoodField = (name: string, value: unknown): boolean =>
  Object.hasOwn(fields, name) && fields[name as keyof JournalEntry](value);
