// Key names, key ids and the text form of a public key (C2SP signed-note): what an agency publishes and an outsider keeps.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { invalidArgument } from '../model/invalid.ts';
import { decodeBase64 } from './base64.ts';
import { sha256 } from './sha256.ts';

/** Who signs: the name that appears on the signature line, and an Ed25519 private key (PKCS #8 PEM or a KeyObject). */
export interface SigningKey {
  readonly name: string;
  readonly privateKey: string | KeyObject;
}

/** A public key ready for use. `id` is the key id, 8 hexadecimal digits. */
export interface PublicKey {
  readonly name: string;
  readonly id: string;
  readonly key: KeyObject;
}

/** `<name>+<key id>+<base64(0x01 ‖ 32 bytes)>`: give this to whoever shall verify, by another way than the trail. */
export function verifierKey(signingKey: SigningKey): string {
  const bytes = publicBytes(privateKeyOf(signingKey));
  return `${signingKey.name}+${keyId(signingKey.name, bytes)}+${bytes.toString('base64')}`;
}

/** The key id that binds name, algorithm and public key: SHA-256(name ‖ LF ‖ 0x01 ‖ key), first 4 bytes. */
export const signingKeyId = (signingKey: SigningKey): string =>
  keyId(signingKey.name, publicBytes(privateKeyOf(signingKey)));

/** Refuses a malformed key, and one whose id is not its own, with `ARGUMENT_INVALID`. */
export function parseVerifierKey(text: string): PublicKey {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text) ?? [];
  const bytes = base64 === undefined ? undefined : decodeBase64(base64);
  if (name === undefined || id === undefined || bytes?.length !== 33 || bytes[0] !== ed25519) {
    throw invalidArgument('publicKeys', 'NOT_KEYS');
  }
  if (keyId(name, bytes) !== id) {
    throw invalidArgument('publicKeys', 'KEY_DAMAGED', { id, key: name });
  }
  const x = bytes.subarray(1).toString('base64url');
  return { name, id, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
}

export function privateKeyOf({ name, privateKey }: SigningKey): KeyObject {
  if (!isKeyName(name)) {
    throw invalidArgument('name', 'NOT_KEY_NAME', { value: name });
  }
  const key = typeof privateKey === 'string' ? parsePem(privateKey) : privateKey;
  if (key.type === 'private' && key.asymmetricKeyType === 'ed25519') return key;
  throw invalidArgument('privateKey', 'NOT_ED25519');
}

export const isKeyName = (name: string): boolean => /^[^\s+\p{Cc}\p{Cs}]+$/u.test(name);

function parsePem(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw invalidArgument('privateKey', 'NOT_PEM', {}, cause);
  }
}

/** Signature type 0x01 of C2SP signed-note. */
const ed25519 = 1;

function publicBytes(privateKey: KeyObject): Buffer {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(ed25519), Buffer.from(String(x), 'base64url')]);
}

const keyId = (name: string, typeAndKey: Uint8Array): string =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), typeAndKey])).slice(0, 8);
