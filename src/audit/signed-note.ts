// Signed notes (C2SP signed-note): a text, an empty line, and one signature line per key. Readable, and checkable by the
// tools of other transparency logs.
import { sign, verify } from 'node:crypto';
import { invalidArgument } from '../model/invalid.ts';
import { decodeBase64 } from './base64.ts';
import { isWellFormed } from './is-well-formed.ts';
import { isKeyName, parseVerifierKey, privateKeyOf, signingKeyId, type SigningKey } from './verifier-key.ts';

/** `text` must end in a newline and hold no other control character. */
export function signNote(text: string, signingKey: SigningKey): string {
  if (!isNoteText(text)) {
    throw invalidArgument('text', 'NOT_NOTE_TEXT');
  }
  return `${text}\n${signatureLine(text, signingKey)}`;
}

/** The same note with one more signature: so a witness co-signs. */
export function cosignNote(note: string, signingKey: SigningKey): string {
  const parts = splitNote(note);
  if (parts === undefined) throw invalidArgument('note', 'NOT_SIGNED_NOTE');
  return note + signatureLine(parts.body, signingKey);
}

function signatureLine(text: string, signingKey: SigningKey): string {
  const signature = sign(null, Buffer.from(text), privateKeyOf(signingKey));
  const bytes = Buffer.concat([Buffer.from(signingKeyId(signingKey), 'hex'), signature]);
  return `— ${signingKey.name} ${bytes.toString('base64')}\n`;
}

export type OpenedNote =
  | { readonly sound: true; readonly text: string; readonly signers: readonly string[] }
  | { readonly sound: false; readonly code: NoteTrouble; readonly signer: string };
export type NoteTrouble = 'CHECKPOINT_MALFORMED' | 'CHECKPOINT_KEY_UNKNOWN' | 'CHECKPOINT_SIGNATURE_BAD';

/**
 * The text, if at least one of the `verifierKeys` signed it. Signatures by other keys are ignored; one bad signature by a
 * known key refuses the note.
 */
export function openNote(note: string, verifierKeys: readonly string[]): OpenedNote {
  const parts = splitNote(note);
  if (parts === undefined || !isNoteText(parts.body)) return { sound: false, code: 'CHECKPOINT_MALFORMED', signer: '' };
  const known = verifierKeys.map(parseVerifierKey);
  const signers: string[] = [];
  const strangers: string[] = [];
  for (const line of parts.signatures.slice(0, -1).split('\n')) {
    const signature = parseSignature(line);
    if (signature === undefined) return { sound: false, code: 'CHECKPOINT_MALFORMED', signer: '' };
    const signer = `${signature.name}+${signature.id}`;
    const key = known.find(({ name, id }) => name === signature.name && id === signature.id)?.key;
    if (key === undefined) strangers.push(signer);
    else if (verify(null, Buffer.from(parts.body), key, signature.bytes)) signers.push(signer);
    else return { sound: false, code: 'CHECKPOINT_SIGNATURE_BAD', signer };
  }
  if (signers.length === 0) return { sound: false, code: 'CHECKPOINT_KEY_UNKNOWN', signer: strangers.join(', ') };
  return { sound: true, text: parts.body, signers };
}

/** The text without a look at its signatures. */
export const noteBody = (note: string): string | undefined => splitNote(note)?.body;

/** More signatures than this make no sense and would only cost time. The format asks for at least 16. */
export const NOTE_SIGNATURES_MAX = 64;

/** The body keeps its final newline; the empty line before the signatures belongs to neither. */
function splitNote(note: string): { readonly body: string; readonly signatures: string } | undefined {
  const at = note.lastIndexOf('\n\n');
  if (at < 1 || !note.endsWith('\n') || at === note.length - 2) return undefined;
  const signatures = note.slice(at + 2);
  if (signatures.split('\n').length - 1 > NOTE_SIGNATURES_MAX) return undefined;
  return { body: note.slice(0, at + 1), signatures };
}

const isNoteText = (text: string): boolean => isWellFormed(text) && text.endsWith('\n') && !/(?!\n)\p{Cc}/u.test(text);

function parseSignature(line: string): { name: string; id: string; bytes: Uint8Array } | undefined {
  const [, name, base64] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = base64 === undefined ? undefined : decodeBase64(base64);
  if (name === undefined || !isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) };
}
