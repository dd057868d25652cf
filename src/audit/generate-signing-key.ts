// Makes a new key pair. The one thing in this room that is not pure (it takes randomness): for the shell, once per log.
import { generateKeyPairSync } from 'node:crypto';
import { verifierKey } from './verifier-key.ts';

/** `name`: a URL without scheme is advised, e.g. `sotnmt.example.gov.vn/quytrinh`. Keep `privateKey` (PEM) secret. */
export function generateSigningKey(name: string): GeneratedKey {
  const pair = generateKeyPairSync('ed25519');
  const privateKey = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { name, privateKey, verifierKey: verifierKey({ name, privateKey }) };
}

export interface GeneratedKey {
  readonly name: string;
  readonly privateKey: string;
  readonly verifierKey: string;
}
