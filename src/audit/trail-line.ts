// The lines of an export (NDJSON): what each kind holds, and the strict reading of one line. Each line is canonical JSON,
// so a line has one spelling. The same shapes as JSON Schema: schemas/audit-export.schema.json.
import type { AuditFinding, Hash, StoredEntry } from '../model/journal.ts';
import { isCanonical, isRecord, parseJson } from './parse-entry.ts';
import { isHash } from './sha256.ts';

export type TrailLine = TrailHeader | TrailCheckpoint | TrailConsistency | TrailEntry | TrailInclusion | TrailEnd;
export type TrailLineKind = TrailLine['kind'];

/** First line. `whole`: all entries from position 1. `excerpt`: chosen instances, each entry with its own proof. */
export interface TrailHeader {
  readonly kind: 'header';
  readonly format: 'quytrinh-trail';
  readonly version: 1;
  readonly origin: string;
  readonly scope: 'whole' | 'excerpt';
}
/** A signed checkpoint. */
export interface TrailCheckpoint {
  readonly kind: 'checkpoint';
  readonly note: string;
}
/** That the checkpoint of `first` entries is a beginning of the one of `second`. */
export interface TrailConsistency {
  readonly kind: 'consistency';
  readonly first: number;
  readonly second: number;
  readonly proof: readonly Hash[];
}
export interface TrailEntry extends StoredEntry {
  readonly kind: 'entry';
}
/** That the entry just before is part of the checkpoint of `size` entries. */
export interface TrailInclusion {
  readonly kind: 'inclusion';
  readonly position: number;
  readonly size: number;
  readonly proof: readonly Hash[];
}
/** Last line: how many lines of each kind there were, so that a file cut off on its way is noticed. */
export interface TrailEnd {
  readonly kind: 'end';
  readonly checkpoints: number;
  readonly consistencies: number;
  readonly entries: number;
  readonly inclusions: number;
}

export type ParsedLine =
  | { readonly sound: true; readonly line: TrailLine }
  | { readonly sound: false; readonly code: AuditFinding; readonly params: Readonly<Record<string, string>> };

export function parseTrailLine(text: string): ParsedLine {
  const value = parseJson(text);
  if (value === undefined) return { sound: false, code: 'LINE_NOT_JSON', params: {} };
  if (!isCanonical(value, text)) return { sound: false, code: 'LINE_NOT_CANONICAL', params: {} };
  const kind = isRecord(value) ? value['kind'] : undefined;
  if (!isRecord(value) || typeof kind !== 'string' || !Object.hasOwn(fieldsOf, kind)) {
    return { sound: false, code: 'LINE_UNKNOWN', params: { kind: String(kind).slice(0, 40) } };
  }
  const fields: Fields = fieldsOf[kind as TrailLineKind];
  const names = [...Object.keys(fields), ...Object.keys(value)];
  const field = names.find((name) => !Object.hasOwn(fields, name) || !fields[name]!(value[name]));
  if (field !== undefined) return { sound: false, code: 'LINE_FIELD_INVALID', params: { kind, field } };
  return { sound: true, line: value as unknown as TrailLine };
}

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const isString = (value: unknown): boolean => typeof value === 'string';
const isText = (value: unknown): boolean => isString(value) && value !== '';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isOrdinal = (value: unknown): boolean => isCount(value) && value !== 0;
const isProof = (value: unknown): boolean => Array.isArray(value) && value.length <= 2 * 53 && value.every(isHash);
const is =
  (...allowed: readonly unknown[]) =>
  (value: unknown): boolean =>
    allowed.includes(value);

const fieldsOf = {
  header: { kind: isText, format: is('quytrinh-trail'), version: is(1), origin: isText, scope: is('whole', 'excerpt') },
  checkpoint: { kind: isText, note: isText },
  consistency: { kind: isText, first: isOrdinal, second: isOrdinal, proof: isProof },
  // Text and hash may be anything: damage to them must be reported as a damaged entry, not as a damaged file.
  entry: { kind: isText, position: isOrdinal, instanceId: isString, seq: isOrdinal, text: isString, hash: isString },
  inclusion: { kind: isText, position: isOrdinal, size: isOrdinal, proof: isProof },
  end: { kind: isText, checkpoints: isCount, consistencies: isCount, entries: isCount, inclusions: isCount },
} as const satisfies {
  readonly [K in TrailLineKind]: Readonly<Record<keyof Extract<TrailLine, { kind: K }>, (value: unknown) => boolean>>;
};
