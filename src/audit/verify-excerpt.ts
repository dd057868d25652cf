// Verifies an excerpt: the entries of a few instances, each shown by its proof to stand in the signed log, without the
// rest of the log and so without what the others' entries say.
import type { BadEntry, Checkpoint } from '../model/journal.ts';
import { bad, checkEntry, unsaid, type ChainTips } from './check-entry.ts';
import type { ExportBody, ExportHead } from './export-body.ts';
import { leafHash } from './merkle/node-hash.ts';
import { verifyConsistency } from './merkle/verify-consistency.ts';
import { verifyInclusion } from './merkle/verify-inclusion.ts';
import type { TrailConsistency, TrailEntry, TrailInclusion } from './trail-line.ts';
import { troubleOf, verifyCheckpoints } from './verify-checkpoints.ts';

/** All proofs must lead to the newest checkpoint. Everything before the entries is judged first: they rely on it. */
export function excerptVerifier(
  { notes, origin, consistencies }: ExportHead,
  publicKeys: readonly string[],
): ExportBody {
  const { checkpoints, trouble } = verifyCheckpoints(notes, publicKeys, origin);
  const newest = checkpoints.at(-1);
  const tips: ChainTips = new Map();
  let firstBad = trouble ?? checkConsistency(checkpoints, consistencies);
  let entries = 0;
  let archived = 0;
  let position = 0;
  let waiting: TrailEntry | undefined; // for its proof, which is the next line

  function check(entry: TrailEntry, { position: proved, size, proof }: TrailInclusion): BadEntry | undefined {
    if (entry.position <= position) return bad(entry, 'POSITION_REPEATED', { expected: position + 1 });
    position = entry.position;
    const found = checkEntry(entry, tips);
    if (found !== undefined) return found;
    if (newest?.size !== size) return bad(entry, 'CHECKPOINT_MISSING', { size });
    const claim = { leaf: leafHash(entry.hash), index: position - 1, size, root: newest.root, proof };
    if (proved !== position || !verifyInclusion(claim)) return bad(entry, 'NOT_INCLUDED', { size });
    entries += 1;
    if (entry.text === '') archived += 1;
    return undefined;
  }

  return {
    take(line) {
      if (line.kind === 'entry') waiting = line;
      if (line.kind === 'inclusion' && waiting !== undefined) firstBad ??= check(waiting, line);
      return firstBad === undefined;
    },
    verdict: () => {
      const found = firstBad ?? unsaid(tips);
      return found === undefined
        ? { sound: true, entries, instances: tips.size, anchored: newest?.size ?? 0, archived }
        : { sound: false, entries, firstBad: found };
    },
  };
}

/** Every checkpoint must be shown to be a beginning of the newest one. */
function checkConsistency(
  checkpoints: readonly Checkpoint[],
  proofs: readonly TrailConsistency[],
): BadEntry | undefined {
  const newest = checkpoints.at(-1);
  for (const { first: size, second, proof } of proofs) {
    const first = checkpoints.find((checkpoint) => checkpoint.size === size);
    if (first === undefined || newest?.size !== second) {
      return troubleOf('CHECKPOINT_MISSING', null, { size: first === undefined ? size : second });
    }
    if (!verifyConsistency({ first, second: newest, proof })) {
      return troubleOf('NOT_CONSISTENT', null, { first: size, second });
    }
  }
  const isProved = ({ size }: Checkpoint): boolean =>
    size === 0 || size === newest?.size || proofs.some(({ first }) => first === size);
  const unproved = checkpoints.find((checkpoint) => !isProved(checkpoint));
  if (unproved === undefined) return undefined;
  return troubleOf('PROOF_MISSING', null, { first: unproved.size, second: newest?.size ?? 0 });
}
