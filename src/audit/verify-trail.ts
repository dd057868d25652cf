// Verifies a whole trail, offline and in one pass, with no trust in whoever kept it: every entry, every chain, and the
// Merkle tree against the checkpoints that the verifier holds.
import { isDefinitionHistory } from '../model/definition.ts';
import type { BadEntry, Hash, StoredEntry } from '../model/journal.ts';
import { bad, checkEntry, unsaid, type ChainTips } from './check-entry.ts';
import { appendLeaf, EMPTY_FRONTIER, rootOf, type Frontier } from './merkle/frontier.ts';
import { leafHash } from './merkle/node-hash.ts';
import { refuseUnknown } from '../model/refuse-unknown.ts';
import { troubleOf, verifyCheckpoints } from './verify-checkpoints.ts';

/**
 * Entries must come in the order of their positions, from 1. Memory: one small record per instance.
 *
 * Without a checkpoint or an expected root that the verifier got by another way, a keeper who rewrites and reseals
 * everything, or drops the newest entries, cannot be caught: see `anchored` in the result.
 */
export async function verifyTrail(
  entries: Iterable<StoredEntry> | AsyncIterable<StoredEntry>,
  options: VerifyTrailOptions = {},
): Promise<TrailVerdict> {
  const verifier = trailVerifier(options);
  if (Symbol.iterator in entries) {
    for (const entry of entries) if (!verifier.add(entry)) break;
  } else {
    for await (const entry of entries) if (!verifier.add(entry)) break;
  }
  return verifier.finish();
}

export interface VerifyTrailOptions {
  /** Signed checkpoints (`signCheckpoint`), in any order. All must be signed by one of `publicKeys`. */
  readonly checkpoints?: Iterable<string>;
  /** Verifier keys (`name+id+base64`). */
  readonly publicKeys?: readonly string[];
  /** The log's origin, when known. */
  readonly origin?: string;
  /** What the verifier knows of the end of the trail: exactly so many entries, exactly this root. */
  readonly expectedSize?: number;
  readonly expectedRoot?: Hash;
}

export type TrailVerdict =
  | {
      readonly sound: true;
      readonly entries: number;
      readonly instances: number;
      /** Processes whose definitions have a history. */
      readonly definitions: number;
      readonly root: Hash;
      /** Positions 1…anchored are covered by a verified checkpoint or the expected root. The rest is chained only. */
      readonly anchored: number;
      /** Entries of which only the hash is kept: their instances ended, and their texts are in the archive. */
      readonly archived: number;
    }
  /** `entries`: how many were read without a finding of their own. */
  | { readonly sound: false; readonly entries: number; readonly firstBad: BadEntry };

export interface TrailVerifier {
  /** false once something is wrong: further entries are of no use. */
  readonly add: (entry: StoredEntry) => boolean;
  readonly finish: () => TrailVerdict;
}

/** The same check, entry by entry, for whoever reads the entries in his own way. */
export function trailVerifier(options: VerifyTrailOptions = {}): TrailVerifier {
  refuseUnknown(options, ['checkpoints', 'publicKeys', 'origin', 'expectedSize', 'expectedRoot']);
  const { expectedSize, expectedRoot } = options;
  const { checkpoints, trouble } = verifyCheckpoints(
    options.checkpoints ?? [],
    options.publicKeys ?? [],
    options.origin,
  );
  const tips: ChainTips = new Map();
  let frontier: Frontier = EMPTY_FRONTIER;
  let anchored = 0;
  let archived = 0;
  let reached = 0; // checkpoints whose size has been passed
  let firstBad: BadEntry | undefined = checkReached();

  function checkReached(): BadEntry | undefined {
    let found: BadEntry | undefined;
    for (; found === undefined && checkpoints[reached]?.size === frontier.size; reached += 1) {
      found = checkRoot(checkpoints[reached]!.root);
    }
    return found;
  }

  /** A root tells that something differs, not what: only that it lies behind what was anchored before. */
  function checkRoot(expected: Hash): BadEntry | undefined {
    const found = rootOf(frontier);
    const from = Math.min(anchored + 1, frontier.size);
    if (found !== expected) return troubleOf('ROOT_DIFFERS', from, { from, to: frontier.size, expected, found });
    anchored = frontier.size;
    return undefined;
  }

  function check(entry: StoredEntry): BadEntry | undefined {
    const expected = frontier.size + 1;
    if (entry.position !== expected) {
      return bad(entry, entry.position > expected ? 'POSITION_GAP' : 'POSITION_REPEATED', { expected });
    }
    if (expectedSize !== undefined && expected > expectedSize)
      return bad(entry, 'TAIL_ADDED', { expected: expectedSize });
    const found = checkEntry(entry, tips);
    if (found !== undefined) return found;
    if (entry.text === '') archived += 1;
    frontier = appendLeaf(frontier, leafHash(entry.hash));
    return checkReached();
  }

  function checkEnd(): BadEntry | undefined {
    const { size } = frontier;
    const known = Math.max(expectedSize ?? 0, checkpoints.at(-1)?.size ?? 0);
    if (size < known) return troubleOf('TAIL_TRUNCATED', size + 1, { expected: known, found: size });
    return (expectedRoot === undefined ? undefined : checkRoot(expectedRoot)) ?? unsaid(tips);
  }

  return {
    add(entry) {
      firstBad ??= check(entry);
      return firstBad === undefined;
    },
    finish() {
      const found = firstBad ?? checkEnd() ?? trouble;
      if (found !== undefined) return { sound: false, entries: frontier.size, firstBad: found };
      const definitions = [...tips.keys()].filter(isDefinitionHistory).length;
      const instances = tips.size - definitions;
      return {
        sound: true,
        entries: frontier.size,
        instances,
        definitions,
        root: rootOf(frontier),
        anchored,
        archived,
      };
    },
  };
}
