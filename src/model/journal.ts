// The audit trail's words: a journal entry, how it is stored, a checkpoint over all entries, and what a verifier may find.
import type { Instant, JsonObject } from './json.ts';

/** SHA-256 as 64 lowercase hexadecimal digits. */
export type Hash = string;

/** One committed step of one instance: what was asked, who really acted, by what right, and what it caused. */
export interface JournalEntry {
  readonly instanceId: string;
  /** 1, 2, 3… within the instance, without a gap. */
  readonly seq: number;
  readonly at: Instant;
  readonly command: Typed;
  /** Who really acted; null when nobody did (a timer, the engine itself). */
  readonly actor: JsonObject | null;
  /** The actor's own right, or the grant used, with principal and instrument. */
  readonly authority: JsonObject | null;
  readonly events: readonly Typed[];
  /** The idempotency key under which it was asked for; absent: none. */
  readonly key?: string;
}

export type Typed = JsonObject & { readonly type: string };

/** A journal entry as a store keeps it and an export carries it. */
export interface StoredEntry {
  /** 1, 2, 3… over the whole store, without a gap. A checkpoint of size n covers positions 1…n. */
  readonly position: number;
  readonly instanceId: string;
  readonly seq: number;
  /** The `JournalEntry` as canonical JSON (RFC 8785). Empty: it was archived, and the last entry of its instance says so. */
  readonly text: string;
  /** `sealEntry(hash of the instance's previous entry, text)`. */
  readonly hash: Hash;
}

/** The state of the whole log at one moment; signed, it is a signed tree head (RFC 9162 §4.10, C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log this is, e.g. `sotnmt.example.gov.vn/quytrinh`. Constant for the life of the store. */
  readonly origin: string;
  /** Number of entries covered. */
  readonly size: number;
  /** Merkle tree hash over them (RFC 9162 §2.1.1). */
  readonly root: Hash;
  readonly at: Instant;
}

/** What a verifier may find wrong. Sentences: `text/audit-texts.ts`. */
export const auditFindings = [
  // one entry by itself
  'TEXT_NOT_JSON',
  'TEXT_NOT_CANONICAL',
  'TEXT_NOT_ENTRY',
  'LABEL_DIFFERS', // instance or number beside the text is not the one inside it
  // an entry among the others
  'POSITION_GAP',
  'POSITION_REPEATED',
  'SEQ_GAP',
  'SEQ_REPEATED',
  'CONTENT_CHANGED',
  'CHAIN_RESTARTED',
  'ARCHIVED_IN_PART', // some texts of an instance are gone, others not, or something follows its archiving
  'ARCHIVE_UNSAID', // texts are gone, and no entry says that they were archived
  // the log as a whole
  'ROOT_DIFFERS',
  'TAIL_TRUNCATED',
  'TAIL_ADDED',
  'NOT_INCLUDED',
  'NOT_CONSISTENT',
  'PROOF_MISSING',
  // checkpoints
  'CHECKPOINT_MALFORMED',
  'CHECKPOINT_KEY_UNKNOWN',
  'CHECKPOINT_SIGNATURE_BAD',
  'CHECKPOINT_ORIGIN_DIFFERS',
  'CHECKPOINT_MISSING',
  // the export file
  'LINE_TOO_LONG',
  'LINE_NOT_JSON',
  'LINE_NOT_CANONICAL',
  'LINE_UNKNOWN',
  'LINE_FIELD_INVALID',
  'LINE_OUT_OF_PLACE',
  'EXPORT_TRUNCATED',
  'EXPORT_COUNT_DIFFERS',
] as const;
export type AuditFinding = (typeof auditFindings)[number];

/** One finding and the place it is about; places that do not apply are null. */
export interface BadEntry {
  readonly code: AuditFinding;
  readonly position: number | null;
  readonly instanceId: string | null;
  readonly seq: number | null;
  readonly params: Readonly<Record<string, string | number>>;
}
