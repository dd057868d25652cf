// The growing edge of the Merkle tree: all that must be kept to append entries and to know the root, O(log n) in size.
import type { Hash } from '../../model/journal.ts';
import { EMPTY_ROOT, nodeHash } from './node-hash.ts';

/** Plain JSON. One peak for each 1 bit of `size`: the roots of the complete subtrees, largest (leftmost) first. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Hash[];
}

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

/** Adds a leaf on the right. Every trailing 1 bit of the old size is a subtree of equal height to merge with. */
export function appendLeaf(frontier: Frontier, leaf: Hash): Frontier {
  const peaks = frontier.peaks.slice();
  let peak = leaf;
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) peak = nodeHash(peaks.pop()!, peak);
  peaks.push(peak);
  return { size: frontier.size + 1, peaks };
}

/** The Merkle tree hash MTH (RFC 9162 §2.1.1) of all leaves appended so far. */
export function rootOf(frontier: Frontier): Hash {
  return frontier.peaks.length === 0 ? EMPTY_ROOT : frontier.peaks.reduceRight((right, left) => nodeHash(left, right));
}
