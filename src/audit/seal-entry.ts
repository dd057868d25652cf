// The chain: each entry's hash covers its text and the hash before it, so no entry can be changed, removed, inserted or
// moved without changing every hash after it. Each instance has its own chain: engine processes share no lock.
import type { Hash } from '../model/journal.ts';
import { sha256 } from './sha256.ts';

/**
 * The hash of an entry: SHA-256 of three lines in UTF-8, without a final newline:
 *
 *     quytrinh:entry:1
 *     <hash of the instance's previous entry, or GENESIS_HASH>
 *     <the entry as canonical JSON>
 *
 * The first line separates the domain, the second has a fixed length and the third is the rest, hence two different
 * inputs never give the same bytes; and anyone can recompute it with a text editor and `sha256sum`.
 */
export const sealEntry = (previous: Hash, canonicalText: string): Hash =>
  sha256('quytrinh:entry:1\n' + previous + '\n' + canonicalText);

/** What stands before the first entry of every instance. The entry's own text names the instance. */
export const GENESIS_HASH: Hash = '0'.repeat(64);
