// A whole Merkle tree in memory, for making proofs: the roots of all complete subtrees, level by level.
import { checkWithin } from '../../model/invalid.ts';
import type { Hash } from '../../model/journal.ts';
import { EMPTY_ROOT, nodeHash } from './node-hash.ts';

/** `levels[k][i]` is the root of the complete subtree over leaves i·2ᵏ … (i+1)·2ᵏ − 1. About 2n hashes. */
export interface MerkleTree {
  readonly size: number;
  readonly levels: readonly (readonly Hash[])[];
}

export function merkleTree(leaves: readonly Hash[]): MerkleTree {
  const levels = [leaves];
  for (let below = leaves; below.length > 1; levels.push(below)) {
    const level: Hash[] = [];
    for (let index = 1; index < below.length; index += 2) level.push(nodeHash(below[index - 1]!, below[index]!));
    below = level;
  }
  return { size: leaves.length, levels };
}

/** MTH over the first `size` leaves: the root as it was then. */
export function rootAt(tree: MerkleTree, size: number): Hash {
  checkWithin('size', size, 0, tree.size);
  return size === 0 ? EMPTY_ROOT : rangeRoot(tree, 0, size);
}

/**
 * PATH(index, D[size]) of RFC 9162 §2.1.3.1: the hashes, leaf upwards, that lead from leaf `index` (from 0) to the root
 * over the first `size` leaves.
 */
export function inclusionProof(tree: MerkleTree, index: number, size = tree.size): readonly Hash[] {
  checkWithin('size', size, 1, tree.size);
  checkWithin('index', index, 0, size - 1);
  const proof: Hash[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    proof.push(index < middle ? rangeRoot(tree, middle, to) : rangeRoot(tree, from, middle));
    if (index < middle) to = middle;
    else from = middle;
  }
  return proof.reverse();
}

/** PROOF(first, D[second]) of RFC 9162 §2.1.4.1: shows that the log of size `second` only added to the log of size `first`. */
export function consistencyProof(tree: MerkleTree, first: number, second = tree.size): readonly Hash[] {
  checkWithin('second', second, 1, tree.size);
  checkWithin('first', first, 1, second);
  const proof: Hash[] = [];
  let from = 0;
  let to = second;
  while (first < to) {
    const middle = from + splitOf(to - from);
    proof.push(first <= middle ? rangeRoot(tree, middle, to) : rangeRoot(tree, from, middle));
    if (first <= middle) to = middle;
    else from = middle;
  }
  // The old tree itself is the verifier's own knowledge; only a part of it has to be told.
  if (from > 0) proof.push(rangeRoot(tree, from, to));
  return proof.reverse();
}

/** MTH over leaves from…to−1, where `from` is a multiple of the largest power of two not above the length (as in all proofs). */
function rangeRoot(tree: MerkleTree, from: number, to: number): Hash {
  const split = splitOf(to - from);
  if (to - from === 1) return tree.levels[0]![from]!;
  if (split * 2 === to - from) return tree.levels[Math.log2(split) + 1]![from / (split * 2)]!;
  return nodeHash(rangeRoot(tree, from, from + split), rangeRoot(tree, from + split, to));
}

/** The largest power of two smaller than n (RFC 9162's k); 1 for n = 1. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}
