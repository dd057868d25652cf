// A sound trail is found sound; every way to tamper with it is found, with the right entry and the right reason.
import fc from 'fast-check';
import {
  canonicalJson,
  generateSigningKey,
  sealEntry,
  signCheckpoint,
  trailVerifier,
  verifyTrail,
  type VerifyTrailOptions,
} from 'quytrinh/audit';
import { describe, expect, it } from 'vitest';
import type { BadEntry, JournalEntry, StoredEntry } from '../../src/model/journal.ts';
import { checkpointAt, journal, key, origin, publicKeys, rootOfEntries, seal } from './sample-trail.ts';

const trail = seal(journal);
const size = trail.length;
const checkpoints = [checkpointAt(trail, 4), checkpointAt(trail, 9), checkpointAt(trail, size)];
const anchors: VerifyTrailOptions = { checkpoints, publicKeys, origin };

/** Positions as a keeper would number them again after tampering. */
const renumbered = (entries: readonly StoredEntry[]): StoredEntry[] =>
  entries.map((entry, index) => ({ ...entry, position: index + 1 }));

async function firstBad(entries: readonly StoredEntry[], options: VerifyTrailOptions = {}): Promise<BadEntry> {
  const verdict = await verifyTrail(entries, options);
  if (verdict.sound) throw new Error('found sound');
  return verdict.firstBad;
}

const nextOf = (entry: StoredEntry): StoredEntry | undefined =>
  trail.find((other) => other.instanceId === entry.instanceId && other.seq === entry.seq + 1);

