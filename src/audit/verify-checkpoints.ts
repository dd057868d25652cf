// Sorts given checkpoints into those that can be relied on (by size) and the first trouble among them.
import type { BadEntry, Checkpoint } from '../model/journal.ts';
import { verifyCheckpoint } from './checkpoint.ts';

export interface CheckpointSet {
  /** By size, smallest first. */
  readonly checkpoints: readonly Checkpoint[];
  readonly trouble: BadEntry | undefined;
}

/** Without `origin`, all must have the origin of the first. */
export function verifyCheckpoints(
  notes: Iterable<string>,
  publicKeys: readonly string[],
  origin?: string,
): CheckpointSet {
  const checkpoints: Checkpoint[] = [];
  let trouble: BadEntry | undefined;
  let number = 0;
  for (const note of notes) {
    number += 1;
    const verified = verifyCheckpoint(note, publicKeys);
    const expected = origin ?? checkpoints[0]?.origin;
    if (!verified.sound) {
      trouble ??= troubleOf(verified.code, null, { number, signer: verified.signer });
    } else if (verified.checkpoint.origin !== (expected ?? verified.checkpoint.origin)) {
      const { size, origin: found } = verified.checkpoint;
      trouble ??= troubleOf('CHECKPOINT_ORIGIN_DIFFERS', size, { number, found, expected: expected ?? '' });
    } else {
      checkpoints.push(verified.checkpoint);
    }
  }
  checkpoints.sort((a, b) => a.size - b.size);
  const fork = checkpoints.find(
    ({ size, root }, index) => checkpoints[index + 1]?.size === size && checkpoints[index + 1]?.root !== root,
  );
  if (fork !== undefined) trouble ??= troubleOf('NOT_CONSISTENT', fork.size, { first: fork.size, second: fork.size });
  return { checkpoints, trouble };
}

/** A finding about the log as a whole, not about one entry. */
export function troubleOf(code: BadEntry['code'], position: number | null, params: BadEntry['params']): BadEntry {
  return { code, position, instanceId: null, seq: null, params };
}
