// Checkpoints and signed notes: the exact text, a note signed by another implementation, and every changed character.
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import {
  checkpointText,
  cosignCheckpoint,
  cosignNote,
  generateSigningKey,
  openNote,
  signCheckpoint,
  signingKeyId,
  signNote,
  verifierKey,
  verifyCheckpoint,
} from 'quytrinh/audit';
import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../src/model/journal.ts';
import { key, origin, publicKeys } from './sample-trail.ts';
import { thrown } from './thrown.ts';

const checkpoint: Checkpoint = {
  origin,
  size: 42,
  root: '0123456789abcdef'.repeat(4),
  at: Date.UTC(2026, 1, 26, 9, 30),
};
const note = signCheckpoint(checkpoint, key);

describe('a checkpoint', () => {
  it('is readable text', () => {
    expect(checkpointText(checkpoint)).toBe(
      `${origin}\n42\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\nat 2026-02-26T09:30:00.000Z\n`,
    );
    expect(note).toMatch(/Z\n\n— sotnmt\.example\.gov\.vn\/quytrinh [A-Za-z0-9+/]{91}=\n$/);
  });

  it('is verified with the published key, offline', () => {
    expect(verifyCheckpoint(note, publicKeys)).toEqual({
      sound: true,
      checkpoint,
      signers: [`${origin}+${signingKeyId(key)}`],
    });
  });

  it('is not sound with any character changed, removed or added', () => {
    for (let at = 0; at < note.length; at += 1) {
      const code = note.charCodeAt(at);
      for (const other of [
        '',
        String.fromCharCode(code ^ 1),
        String.fromCharCode(code ^ 0x20),
        `${note[at]}0`,
        `\n${note[at]}`,
      ]) {
        const changed = note.slice(0, at) + other + note.slice(at + 1);
        expect(verifyCheckpoint(changed, publicKeys).sound, `character ${at}: ${JSON.stringify(other)}`).toBe(
          changed === note,
        );
      }
    }
  });

  it('says what is wrong', () => {
    expect(verifyCheckpoint(note.replace('42', '43'), publicKeys)).toMatchObject({
      sound: false,
      code: 'CHECKPOINT_SIGNATURE_BAD',
    });
    expect(verifyCheckpoint(note, [generateSigningKey(origin).verifierKey])).toMatchObject({
      sound: false,
      code: 'CHECKPOINT_KEY_UNKNOWN',
      signer: `${origin}+${signingKeyId(key)}`,
    });
    for (const rubbish of [
      '',
      '\n\n',
      note.replace('\n\n', '\n'),
      note.trimEnd(),
      note.replace('— ', '- '),
      note.split('\n\n')[0]! + '\n\n',
    ]) {
      expect(verifyCheckpoint(rubbish, publicKeys)).toMatchObject({ sound: false, code: 'CHECKPOINT_MALFORMED' });
    }
  });

  it.each([
    [
      'a size with a leading zero',
      `${origin}\n042\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\nat 2026-02-26T09:30:00.000Z\n`,
    ],
    ['a short root', `${origin}\n42\nASNFZ4mrze8=\nat 2026-02-26T09:30:00.000Z\n`],
    ['no moment', `${origin}\n42\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\n`],
    ['a moment in another form', `${origin}\n42\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\nat 2026-02-26\n`],
    [
      'one line more',
      `${origin}\n42\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\nat 2026-02-26T09:30:00.000Z\nmore\n`,
    ],
  ])('with %s is malformed even when well signed', (_, text) => {
    expect(verifyCheckpoint(signNote(text, key), publicKeys)).toMatchObject({
      sound: false,
      code: 'CHECKPOINT_MALFORMED',
    });
  });

  it('can be co-signed: unknown signers are ignored, a bad signature by a known one refuses it', () => {
    const inspectorate = generateSigningKey('thanhtra.example.gov.vn');
    const both = cosignCheckpoint(note, inspectorate);
    expect(both.startsWith(note)).toBe(true);
    expect(verifyCheckpoint(both, publicKeys)).toMatchObject({
      sound: true,
      signers: [expect.stringContaining(origin)],
    });
    expect(verifyCheckpoint(both, [inspectorate.verifierKey])).toMatchObject({ sound: true, checkpoint });
    expect(verifyCheckpoint(both, [...publicKeys, inspectorate.verifierKey])).toMatchObject({
      sound: true,
      signers: { length: 2 },
    });
    const lines = both.split('\n');
    const borrowed = lines.with(-2, lines.at(-2)!.slice(0, -8) + lines.at(-3)!.slice(-8)).join('\n');
    expect(verifyCheckpoint(borrowed, publicKeys).sound).toBe(true);
    expect(verifyCheckpoint(borrowed, [...publicKeys, inspectorate.verifierKey])).toMatchObject({
      sound: false,
      code: 'CHECKPOINT_SIGNATURE_BAD',
      signer: `thanhtra.example.gov.vn+${signingKeyId(inspectorate)}`,
    });
  });

  it.each<[string, Partial<Checkpoint>]>([
    ['origin', { origin: '' }],
    ['origin', { origin: 'a\nb' }],
    ['size', { size: -1 }],
    ['size', { size: 1.5 }],
    ['root', { root: 'ABCDEF' }],
    ['at', { at: NaN }],
    ['at', { at: 1e20 }],
  ])('cannot be made with a wrong %s', (name, wrong) => {
    const error = thrown(() => signCheckpoint({ ...checkpoint, ...wrong }, key));
    expect(error).toMatchObject({ code: 'ARGUMENT_INVALID', params: { name } });
  });
});

