// Every finding can be said in both languages, and what is said has no hole in it.
import { exportTrail, leafHash, merkleTree, verifyExport, verifyTrail, type VerifyTrailOptions } from 'quytrinh/audit';
import { describe, expect, it } from 'vitest';
import { auditFindings, type BadEntry, type StoredEntry } from '../../src/model/journal.ts';
import { auditText, auditTexts } from 'quytrinh/text';
import { collect } from './collect.ts';
import { checkpointAt, journal, origin, publicKeys, seal } from './sample-trail.ts';

const trail = seal(journal);
const [first, second] = trail as [StoredEntry, StoredEntry];
const checkpoint = checkpointAt(trail, 12);
const holes = (sentence: string): string[] => (sentence.match(/\{\w+\}/g) ?? []).toSorted();

const badTrails: readonly [readonly StoredEntry[], VerifyTrailOptions][] = [
  [[{ ...first, text: '{' }], {}],
  [[{ ...first, text: ' 1' }], {}],
  [[{ ...first, text: '1' }], {}],
  [[{ ...first, seq: 2 }], {}],
  [[second], {}],
  [[first, first], {}],
  [[{ ...trail[2]!, position: 1 }], {}],
  [[first, { ...first, position: 2 }], {}],
  [[{ ...first, hash: second.hash }], {}],
  [[{ ...first, text: '' }], {}],
  [trail.map((entry) => (entry.seq === 2 ? { ...entry, text: '' } : entry)), {}],
  [trail, { expectedRoot: second.hash }],
  [trail, { expectedSize: 13 }],
  [trail, { expectedSize: 11 }],
  [trail, { checkpoints: ['rubbish'], publicKeys }],
  [trail, { checkpoints: [checkpoint], publicKeys: [] }],
  [trail, { checkpoints: [checkpoint.replace('12', '13')], publicKeys }],
  [trail, { checkpoints: [checkpoint], publicKeys, origin: 'khac' }],
];

async function found(): Promise<BadEntry[]> {
  const tree = merkleTree(trail.map(({ hash }) => leafHash(hash)));
  const otherTree = merkleTree(trail.map(({ hash }) => leafHash(leafHash(hash))));
  const lines = (what: { tree?: typeof tree; checkpoints?: string[] }) =>
    collect(
      exportTrail({ origin, checkpoints: [checkpointAt(trail, 4), checkpoint], entries: trail.slice(0, 2), ...what }),
    );
  const [sound, whole] = [await lines({ tree }), await lines({ checkpoints: [] })];
  const badExports: readonly (readonly string[])[] = [
    await lines({ tree: otherTree }),
    await lines({ tree: otherTree, checkpoints: [checkpoint] }),
    sound.filter((line) => !line.includes('"consistency"')),
    sound.map((line) => line.replace('"size":12', '"size":11')),
    ['x\n'],
    [' {}\n'],
    ['{"kind":"x"}\n'],
    ['{"kind":"header"}\n'],
    whole.slice(1),
    whole.slice(0, 2),
    whole.toSpliced(2, 1),
    ['x'.repeat(64 * 1024 * 1024 + 1)],
  ];
  const verdicts = [
    ...(await Promise.all(badTrails.map(([entries, options]) => verifyTrail(entries, options)))),
    ...(await Promise.all(badExports.map((chunks) => verifyExport(chunks, { publicKeys, origin })))),
  ];
  return verdicts.map((verdict, index) => {
    if (verdict.sound) throw new Error(`number ${index} was found sound`);
    return verdict.firstBad;
  });
}

describe('auditTexts', () => {
  it('has the same parameters in both languages', () => {
    for (const { vi, en } of Object.values(auditTexts)) expect(holes(vi)).toEqual(holes(en));
  });

  it('says every finding that a verifier makes, without a hole', async () => {
    const all = await found();
    for (const bad of all) {
      for (const lang of ['vi', 'en'] as const) {
        expect(holes(auditText(bad, lang)), auditText(bad, lang)).toEqual([]);
        expect(auditText(bad, lang)).not.toContain('?');
      }
    }
    const codes = new Set<string>(all.map(({ code }) => code));
    expect(auditFindings.filter((code) => !codes.has(code))).toEqual(['CHAIN_RESTARTED']); // in verify-trail.test.ts
  });

  it('reads well', async () => {
    const said = auditText((await found())[6]!, 'en');
    expect(said).toBe('Steps of instance hs-1 are missing: step 1 should follow, but step 2 was found in entry 1.');
  });
});
