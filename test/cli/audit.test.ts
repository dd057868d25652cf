// `quytrinh audit verify`: a sound store, every kind of tampering, damage, and files that are no stores.
import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { generateSigningKey, signCheckpoint } from 'quytrinh/audit';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';
import { bpmn, timer, userTask } from './sample.ts';

const { path, write } = workFolder();
const sound = path('kho.db');

interface Report {
  readonly sound: boolean;
  readonly entries: number;
  readonly anchored: number;
  readonly root: string;
  readonly firstBad: {
    code: string;
    position: number;
    instanceId: string;
    seq: number;
    at: string;
    message: string;
  } | null;
  readonly strayed: readonly { what: string; instanceId: string; message: string }[];
  readonly damage: readonly { code: string; message: string }[];
}
const verify = async (file: string, ...args: string[]): Promise<Report & { readonly code: number | null }> => {
  const { code, out } = await quytrinh('audit', 'verify', file, '--format', 'json', ...args);
  return { code, ...(JSON.parse(out) as Report) };
};
let copies = 0;
const copy = (): string => {
  const file = path(`copy${(copies += 1)}.db`);
  copyFileSync(sound, file);
  return file;
};
const tampered = (sql: string): string => {
  const file = copy();
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
  return file;
};

beforeAll(async () => {
  const elements = [userTask('a'), timer('t', 'PT2H'), userTask('b'), timer('u', 'P1D')];
  const file = write('p.bpmn', bpmn([{ id: 'p', elements }]));
  for (const variables of ['{"so": 1}', '{"so": 2}', `{"dai": "${'x'.repeat(60_000)}"}`]) {
    const args = ['--store', sound, '--auto', '--fast-forward', '--at', '2026-06-01T08:00:00+07:00'];
    const { code, err } = await quytrinh('run', file, ...args, '--variables', variables);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }
}, SLOW);

