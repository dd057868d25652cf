// audit/: the tamper-evident trail that an outsider can verify. Canonical form, chain, Merkle log, checkpoints, exports.
export { canonicalJson, CANONICAL_DEPTH } from './canonical-json.ts';
export { GENESIS_HASH, sealEntry } from './seal-entry.ts';
export { isHash, sha256 as contentHash } from './sha256.ts';
export { parseEntry, type ParsedEntry } from './parse-entry.ts';

export { EMPTY_ROOT, leafHash, nodeHash } from './merkle/node-hash.ts';
export { appendLeaf, EMPTY_FRONTIER, rootOf, type Frontier } from './merkle/frontier.ts';
export { consistencyProof, inclusionProof, merkleTree, rootAt, type MerkleTree } from './merkle/tree.ts';
export { verifyInclusion, type InclusionClaim } from './merkle/verify-inclusion.ts';
export { verifyConsistency, type ConsistencyClaim } from './merkle/verify-consistency.ts';

export { generateSigningKey, type GeneratedKey } from './generate-signing-key.ts';
export { signingKeyId, verifierKey, type SigningKey } from './verifier-key.ts';
export { cosignNote, openNote, signNote, type OpenedNote } from './signed-note.ts';
export {
  checkpointText,
  cosignCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
  type VerifiedCheckpoint,
} from './checkpoint.ts';

export {
  trailVerifier,
  verifyTrail,
  type TrailVerdict,
  type TrailVerifier,
  type VerifyTrailOptions,
} from './verify-trail.ts';

export { exportTrail, type TrailExport } from './export-trail.ts';
export { readTrail, type ReadTrailLine } from './read-trail.ts';
export { TRAIL_LINE_MAX } from './split-lines.ts';
export type { TrailLine, TrailLineKind } from './trail-line.ts';
export { verifyExport, type ExportVerdict, type VerifyExportOptions } from './verify-export.ts';

export { toXes, type XesLabels } from './xes/to-xes.ts';
export { eventDescriber, type DescribeEvent, type XesEvent, type XesTransition } from './xes/describe-event.ts';
