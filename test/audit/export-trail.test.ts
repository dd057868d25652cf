// Exports: what is written can be read and verified by a stranger, and no byte of it can be changed unnoticed.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  exportTrail,
  generateSigningKey,
  leafHash,
  merkleTree,
  readTrail,
  signCheckpoint,
  verifyExport,
  type ReadTrailLine,
  type TrailExport,
  type VerifyExportOptions,
} from 'quytrinh/audit';
import { describe, expect, it } from 'vitest';
import type { BadEntry } from '../../src/model/journal.ts';
import { checkpointAt, journal, key, origin, publicKeys, rootOfEntries, seal } from './sample-trail.ts';
import { collect } from './collect.ts';

const trail = seal(journal);
const size = trail.length;
const tree = merkleTree(trail.map(({ hash }) => leafHash(hash)));
const checkpoints = [checkpointAt(trail, 4), checkpointAt(trail, 9), checkpointAt(trail, size)];
const known: VerifyExportOptions = { publicKeys, origin };

const lines = (what: Partial<TrailExport> = {}): Promise<string[]> =>
  collect(exportTrail({ origin, checkpoints, entries: trail, ...what }));
const whole = await lines();
const dossier = trail.filter(({ instanceId }) => instanceId === 'hs-2');
const excerpt = await lines({ entries: dossier, tree });
const shortTrail = trail.slice(0, 4);
const [shortWhole, shortExcerpt] = [
  await lines({ entries: shortTrail, checkpoints: checkpoints.slice(0, 1) }),
  await lines({ entries: dossier.slice(0, 1), tree, checkpoints: checkpoints.slice(0, 2) }),
];

async function firstBad(chunks: Iterable<string>, options = known): Promise<BadEntry> {
  const verdict = await verifyExport(chunks, options);
  if (verdict.sound) throw new Error(`found sound: ${JSON.stringify(verdict)}`);
  return verdict.firstBad;
}

describe('an export', () => {
  it('of the whole trail is sound, in chunks of any size', async () => {
    const sound = { sound: true, scope: 'whole', origin, entries: size, instances: 3, anchored: size };
    expect(await verifyExport(whole, known)).toMatchObject(sound);
    const text = whole.join('');
    for (const length of [1, 7, 1000, text.length]) {
      const chunks = Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
        text.slice(at * length, (at + 1) * length),
      );
      expect(await verifyExport(chunks, known)).toMatchObject(sound);
    }
    expect(await verifyExport([text.slice(0, -1)], known)).toMatchObject(sound);
  });

  it('of one instance is sound without the others, and does not contain them', async () => {
    expect(await verifyExport(excerpt, known)).toEqual({
      sound: true,
      scope: 'excerpt',
      origin,
      entries: 3,
      instances: 1,
      anchored: size,
      archived: 0,
    });
    expect(excerpt.join('')).not.toContain('hs-1');
  });

  it('carries what is stored as it is, also what is not sound', async () => {
    const damaged = trail.with(3, { ...trail[3]!, text: ' {"not": canonical', hash: 'none' });
    const read = await collect(readTrail(await lines({ entries: damaged })));
    expect(read[7]).toMatchObject({ sound: true, line: { kind: 'entry', text: ' {"not": canonical', hash: 'none' } });
    expect(await firstBad(await lines({ entries: damaged }))).toMatchObject({ code: 'TEXT_NOT_JSON', position: 4 });
  });

  it('may be of an empty trail', async () => {
    expect(await verifyExport(await lines({ entries: [], checkpoints: [] }), known)).toMatchObject({
      sound: true,
      entries: 0,
      anchored: 0,
    });
  });

  it('without a checkpoint is not anchored', async () => {
    expect(await verifyExport(await lines({ checkpoints: [] }), known)).toMatchObject({
      sound: true,
      entries: size,
      anchored: 0,
    });
  });

  it('agrees with its JSON Schema, line by line', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/audit-export.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    for (const line of [...whole, ...excerpt])
      expect(validate(JSON.parse(line)), JSON.stringify(validate.errors)).toBe(true);
    for (const line of excerpt) {
      const value = JSON.parse(line) as Record<string, unknown>;
      expect(validate({ ...value, more: 1 })).toBe(false);
      for (const name of Object.keys(value)) {
        expect(validate({ ...value, [name]: false })).toBe(false);
        const { [name]: _, ...rest } = value;
        expect(validate(rest)).toBe(false);
      }
    }
  });

  it('of an excerpt needs a checkpoint to prove against, and one not beyond the tree', async () => {
    await expect(lines({ tree, checkpoints: [] })).rejects.toThrow(/ARGUMENT_INVALID/);
    await expect(lines({ tree, checkpoints: ['rubbish'] })).rejects.toThrow(/ARGUMENT_INVALID/);
    await expect(lines({ tree: merkleTree([]) })).rejects.toThrow(/ARGUMENT_INVALID/);
  });
});

