// Entries of the journal, and the signed heads over them.
import type { StoredEntry } from '../../model/journal.ts';
import type { Instant } from '../../model/json.ts';

/**
 * A journal entry with its instant. `position` is 1, 2, 3 … over the whole store without gaps (NOT from 0: the audit trail
 * counts a checkpoint of size n over positions 1…n).
 */
export interface JournalRow extends StoredEntry {
  readonly at: Instant;
}

/** The step that used an idempotency key. */
export interface UsedKey {
  readonly instanceId: string;
  readonly seq: number;
  readonly result: string;
  /** Of its entry; empty when it is archived. */
  readonly text: string;
}

/** One row of the table of idempotency keys, as `verifyStore` reads it. */
export interface KeyRow extends UsedKey {
  readonly key: string;
}

/** A signed tree head over the first `size` entries; `frontier` lets the next one be made without reading them again. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: string;
  readonly at: Instant;
  /** JSON of the Merkle frontier. */
  readonly frontier: string;
  /** The signed note; empty when no key was given. */
  readonly note: string;
}

export interface JournalQuery {
  readonly instanceId?: string;
  /** First position wanted. Default 1. */
  readonly from?: number;
  /** With `instanceId`: the first of its steps wanted. Default 1. */
  readonly fromSeq?: number;
  /** Default: all of them. */
  readonly limit?: number;
}