describe('signed notes', () => {
  // A note and key from the documentation of another implementation of C2SP signed-note.
  const theirs =
    'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
  const theirKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

  it('of others are understood', () => {
    expect(openNote(theirs, [theirKey])).toEqual({
      sound: true,
      text: 'This is an example message.\n',
      signers: ['example.com/foo+530d903a'],
    });
    expect(openNote(theirs.replace('example m', 'exemple m'), [theirKey])).toMatchObject({
      sound: false,
      code: 'CHECKPOINT_SIGNATURE_BAD',
    });
  });

  it('may hold empty lines', () => {
    const text = 'một\n\nhai\n';
    expect(openNote(signNote(text, key), publicKeys)).toMatchObject({ sound: true, text });
  });

  it('hold a bounded number of signatures', () => {
    expect(openNote(note + note.split('\n\n')[1]!.repeat(15), publicKeys)).toMatchObject({ sound: true });
    expect(openNote(note + note.split('\n\n')[1]!.repeat(100), publicKeys)).toMatchObject({ sound: false });
  });

  it('refuse text they cannot hold', () => {
    for (const text of ['', 'no newline', 'tab\t\n', 'lone \ud800\n'])
      expect(() => signNote(text, key)).toThrow(/ARGUMENT_INVALID/);
    expect(() => cosignNote('not a note', key)).toThrow(/ARGUMENT_INVALID/);
  });
});

describe('keys', () => {
  it('have one id for name and public key, found again from the private key', () => {
    const again = { name: key.name, privateKey: createPrivateKey(key.privateKey) };
    expect(verifierKey(again)).toBe(key.verifierKey);
    expect(key.verifierKey).toMatch(/^sotnmt\.example\.gov\.vn\/quytrinh\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/);
    expect(verifierKey({ ...again, name: 'khac' })).not.toContain(signingKeyId(key));
  });

  it('are refused when they are no keys, and never shown', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    for (const wrong of [
      { name: 'a b', privateKey: key.privateKey },
      { name: 'a+b', privateKey: key.privateKey },
      { name: 'a', privateKey: 'secret' },
      { name: 'a', privateKey: rsa },
    ]) {
      const error = thrown(() => signCheckpoint(checkpoint, wrong));
      expect(error.code).toBe('ARGUMENT_INVALID');
      expect(error.message).not.toContain('secret');
    }
    for (const wrong of [
      '',
      key.privateKey,
      'x',
      key.verifierKey.slice(0, -1),
      key.verifierKey.replace(origin, 'khac'),
      key.verifierKey.replace('+A', '+B'),
    ]) {
      const error = thrown(() => verifyCheckpoint(note, [wrong]));
      expect(error.code).toBe('ARGUMENT_INVALID');
      expect(error.message).not.toContain('PRIVATE');
    }
  });
});