describe.each([
  ['the whole trail', whole, shortWhole],
  ['an excerpt', excerpt, shortExcerpt],
])('an export of %s that was tampered with', (_, sound, short) => {
  const text = sound.join('');

  it('is not sound with any byte of the file changed', async () => {
    const bytes = Buffer.from(short.join(''));
    expect(await verifyExport([bytes.toString()], known)).toMatchObject({ sound: true });
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= [0x01, 0x20, 0x80, 0x04][at % 4]!;
      const found = await verifyExport([changed.toString()], known);
      expect(found.sound, `byte ${at}: ${changed.subarray(at - 20, at + 20).toString()}`).toBe(false);
    }
  });

  it('is not sound cut off anywhere', async () => {
    for (let length = 0; length < text.length - 1; length += 13) {
      expect((await verifyExport([text.slice(0, length)], known)).sound).toBe(false);
    }
    for (let count = 0; count < sound.length; count += 1) {
      expect((await verifyExport(sound.slice(0, count), known)).sound).toBe(false);
    }
  });

  it('is not sound with any line removed, doubled or moved', async () => {
    for (let at = 0; at < sound.length; at += 1) {
      expect((await verifyExport(sound.toSpliced(at, 1), known)).sound, `removed ${at}`).toBe(false);
      expect((await verifyExport(sound.toSpliced(at, 0, sound[at]!), known)).sound, `doubled ${at}`).toBe(false);
      if (at === 0 || sound[at]!.includes('"checkpoint"') === sound[at - 1]!.includes('"checkpoint"')) continue;
      const moved = sound.with(at, sound[at - 1]!).with(at - 1, sound[at]!);
      expect((await verifyExport(moved, known)).sound, `moved ${at}`).toBe(false);
    }
  });
});

describe('an excerpt', () => {
  const part = (kind: string): string[] => excerpt.filter((line) => line.includes(`"kind":"${kind}"`));
  const [head, notes, consistencies, [end]] = [part('header'), part('checkpoint'), part('consistency'), part('end')];

  it('does not hide a step between two others', async () => {
    const gap = await lines({ entries: dossier.toSpliced(1, 1), tree });
    expect(await firstBad(gap)).toMatchObject({ code: 'SEQ_GAP', instanceId: 'hs-2', seq: 3, params: { expected: 2 } });
  });

  it('does not take an entry that is not in the signed log', async () => {
    const forged = seal(journal.map((entry) => ({ ...entry, actor: null })));
    const proofs = merkleTree(forged.map(({ hash }) => leafHash(hash)));
    expect(
      await firstBad(await lines({ entries: forged.filter(({ instanceId }) => instanceId === 'hs-2'), tree })),
    ).toMatchObject({ code: 'NOT_INCLUDED', position: 2 });
    const wholly = await lines({ entries: forged.filter(({ instanceId }) => instanceId === 'hs-2'), tree: proofs });
    expect(await firstBad(wholly)).toMatchObject({ code: 'NOT_CONSISTENT' });
    expect(
      await firstBad(await lines({ entries: forged.slice(0, 1), tree: proofs, checkpoints: checkpoints.slice(2) })),
    ).toMatchObject({ code: 'NOT_INCLUDED', position: 1 });
  });

  it('must agree with the checkpoints the verifier kept', async () => {
    const kept = checkpointAt(trail, 6);
    expect(await firstBad(excerpt, { ...known, checkpoints: [kept] })).toMatchObject({
      code: 'PROOF_MISSING',
      params: { first: 6, second: size },
    });
    const linked = await lines({ entries: dossier, tree, checkpoints: [...checkpoints, kept] });
    expect(await verifyExport(linked, { ...known, checkpoints: [kept] })).toMatchObject({
      sound: true,
      anchored: size,
    });
    const other = signCheckpoint({ origin, size: 6, root: '0'.repeat(64), at: 0 }, key);
    expect((await firstBad(linked, { ...known, checkpoints: [other] })).code).toBe('NOT_CONSISTENT');
  });

  it('must have its proofs lead to the newest checkpoint', async () => {
    const [, , newest] = notes;
    const without = [
      ...head,
      ...notes.filter((line) => line !== newest),
      ...excerpt.slice(head.length + notes.length + consistencies.length, -1),
      end!.replace('"checkpoints":3', '"checkpoints":2').replace('"consistencies":2', '"consistencies":0'),
    ];
    expect(await firstBad(without)).toMatchObject({ code: 'PROOF_MISSING' });
    expect(await firstBad(excerpt, { publicKeys: [generateSigningKey(origin).verifierKey] })).toMatchObject({
      code: 'CHECKPOINT_KEY_UNKNOWN',
    });
    // hs-2 has an entry beyond position 9
    const older = lines({ entries: dossier, tree, checkpoints: checkpoints.slice(1, 2) });
    await expect(older).rejects.toMatchObject({ code: 'ARGUMENT_INVALID', params: { name: 'index' } });
  });
});

