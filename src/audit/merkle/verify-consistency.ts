// Did the log only grow between two roots: is the older log a prefix of the newer? (RFC 9162 §2.1.4.2)
import type { Hash } from '../../model/journal.ts';
import { isHash } from '../sha256.ts';
import { EMPTY_ROOT, nodeHash } from './node-hash.ts';

export interface ConsistencyClaim {
  readonly first: { readonly size: number; readonly root: Hash };
  readonly second: { readonly size: number; readonly root: Hash };
  readonly proof: readonly Hash[];
}

export function verifyConsistency({ first, second, proof }: ConsistencyClaim): boolean {
  if (!Number.isSafeInteger(first.size) || !Number.isSafeInteger(second.size)) return false;
  if (first.size < 0 || first.size > second.size) return false;
  if (![first.root, second.root, ...proof].every(isHash)) return false;
  if (first.size === second.size) return proof.length === 0 && first.root === second.root;
  // Everything extends the empty log; the RFC leaves this case out and no hash is needed for it.
  if (first.size === 0) return proof.length === 0 && first.root === EMPTY_ROOT;

  let node = first.size - 1; // fn of the RFC: place of the node we hold, within its level
  let last = second.size - 1; // sn: place of the last node of that level
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // When the old log is one complete subtree (its size a power of two), its root starts the path and is not sent.
  const path = node === 0 ? [first.root, ...proof] : proof;
  if (path.length === 0) return false;
  let [firstHash, secondHash] = [path[0]!, path[0]!];
  for (const sibling of path.slice(1)) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      firstHash = nodeHash(sibling, firstHash);
      secondHash = nodeHash(sibling, secondHash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      secondHash = nodeHash(secondHash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && firstHash === first.root && secondHash === second.root;
}

const half = (n: number): number => Math.floor(n / 2);
