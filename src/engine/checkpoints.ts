// Checkpoints: the Merkle tree head over the journal, signed when the engine has a key. Made from the last one on, so
// that a long journal is never read twice. Any process may make one; the store keeps the first of each size.
import {
  appendLeaf,
  EMPTY_FRONTIER,
  leafHash,
  rootOf,
  signCheckpoint,
  type Frontier,
  type SigningKey,
} from '../audit/index.ts';
import type { Checkpoint } from '../model/journal.ts';
import type { Instant } from '../model/json.ts';
import { journalPages } from './journal-pages.ts';
import type { CheckpointRow, Store } from './ports.ts';

/** Entries read at once. */
const PAGE = 10_000;

export async function makeCheckpoint(
  store: Store,
  origin: string,
  signingKey: SigningKey | undefined,
  at: Instant,
): Promise<Checkpoint> {
  const last = (await store.checkpoints()).at(-1);
  let frontier = last === undefined ? EMPTY_FRONTIER : frontierOf(last);
  for await (const rows of journalPages(store, { from: frontier.size + 1 }, PAGE)) {
    for (const { hash } of rows) frontier = appendLeaf(frontier, leafHash(hash));
  }
  const checkpoint = { origin, size: frontier.size, root: rootOf(frontier), at };
  if (last?.size !== frontier.size) {
    const note = signingKey === undefined ? '' : signCheckpoint(checkpoint, signingKey);
    await store.putCheckpoint({ ...checkpoint, frontier: JSON.stringify(frontier), note });
  }
  return checkpoint;
}

/** One that does not give the root beside it was damaged: then all entries are read once more. */
function frontierOf({ size, root, frontier: text }: CheckpointRow): Frontier {
  try {
    const frontier = JSON.parse(text) as Frontier;
    if (frontier.size === size && rootOf(frontier) === root) return frontier;
  } catch {
    // It is none at all.
  }
  return EMPTY_FRONTIER;
}
