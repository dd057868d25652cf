// What a verification found, as data.
import type { Strayed } from '../../engine/index.ts';
import type { ArchiveReport } from './verify-archive.ts';

/** The keys of `--format json`, beside `file`. */
export interface AuditReport {
  readonly sound: boolean;
  /** Entries read without a finding of their own. */
  readonly entries: number;
  readonly instances: number | null;
  /** Processes whose versions have a history of their own in the journal. */
  readonly definitions: number | null;
  readonly root: string | null;
  /** Entries covered by a verified signed checkpoint. */
  readonly anchored: number;
  /** Entries of which only the hash is kept: archived. */
  readonly archived: number;
  readonly firstBad: FoundBad | null;
  /** Instances whose stored state is not what their journal gives. */
  readonly strayed: readonly (Strayed & { readonly message: string })[];
  /** The folder given with `--archive`; null: none was given, or the trail is not sound. */
  readonly archive: ArchiveReport | null;
  /** Damage of the file itself. */
  readonly damage: readonly { readonly code: string; readonly message: string }[];
}

export interface FoundBad {
  readonly code: string;
  readonly position: number | null;
  readonly instanceId: string | null;
  readonly seq: number | null;
  readonly at: string | null;
  readonly message: string;
}
