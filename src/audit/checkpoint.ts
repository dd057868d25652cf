// Checkpoints: the signed state of the whole log (C2SP tlog-checkpoint). Whoever keeps one can later prove that nothing
// under it was changed, removed or added. Publish them, print them, mail them to the inspectorate.
import { invalidArgument } from '../model/invalid.ts';
import type { Checkpoint } from '../model/journal.ts';
import { decodeBase64 } from './base64.ts';
import { isWellFormed } from './is-well-formed.ts';
import { isHash } from './sha256.ts';
import { cosignNote, noteBody, openNote, signNote, type NoteTrouble } from './signed-note.ts';
import type { SigningKey } from './verifier-key.ts';

/** The signed note. Refuses a checkpoint that cannot be written as one with `ARGUMENT_INVALID`. */
export function signCheckpoint(checkpoint: Checkpoint, signingKey: SigningKey): string {
  return signNote(checkpointText(checkpoint), signingKey);
}

/** Adds one more signature, e.g. the inspectorate's own, to a signed checkpoint. Verify it first. */
export function cosignCheckpoint(note: string, signingKey: SigningKey): string {
  return cosignNote(note, signingKey);
}

export type VerifiedCheckpoint =
  | { readonly sound: true; readonly checkpoint: Checkpoint; readonly signers: readonly string[] }
  | { readonly sound: false; readonly code: NoteTrouble; readonly signer: string };

/** `verifierKeys`: see `verifierKey`. Sound only if one of them signed it; `signers` are `name+keyId`. */
export function verifyCheckpoint(note: string, verifierKeys: readonly string[]): VerifiedCheckpoint {
  const opened = openNote(note, verifierKeys);
  if (!opened.sound) return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined)
    return { sound: false, code: 'CHECKPOINT_MALFORMED', signer: opened.signers.join(', ') };
  return { sound: true, checkpoint, signers: opened.signers };
}

/** What a note says, with its signatures not looked at: for its own maker, never for a verifier. */
export function readOwnCheckpoint(note: string): Checkpoint | undefined {
  return parseCheckpoint(noteBody(note) ?? '');
}

/** Origin, size, root in base64, and the moment as an extension line. This is what is signed. */
export function checkpointText({ origin, size, root, at }: Checkpoint): string {
  requireValid('origin', origin, origin !== '' && isWellFormed(origin) && !/\p{Cc}/u.test(origin));
  requireValid('size', size, Number.isSafeInteger(size) && size >= 0);
  requireValid('root', root, isHash(root));
  requireValid('at', at, Number.isInteger(at) && Math.abs(at) <= 8.64e15);
  return `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\nat ${new Date(at).toISOString()}\n`;
}

/** Only the one exact form: whatever is read writes back the same, so nothing can hide in another spelling. */
function parseCheckpoint(text: string): Checkpoint | undefined {
  const [, origin = '', size, root = '', at = ''] = /^(.+)\n(\d+)\n(\S+)\nat (\S+)\n$/.exec(text) ?? [];
  const checkpoint = {
    origin,
    size: Number(size),
    root: decodeBase64(root)?.toString('hex') ?? '',
    at: Date.parse(at),
  };
  if (!isHash(checkpoint.root) || !Number.isSafeInteger(checkpoint.size) || Number.isNaN(checkpoint.at))
    return undefined;
  return checkpointText(checkpoint) === text ? checkpoint : undefined;
}

function requireValid(name: string, value: string | number, valid: boolean): void {
  if (!valid) throw invalidArgument(name, 'NOT_FOR_CHECKPOINT', { value });
}
