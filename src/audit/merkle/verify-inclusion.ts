// Does this leaf stand at this place in the log with this root? (RFC 9162 §2.1.3.2)
import type { Hash } from '../../model/journal.ts';
import { isHash } from '../sha256.ts';
import { nodeHash } from './node-hash.ts';

export interface InclusionClaim {
  readonly leaf: Hash;
  /** From 0: a store position minus one. */
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}

export function verifyInclusion({ leaf, index, size, root, proof }: InclusionClaim): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (![leaf, root, ...proof].every(isHash)) return false;
  let node = index; // fn of the RFC: place of the node we hold, within its level
  let last = size - 1; // sn: place of the last node of that level
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // The last node of a level without a sibling goes up unchanged, as often as it stands on the left.
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash === root;
}

const half = (n: number): number => Math.floor(n / 2);