describe('verifyExport', () => {
  it('wants the origin the verifier expects', async () => {
    expect(await firstBad(whole, { publicKeys, origin: 'khac.example' })).toMatchObject({
      code: 'LINE_FIELD_INVALID',
      params: { line: 1, field: 'origin' },
    });
  });

  it('compares the whole trail with checkpoints the verifier kept', async () => {
    const rewritten = seal(journal.with(2, { ...journal[2]!, actor: null }));
    const resigned = await lines({ entries: rewritten, checkpoints: [checkpointAt(rewritten, size)] });
    expect(await verifyExport(resigned, known)).toMatchObject({ sound: true });
    expect(await firstBad(resigned, { ...known, checkpoints: [checkpoints[0]!] })).toMatchObject({
      code: 'ROOT_DIFFERS',
      params: { from: 1, to: 4, expected: rootOfEntries(trail.slice(0, 4)) },
    });
  });

  it('refuses a misspelt option', async () => {
    await expect(verifyExport(whole, { publicKeys, checkpoint: [] } as VerifyExportOptions)).rejects.toThrow(
      /OPTION_UNKNOWN/,
    );
  });
});

describe('readTrail', () => {
  const bad = async (text: string): Promise<BadEntry | undefined> => {
    const last = (await collect(readTrail([text]))).at(-1) as ReadTrailLine;
    return last.sound ? undefined : last.firstBad;
  };

  it('names line and fault', async () => {
    const [header, checkpoint] = whole as [string, string];
    expect(await bad('')).toMatchObject({ code: 'EXPORT_TRUNCATED', params: { line: 0 } });
    expect(await bad('\n')).toMatchObject({ code: 'LINE_NOT_JSON', params: { line: 1 } });
    expect(await bad(header + '{"kind"\n')).toMatchObject({ code: 'LINE_NOT_JSON', params: { line: 2 } });
    expect(await bad(header.replace('\n', '\r\n'))).toMatchObject({ code: 'LINE_NOT_CANONICAL', params: { line: 1 } });
    expect(await bad(checkpoint)).toMatchObject({ code: 'LINE_OUT_OF_PLACE', params: { line: 1, kind: 'checkpoint' } });
    expect(await bad(header + header)).toMatchObject({
      code: 'LINE_OUT_OF_PLACE',
      params: { line: 2, kind: 'header' },
    });
    expect(await bad(header + '{"kind":"surprise"}\n')).toMatchObject({
      code: 'LINE_UNKNOWN',
      params: { line: 2, kind: 'surprise' },
    });
    expect(await bad(header + '[]\n')).toMatchObject({ code: 'LINE_UNKNOWN', params: { line: 2 } });
    expect(await bad(header.replace('"version":1', '"version":2'))).toMatchObject({
      code: 'LINE_FIELD_INVALID',
      params: { line: 1, kind: 'header', field: 'version' },
    });
    expect(await bad(whole.join('').replace('"entries":12', '"entries":13'))).toMatchObject({
      code: 'EXPORT_COUNT_DIFFERS',
      params: { line: 17, kind: 'entry', expected: 13, found: 12 },
    });
    expect(await bad(whole.join('') + whole.at(-1)!)).toMatchObject({
      code: 'LINE_OUT_OF_PLACE',
      params: { line: 18, kind: 'end' },
    });
  });

  it('takes no line beyond the limit', async () => {
    const chunk = 'x'.repeat(1024 * 1024);
    const endless = function* (): Generator<string> {
      for (;;) yield chunk;
    };
    const [only] = await collect(readTrail(endless()));
    expect(only).toMatchObject({ sound: false, firstBad: { code: 'LINE_TOO_LONG' } });
  });
});
