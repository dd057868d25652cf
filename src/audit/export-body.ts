// Between the reading of an export and the judging of it: what stands before the entries, and what judges the entries.
import type { BadEntry } from '../model/journal.ts';
import type { TrailConsistency, TrailHeader, TrailLine } from './trail-line.ts';

export interface ExportHead {
  readonly origin: string;
  readonly scope: TrailHeader['scope'];
  readonly notes: string[];
  readonly consistencies: TrailConsistency[];
}

/** `take` gives false once something is wrong. */
export interface ExportBody {
  readonly take: (line: TrailLine) => boolean;
  readonly verdict: () => BodyVerdict;
}
export type BodyVerdict =
  | {
      readonly sound: true;
      readonly entries: number;
      readonly instances: number;
      readonly anchored: number;
      readonly archived: number;
    }
  | { readonly sound: false; readonly entries: number; readonly firstBad: BadEntry };
