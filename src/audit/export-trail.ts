// Writes a trail for somebody outside: header, checkpoints, entries, proofs, closing line. What is stored is written as
// it is, sound or not: an export must not mend what it carries.
import { invalidArgument } from '../model/invalid.ts';
import type { StoredEntry } from '../model/journal.ts';
import { canonicalJson } from './canonical-json.ts';
import { readOwnCheckpoint } from './checkpoint.ts';
import { consistencyProof, inclusionProof, type MerkleTree } from './merkle/tree.ts';
import type { TrailLine } from './trail-line.ts';

export interface TrailExport {
  readonly origin: string;
  /** Signed checkpoints. */
  readonly checkpoints: Iterable<string>;
  /** In the order of their positions: all from 1, or for an excerpt all entries of the chosen instances. */
  readonly entries: Iterable<StoredEntry> | AsyncIterable<StoredEntry>;
  /**
   * Makes it an excerpt: the Merkle tree (leaf: `leafHash(entry.hash)`) of at least the largest checkpoint, from which
   * come the proofs that let a few entries be verified without the rest.
   */
  readonly tree?: MerkleTree;
}

/** Lines, each with its newline. Memory: one entry (and the tree, for an excerpt). */
export async function* exportTrail({ origin, checkpoints, entries, tree }: TrailExport): AsyncGenerator<string> {
  const counts = { checkpoints: 0, consistencies: 0, entries: 0, inclusions: 0 };
  yield written({ kind: 'header', format: 'quytrinh-trail', version: 1, origin, scope: tree ? 'excerpt' : 'whole' });
  const notes = [...checkpoints];
  for (const note of notes) {
    counts.checkpoints += 1;
    yield written({ kind: 'checkpoint', note });
  }
  const sizes = tree === undefined ? [] : sizesOf(notes);
  const size = Math.max(0, ...sizes);
  for (const first of sizes) {
    if (tree === undefined || first === 0 || first === size) continue;
    counts.consistencies += 1;
    yield written({ kind: 'consistency', first, second: size, proof: consistencyProof(tree, first, size) });
  }
  for await (const { position, instanceId, seq, text, hash } of entries) {
    counts.entries += 1;
    yield written({ kind: 'entry', position, instanceId, seq, text, hash });
    if (tree === undefined) continue;
    counts.inclusions += 1;
    yield written({ kind: 'inclusion', position, size, proof: inclusionProof(tree, position - 1, size) });
  }
  yield written({ kind: 'end', ...counts });
}

const written = (line: TrailLine): string => canonicalJson(line) + '\n';

function sizesOf(notes: readonly string[]): readonly number[] {
  const sizes = notes.map((note) => readOwnCheckpoint(note)?.size);
  if (sizes.length > 0 && sizes.every((size) => size !== undefined)) return [...new Set(sizes)];
  throw invalidArgument('checkpoints', 'NOT_CHECKPOINTS');
}