describe('a sound trail', () => {
  it('is sound, and says how much of it is anchored', async () => {
    const root = rootOfEntries(trail);
    expect(await verifyTrail(trail, anchors)).toEqual({
      sound: true,
      entries: size,
      instances: 3,
      definitions: 0,
      root,
      anchored: size,
      archived: 0,
    });
    expect(await verifyTrail(trail)).toEqual({
      sound: true,
      entries: size,
      instances: 3,
      definitions: 0,
      root,
      anchored: 0,
      archived: 0,
    });
    expect(await verifyTrail(trail, { ...anchors, checkpoints: checkpoints.slice(0, 2) })).toMatchObject({
      sound: true,
      anchored: 9,
    });
    expect(await verifyTrail(trail, { expectedSize: size, expectedRoot: root })).toMatchObject({
      sound: true,
      anchored: size,
    });
  });

  it('may come from an asynchronous source, and checkpoints in any order', async () => {
    async function* read(): AsyncGenerator<StoredEntry> {
      yield* trail;
    }
    expect(await verifyTrail(read(), { ...anchors, checkpoints: checkpoints.toReversed() })).toMatchObject({
      sound: true,
      anchored: size,
    });
  });

  it('may be empty', async () => {
    expect(await verifyTrail([], { checkpoints: [checkpointAt([], 0)], publicKeys })).toMatchObject({
      sound: true,
      entries: 0,
      anchored: 0,
    });
  });

  it('is sound for any interleaving of instances', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 }), async (names) => {
        const entries = seal(
          names.map((instanceId, index) => ({
            ...journal[0]!,
            instanceId,
            seq: names.slice(0, index + 1).filter((name) => name === instanceId).length,
          })),
        );
        const at = Math.floor(entries.length / 2);
        expect(await verifyTrail(entries, { checkpoints: [checkpointAt(entries, at)], publicKeys })).toMatchObject({
          sound: true,
          anchored: at,
          instances: new Set(names).size,
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('tampering with one entry', () => {
  it('finds every change of any byte of any text', async () => {
    for (const [index, entry] of trail.entries()) {
      const bytes = Buffer.from(entry.text);
      for (let at = 0; at < bytes.length; at += 1) {
        for (const mask of [0x01, 0x20, 0x80]) {
          const changed = Buffer.from(bytes);
          changed[at]! ^= mask;
          const found = await firstBad(trail.with(index, { ...entry, text: changed.toString() }));
          expect(found.position, `byte ${at} of entry ${index + 1}`).toBe(entry.position);
          expect([
            'TEXT_NOT_JSON',
            'TEXT_NOT_CANONICAL',
            'TEXT_NOT_ENTRY',
            'LABEL_DIFFERS',
            'CONTENT_CHANGED',
          ]).toContain(found.code);
        }
      }
    }
  });

  it('names a changed value as changed content', async () => {
    for (const [index, entry] of trail.entries()) {
      const text = entry.text.replace('Đồng ý', 'Từ chối');
      expect(await firstBad(trail.with(index, { ...entry, text }))).toEqual({
        code: 'CONTENT_CHANGED',
        position: entry.position,
        instanceId: entry.instanceId,
        seq: entry.seq,
        params: {},
      });
    }
  });

  it('finds every change of any character of a hash', async () => {
    for (const [index, entry] of trail.entries()) {
      for (let at = 0; at < 64; at += 1) {
        const digit = entry.hash[at]!;
        for (const other of [digit === '0' ? '1' : '0', digit.toUpperCase() === digit ? 'g' : digit.toUpperCase()]) {
          const hash = entry.hash.slice(0, at) + other + entry.hash.slice(at + 1);
          expect(await firstBad(trail.with(index, { ...entry, hash }))).toMatchObject({
            code: 'CONTENT_CHANGED',
            position: entry.position,
          });
        }
      }
    }
  });

  it('finds a changed label', async () => {
    for (const [index, entry] of trail.entries()) {
      expect(await firstBad(trail.with(index, { ...entry, instanceId: 'hs-9' }))).toMatchObject({
        code: 'LABEL_DIFFERS',
        position: entry.position,
      });
      expect(await firstBad(trail.with(index, { ...entry, seq: entry.seq + 1 }))).toMatchObject({
        code: 'LABEL_DIFFERS',
        position: entry.position,
        params: { textSeq: entry.seq },
      });
    }
  });

  it('finds the same value written otherwise, and text that is no entry', async () => {
    const entry = trail[2]!;
    const withText = (text: string) => trail.with(2, { ...entry, text });
    const value = JSON.parse(entry.text) as JournalEntry;
    expect(await firstBad(withText(JSON.stringify(value, null, 1)))).toMatchObject({
      code: 'TEXT_NOT_CANONICAL',
      position: 3,
    });
    expect(await firstBad(withText(entry.text.replace('{', '{"at":0,')))).toMatchObject({ code: 'TEXT_NOT_CANONICAL' });
    expect(await firstBad(withText(entry.text.replace('Đ', '\ud800')))).toMatchObject({ code: 'TEXT_NOT_CANONICAL' });
    expect(await firstBad(withText('['.repeat(100_000)))).toMatchObject({ code: 'TEXT_NOT_JSON' });
    expect(await firstBad(withText('['.repeat(1000) + ']'.repeat(1000)))).toMatchObject({ code: 'TEXT_NOT_CANONICAL' });
    expect(await firstBad(withText('null'))).toMatchObject({ code: 'TEXT_NOT_ENTRY', params: { field: '$' } });
    expect(await firstBad(withText(canonicalJson({ ...value, note: 'x' })))).toMatchObject({
      code: 'TEXT_NOT_ENTRY',
      params: { field: 'note' },
    });
    for (const field of Object.keys(value)) {
      expect(await firstBad(withText(canonicalJson({ ...value, [field]: false })))).toMatchObject({
        code: 'TEXT_NOT_ENTRY',
        params: { field },
      });
    }
  });

  it('finds a changed entry that was sealed again, at the next step of the instance or at the checkpoint', async () => {
    for (const [index, entry] of trail.entries()) {
      const text = entry.text.replace('Đồng ý', 'Từ chối');
      const before = trail.findLast((other) => other.instanceId === entry.instanceId && other.seq === entry.seq - 1);
      const resealed = trail.with(index, { ...entry, text, hash: sealEntry(before?.hash ?? '0'.repeat(64), text) });
      const next = nextOf(entry);
      const found = await firstBad(resealed, { checkpoints: [checkpointAt(trail, size)], publicKeys });
      expect(found).toMatchObject(
        next === undefined ? { code: 'ROOT_DIFFERS' } : { code: 'CONTENT_CHANGED', position: next.position },
      );
    }
  });

  it('finds an entry sealed as if it were the first of its instance', async () => {
    const entry = trail[8]!;
    const forged = trail.with(8, { ...entry, hash: sealEntry('0'.repeat(64), entry.text) });
    expect(await firstBad(forged)).toMatchObject({ code: 'CHAIN_RESTARTED', position: 9, instanceId: 'hs-1', seq: 4 });
  });
});

describe('removing, inserting, moving', () => {
  it('finds every removed entry by the gap in positions', async () => {
    for (const [index, entry] of trail.entries()) {
      const found = await firstBad(trail.toSpliced(index, 1), { expectedSize: size });
      expect(found).toMatchObject(
        index === size - 1
          ? { code: 'TAIL_TRUNCATED', position: size }
          : { code: 'POSITION_GAP', position: entry.position + 1, params: { expected: entry.position } },
      );
    }
  });

  it('finds every removed entry when positions were numbered again', async () => {
    for (const [index, entry] of trail.entries()) {
      const next = nextOf(entry);
      const found = await firstBad(renumbered(trail.toSpliced(index, 1)), { expectedSize: size });
      expect(found).toMatchObject(
        next === undefined
          ? { code: 'TAIL_TRUNCATED', position: size }
          : {
              code: 'SEQ_GAP',
              position: next.position - 1,
              instanceId: entry.instanceId,
              seq: next.seq,
              params: { expected: entry.seq },
            },
      );
    }
  });

  it('finds a removed whole instance by the root of the first checkpoint after it', async () => {
    const without = renumbered(trail.filter(({ instanceId }) => instanceId !== 'hs-3'));
    expect(await firstBad(without, anchors)).toMatchObject({
      code: 'ROOT_DIFFERS',
      position: 1,
      params: { from: 1, to: 4 },
    });
    const without2 = renumbered(trail.filter((_, index) => ![9].includes(index)));
    expect(
      await firstBad([...without2, { ...trail[0]!, position: size }], {
        ...anchors,
        checkpoints: checkpoints.slice(0, 2),
      }),
    ).toMatchObject({ code: 'SEQ_REPEATED', position: size });
  });

  it('finds every pair of swapped entries', async () => {
    for (let a = 0; a < size; a += 1) {
      for (let b = a + 1; b < size; b += 1) {
        const swapped = trail.with(a, trail[b]!).with(b, trail[a]!);
        expect(await firstBad(swapped)).toMatchObject({
          code: 'POSITION_GAP',
          position: b + 1,
          params: { expected: a + 1 },
        });
        const found = await firstBad(renumbered(swapped), { checkpoints: [checkpointAt(trail, size)], publicKeys });
        const sameInstance =
          trail.slice(a, b + 1).filter(({ instanceId }) => instanceId === trail[b]!.instanceId).length > 1;
        if (sameInstance)
          expect(found).toMatchObject({ code: 'SEQ_GAP', position: a + 1, instanceId: trail[b]!.instanceId });
        else expect(['ROOT_DIFFERS', 'SEQ_GAP']).toContain(found.code);
      }
    }
  });

  it('finds every repeated entry', async () => {
    for (let from = 0; from < size; from += 1) {
      for (let to = from + 1; to <= size; to += 1) {
        const repeated = trail.toSpliced(to, 0, trail[from]!);
        expect(await firstBad(repeated)).toMatchObject({
          code: 'POSITION_REPEATED',
          position: from + 1,
          params: { expected: to + 1 },
        });
        expect(await firstBad(renumbered(repeated))).toMatchObject({
          code: 'SEQ_REPEATED',
          position: to + 1,
          instanceId: trail[from]!.instanceId,
          seq: trail[from]!.seq,
        });
      }
    }
  });

  it('finds a well-sealed entry of a new instance, inserted anywhere', async () => {
    for (let at = 0; at <= size; at += 1) {
      const inserted = seal(journal.toSpliced(at, 0, { ...journal[0]!, instanceId: 'hs-9', seq: 1 }));
      const last = [4, 9, size].find((limit) => limit > at);
      const found = await firstBad(inserted, { ...anchors, expectedSize: size });
      expect(found).toMatchObject(
        last === undefined
          ? { code: 'TAIL_ADDED', position: size + 1 }
          : { code: 'ROOT_DIFFERS', params: { to: last } },
      );
    }
  });

  it('finds every truncation', async () => {
    for (let length = 0; length < size; length += 1) {
      expect(await firstBad(trail.slice(0, length), anchors)).toMatchObject({
        code: 'TAIL_TRUNCATED',
        position: length + 1,
        params: { expected: size, found: length },
      });
    }
  });

  it('cannot see what was added or cut after the last checkpoint, and says so', async () => {
    const verdict = await verifyTrail(trail.slice(0, 10), { ...anchors, checkpoints: checkpoints.slice(0, 2) });
    expect(verdict).toMatchObject({ sound: true, entries: 10, anchored: 9 });
  });

  it('narrows a rewritten and wholly resealed history to the checkpoint that first differs', async () => {
    for (const [index] of journal.entries()) {
      const rewritten = seal(
        journal.with(index, { ...journal[index]!, actor: { kind: 'person', personId: 'nv.khac' } }),
      );
      const before = [0, 4, 9].findLast((limit) => limit <= index) ?? 0;
      const after = [4, 9, size].find((limit) => limit > index);
      expect(await firstBad(rewritten, anchors)).toMatchObject({
        code: 'ROOT_DIFFERS',
        position: before + 1,
        params: { from: before + 1, to: after },
      });
      expect(await firstBad(rewritten, { expectedRoot: rootOfEntries(trail) })).toMatchObject({
        code: 'ROOT_DIFFERS',
        params: { from: 1, to: size },
      });
    }
  });
});

describe('checkpoints given to a verifier', () => {
  const stranger = generateSigningKey(origin);

  it('must be signed by a known key', async () => {
    expect(await firstBad(trail, { checkpoints, publicKeys: [] })).toMatchObject({
      code: 'CHECKPOINT_KEY_UNKNOWN',
      position: null,
      params: { number: 1 },
    });
    const forged = [checkpoints[0]!, checkpointAt(trail, 9, stranger)];
    expect(await firstBad(trail, { checkpoints: forged, publicKeys })).toMatchObject({
      code: 'CHECKPOINT_KEY_UNKNOWN',
      params: { number: 2 },
    });
  });

  it('must be of one log, and of the expected one', async () => {
    const other = signCheckpoint(
      { origin: 'khac.example', size: 4, root: rootOfEntries(trail.slice(0, 4)), at: 0 },
      key,
    );
    expect(await firstBad(trail, { checkpoints: [...checkpoints, other], publicKeys })).toMatchObject({
      code: 'CHECKPOINT_ORIGIN_DIFFERS',
      position: 4,
      params: { number: 4, found: 'khac.example', expected: origin },
    });
    expect(await firstBad(trail, { ...anchors, origin: 'khac.example' })).toMatchObject({
      code: 'CHECKPOINT_ORIGIN_DIFFERS',
      params: { number: 1 },
    });
  });

  it('do not hide a bad entry when they are bad themselves', async () => {
    const changed = trail.with(5, { ...trail[5]!, text: trail[5]!.text.replace('4.5', '5.5') });
    expect(await firstBad(changed, { checkpoints: ['rubbish'], publicKeys })).toMatchObject({
      code: 'CONTENT_CHANGED',
      position: 6,
    });
    expect(await firstBad(trail, { checkpoints: ['rubbish'], publicKeys })).toMatchObject({
      code: 'CHECKPOINT_MALFORMED',
    });
  });

  it('of one size must agree', async () => {
    const two = [checkpointAt(trail, 4), signCheckpoint({ origin, size: 4, root: '0'.repeat(64), at: 0 }, key)];
    expect(await firstBad(trail, { checkpoints: two, publicKeys })).toMatchObject({
      code: 'ROOT_DIFFERS',
      params: { to: 4, expected: '0'.repeat(64) },
    });
  });
});

describe('trailVerifier', () => {
  it('stops at the first finding and keeps it', () => {
    const verifier = trailVerifier();
    expect(verifier.add(trail[0]!)).toBe(true);
    expect(verifier.add(trail[2]!)).toBe(false);
    expect(verifier.add(trail[1]!)).toBe(false);
    expect(verifier.finish()).toMatchObject({
      sound: false,
      entries: 1,
      firstBad: { code: 'POSITION_GAP', position: 3 },
    });
  });

  it('refuses a misspelt option, which would weaken the check', () => {
    expect(() => trailVerifier({ checkpoint: [] } as VerifyTrailOptions)).toThrow(
      expect.objectContaining({ code: 'OPTION_UNKNOWN' }),
    );
  });
});
