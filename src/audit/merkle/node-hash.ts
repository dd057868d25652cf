// The three hashes a Merkle tree is made of (RFC 9162 §2.1.1): empty tree, leaf, inner node. The prefixes 0x00 and 0x01
// keep an inner node from being passed off as a leaf.
import { hash } from 'node:crypto';
import { invalidArgument } from '../../model/invalid.ts';
import type { Hash } from '../../model/journal.ts';
import { sha256 } from '../sha256.ts';

/** HASH(): the root over no entries. */
export const EMPTY_ROOT: Hash = sha256('');

/** HASH(0x00 || data). The data of a leaf of the trail is the entry's hash, 32 bytes. */
export function leafHash(data: Hash | Uint8Array): Hash {
  if (typeof data !== 'string') return sha256(Buffer.concat([leafPrefix, data]));
  writeHash(leaf, data, 1);
  return hash('sha256', leaf, 'hex');
}

/** HASH(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  writeHash(node, left, 1);
  writeHash(node, right, 33);
  return hash('sha256', node, 'hex');
}

// Written over by every call: a million leaves need no million buffers.
const leafPrefix = Buffer.of(0);
const leaf = Buffer.alloc(33, 0);
const node = Buffer.alloc(65, 1);

/** A hash that is none would leave bytes of the last call standing. */
function writeHash(buffer: Buffer, hash: Hash, offset: number): void {
  if (hash.length === 64 && buffer.write(hash, offset, 'hex') === 32) return;
  throw invalidArgument('hash', 'NOT_HASH', { value: hash });
}