describe('quytrinh audit verify', { timeout: SLOW }, () => {
  it('ends with 0 for a sound store, and leaves it as it was', async () => {
    const before = readFileSync(sound);
    const { code, out } = await quytrinh('audit', 'verify', sound);
    expect(code).toBe(0);
    expect(out).toContain('NGUYÊN VẸN');
    expect(out).toContain('của 3 hồ sơ và 1 quy trình');
    expect(readFileSync(sound).equals(before)).toBe(true);
    expect((await quytrinh('audit', 'verify', sound, '--lang', 'en')).out).toContain('SOUND');
  });

  it('names the first bad entry: position, instance, step, time, what is wrong', async () => {
    const file = tampered(`UPDATE journal SET text = replace(text, '"by":"auto"', '"by":"otto"') WHERE position = 3`);
    const [json, pretty] = await Promise.all([verify(file), quytrinh('audit', 'verify', file)]);
    expect(json).toMatchObject({ code: 1, sound: false, entries: 2 });
    expect(json.firstBad).toMatchObject({
      code: 'CONTENT_CHANGED',
      position: 3,
      seq: 2,
      at: '2026-06-01T08:00:00+07:00',
    });
    expect(pretty.code).toBe(1);
    const { instanceId, message } = json.firstBad!;
    expect(pretty.out).toContain(`vị trí 3, hồ sơ ${instanceId}, bước 2, lúc 01/06/2026 08:00`);
    expect(pretty.out).toContain(message);
  });

  it.each([
    ['an entry removed', 'DELETE FROM journal WHERE position = 3', 'POSITION_GAP', 4],
    ['the last entries removed', 'DELETE FROM journal WHERE position > 5', 'TAIL_TRUNCATED', 6],
    ['a hash overwritten', 'UPDATE journal SET hash = zeroblob(32) WHERE position = 4', 'CONTENT_CHANGED', 4],
    ['a text rewritten', `UPDATE journal SET text = 'xin chào' WHERE position = 1`, 'TEXT_NOT_JSON', 1],
  ])('%s: 1', async (_what, sql, code, position) => {
    const report = await verify(tampered(sql));
    expect(report.code).toBe(1);
    expect(report.firstBad).toMatchObject({ code, position });
  });

  it('finds a state that was changed behind the engine', async () => {
    const report = await verify(tampered(`UPDATE instances SET snapshot = replace(snapshot, '"so":2', '"so":3')`));
    expect(report).toMatchObject({ code: 1, firstBad: null, strayed: [{ what: 'snapshot' }] });
    expect(report.strayed[0]?.message).not.toBe('');
  });

  it('a store with broken pages is damaged: 1, and the first entry that cannot be read is named where that is possible', async () => {
    const file = copy();
    const bytes = readFileSync(file);
    // The page that holds the last step of the last instance.
    const page = bytes.lastIndexOf('"seq":4') & ~4095;
    bytes.fill(0xff, page, page + 4096);
    writeFileSync(file, bytes);
    const report = await verify(file);
    expect(report.code).toBe(1);
    expect(report.firstBad ?? report.damage[0]).toBeDefined();
    expect(report.firstBad?.position ?? 0).toBeGreaterThan(1);
  });

  it.each([
    ['cut in half', (file: string) => truncateSync(file, statSync(file).size / 2)],
    [
      'its first bytes overwritten',
      (file: string) => writeFileSync(file, Buffer.concat([Buffer.alloc(16, 7), readFileSync(file).subarray(16)])),
    ],
    ['a table dropped', (file: string) => new DatabaseSync(file).exec('DROP TABLE timers')],
    ['the middle overwritten', (file: string) => writeFileSync(file, readFileSync(file).fill(0xee, 4096, 40 * 4096))],
  ])('%s: 1', async (_what, damage) => {
    const file = copy();
    damage(file);
    const report = await verify(file);
    expect(report).toMatchObject({ code: 1, sound: false });
    expect(report.damage.length + (report.firstBad === null ? 0 : 1)).toBeGreaterThan(0);
  });

  it('ends with 2 for what is not a store', async () => {
    mkdirSync(path('folder'));
    const other = new DatabaseSync(path('other.db'));
    other.exec('CREATE TABLE t (x)');
    other.close();
    const files = [
      path('none.db'),
      path('folder'),
      path('other.db'),
      write('text.db', 'xin chào '.repeat(999)),
      write('empty.db', ''),
      path('p.bpmn'),
    ];
    for (const { code, out, err } of await Promise.all(files.map((file) => quytrinh('audit', 'verify', file)))) {
      expect(err).toMatch(/^quytrinh: .*(kho|tệp)/);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
  });

  it('holds the trail against a signed checkpoint got by another way', async () => {
    const store = sqliteStore(sound, { readOnly: true });
    await store.open();
    const last = (await store.checkpoints()).at(-1)!;
    await store.close();
    const { name, privateKey, verifierKey } = keyOf();
    const sign = (root: string): string =>
      signCheckpoint({ origin: 'so.example/quytrinh', size: last.size, root, at: last.at }, { name, privateKey });
    const key = write('so.key', verifierKey);
    const good = await verify(sound, '--public-key', `@${key}`, '--checkpoint', write('good.note', sign(last.root)));
    expect(good).toMatchObject({ code: 0, anchored: last.size });
    const bad = await verify(
      sound,
      '--public-key',
      verifierKey,
      '--checkpoint',
      write('bad.note', sign('0'.repeat(64))),
    );
    expect(bad).toMatchObject({ code: 1, firstBad: { code: 'ROOT_DIFFERS' } });
    const alone = await quytrinh('audit', 'verify', sound, '--checkpoint', path('good.note'));
    expect(alone.code).toBe(2);
    const wrongKey = await quytrinh('audit', 'verify', sound, '--public-key', 'not a key');
    expect(wrongKey.code).toBe(2);
  });
});

function keyOf(): { name: string; privateKey: string; verifierKey: string } {
  const { privateKey, verifierKey } = generateSigningKey('so.example');
  return { name: 'so.example', privateKey, verifierKey };
}
