// What an operator does to the instances of a store from the command line: suspends, moves, takes them to a new version, hands them to
// another store, puts them into the archive; and what he is told when it can't be done.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openEngine } from 'quytrinh';
import { verifyInstanceDocument, verifyStore, type InstanceDocument } from 'quytrinh/engine';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { bpmn, call, end, start, throwing, message, user } from '../machine/bpmn-text.ts';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';
import { mkdirSync } from 'node:fs';

const { path } = workFolder();
const file = path('kho.db');
const version = (task: string): string =>
  bpmn([start('s'), user(task), user('z'), end('e')], [`s -> ${task} -> z -> e`]);
let ids: string[] = [];

const json = async <T = unknown>(code: number, ...args: string[]): Promise<T> => {
  const run = await quytrinh(...args, '--format', 'json');
  expect([run.code, run.err]).toEqual([code, '']);
  return JSON.parse(run.out) as T;
};
const on = async <T>(act: (engine: Awaited<ReturnType<typeof openEngine>>) => Promise<T>): Promise<T> => {
  const engine = await openEngine({ store: file });
  try {
    return await act(engine);
  } finally {
    await engine.close();
  }
};
const elements = (instanceId: string): Promise<string[]> =>
  on(async (engine) => (await engine.tasks({ instanceId })).rows.map(({ element }) => element));

beforeAll(async () => {
  ids = await on(async (engine) => {
    await engine.deployText(version('a'));
    const started = [];
    for (let n = 0; n < 4; n += 1) started.push((await engine.start('p', { businessKey: `HS-${n}` })).instanceId);
    await engine.deployText(version('b'));
    return started;
  });
}, SLOW);

describe('the command', { timeout: SLOW }, () => {
  it('suspends, resumes and cancels the instances that are named; one that refuses stops no other', async () => {
    const [one = '', two = '', three = ''] = ids;
    const suspended = await json(1, 'instances', 'suspend', file, one, 'nobody', two, '--reason', 'rà soát');
    expect(suspended).toMatchObject({
      ...{ done: 2, refused: 1 },
      results: [
        { instanceId: one, ok: true, seq: 2 },
        { instanceId: 'nobody', code: 'INSTANCE_UNKNOWN' },
        { ok: true },
      ],
    });
    expect(await json(0, 'instances', file, '--suspended', '--count')).toEqual({ count: 2 });
    expect(await quytrinh('instances', 'resume', file, one, two, three, '--actor', 'an', '--lang', 'en')).toEqual({
      ...{ code: 0, err: '' },
      out: `${one}  step 3, active\n${two}  step 3, active\n${three}  step 2, active\n`,
    });
    expect(await json(0, 'instances', 'cancel', file, three, '--reason', 'nộp trùng', '--actor', 'an')).toMatchObject({
      results: [{ ok: true, status: 'cancelled' }],
    });
    const last = await on(async (engine) => (await engine.history(three)).at(-1));
    expect(last).toMatchObject({ actor: { personId: 'an' }, command: { reason: 'nộp trùng' } });
    expect((await quytrinh('instances', 'cancel', file, three)).code).toBe(2);
  });

  it('moves an instance by hand, by the ids of its file', async () => {
    const [one = ''] = ids;
    const modify = ['instances', 'modify', file, one, '--reason', 'làm lại'];
    const { code, err } = await quytrinh(...modify, '--cancel', 'q', '--start', 'z', '--lang', 'en');
    expect([code, err]).toEqual([2, expect.stringMatching(/"q" is not live in .*: .*a \(\d+\)/)]);
    expect((await quytrinh(...modify)).code).toBe(2);
    await json(0, ...modify, '--cancel', 'a', '--start', 'z', '--variables', '{"n": 1}');
    expect(await elements(one)).toEqual(['z']);
    await json(0, ...modify, '--cancel', 'z', '--start', 'a');
    expect(await elements(one)).toEqual(['a']);
  });

  it('takes running instances to another version: first it says which can go', async () => {
    const [one = '', two = '', , four = ''] = ids;
    const migrate = ['migrate', file, '--process', 'p', '--to', '2', '--reason', '12/QĐ'];
    expect(await json(1, ...migrate)).toMatchObject({
      ...{ dryRun: true, done: 0, refused: 3 },
      results: [{ instanceId: one, code: 'MIGRATION_REFUSED', params: { reasons: 'ELEMENT_MISSING a' } }, {}, {}],
    });
    expect((await quytrinh(...migrate)).out).toContain('"a" không có chỗ ở đó');
    const mapped = [...migrate, '--map', 'a=b', '--from', '1'];
    expect(await json(0, ...mapped)).toMatchObject({ dryRun: true, done: 3, refused: 0 });
    expect(await elements(two)).toEqual(['a']);
    const part = await json<{ next: string }>(0, ...mapped, '--do', '--limit', '2', '--key', 'k');
    expect(part).toMatchObject({ done: 2 });
    expect(await json(0, ...mapped, '--do', '--cursor', part.next, '--key', 'k')).toMatchObject({
      done: 1,
      next: null,
    });
    expect([await elements(one), await elements(two), await elements(four)]).toEqual([['b'], ['b'], ['b']]);
    for (const [wrong, said] of [
      [['--map', 'a'], 'old_id=new_id'],
      [['--from', '9'], 'Its versions: 1, 2'],
    ] as const) {
      const { code, err } = await quytrinh(...migrate, ...wrong, '--lang', 'en');
      expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    }
  });

  it('hands an instance to another store, its definition too when that is asked', async () => {
    const [one = ''] = ids;
    const target = path('ho-so.json');
    expect((await quytrinh('instances', 'export', file, one, '--out', target)).code).toBe(0);
    const printed = await quytrinh('instances', 'export', file, one);
    const document = JSON.parse(printed.out) as InstanceDocument;
    expect(verifyInstanceDocument(document)).toMatchObject({ sound: true, instanceId: one });
    expect((await quytrinh('instances', 'export', file, one, '--out', target, '--lang', 'en')).err).toContain('EEXIST');
    expect((await quytrinh('instances', 'export', file, 'nobody')).code).toBe(1);

    const other = path('kho2.db');
    const engine = await openEngine({ store: other });
    await engine.deployText(version('c'));
    await engine.close();
    const bare = await quytrinh('instances', 'import', other, target, '--lang', 'en');
    expect([bare.code, bare.err]).toEqual([2, expect.stringContaining('No deployed definition "p"')]);
    const taken = await json(0, 'instances', 'import', other, target, '--with-definition', '--actor', 'an');
    expect(taken).toEqual({ instanceId: one, seq: document.instance.seq + 1 });
    const again = await openEngine({ store: other });
    expect((await again.definitions('p')).map(({ state }) => state)).toEqual(['effective', 'draft']);
    expect((await again.tasks({ instanceId: one })).rows).toMatchObject([{ element: 'b' }]);
    await again.close();
    expect((await quytrinh('instances', 'import', other, target, '--lang', 'en')).err).toContain(
      'in this store already',
    );
    writeFileSync(path('sai.json'), readFileSync(target, 'utf8').replace('HS-0', 'HS-9'));
    expect((await quytrinh('instances', 'import', other, path('sai.json'))).code).toBe(1);
    expect(await json(0, 'audit', 'verify', target)).toMatchObject({ sound: true, instanceId: one });
    expect(await json(1, 'audit', 'verify', path('sai.json'))).toMatchObject({ sound: false, fault: 'COLUMNS' });
  });

  it('archives what ended: first it says what, then file by file; the verifier compares the folder with the store', async () => {
    const ended = ids[2]!;
    const sending = await on(async (engine) => {
      await engine.deployText(bpmn([start('s'), throwing('t', message('m')), end('e')], ['s -> t -> e'], { id: 'q' }));
      await engine.deployText(bpmn([start('s'), call('c', 'q'), end('e')], ['s -> c -> e'], { id: 'r' }));
      return (await engine.start('q')).instanceId;
    });
    const folder = path('luu-tru');
    const archive = ['archive', file, folder, '--before', '2100-01-01'];
    expect((await quytrinh(...archive, '--lang', 'en')).err).toContain('Make it first');
    mkdirSync(folder);
    const dry = await json(0, ...archive);
    expect(dry).toEqual({
      ...{ archived: [ended], kept: [{ instanceId: sending, reason: 'sending' }], more: false, dryRun: true },
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(await json(0, 'archive', file, folder, '--before', '2020-01-01')).toMatchObject({ archived: [] });
    expect((await quytrinh('archive', file, folder, '--before', '2020-13-01')).code).toBe(2);
    const wrong = await quytrinh('archive', file, folder, '--before', '01/01/2020');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('phải là ngày dạng YYYY-MM-DD')]);
    const modify = ['instances', 'modify', file, 'x', '--reason', 'r', '--start', 'a'];
    const notJson = await quytrinh(...modify, '--variables', '{x}');
    expect([notJson.code, notJson.err]).toEqual([2, expect.stringContaining('không phải JSON (1:2). Ví dụ')]);
    const done = await quytrinh(...archive, '--do', '--lang', 'en');
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('1 instances were archived')]);
    expect(done.out).toContain(`${sending}  something it sent`);
    expect(readdirSync(folder)).toEqual([`${ended}.json`]);

    const verify = ['audit', 'verify', file, '--archive', folder];
    expect(await json(0, ...verify)).toMatchObject({ sound: true, archive: { documents: 1, faults: [] } });
    const document = readFileSync(`${folder}/${ended}.json`, 'utf8');
    for (const [text, code] of [
      [document.replace('"origin":"', '"origin":"x'), 'other'],
      [document.replace('HS-2', 'HS-3'), 'unsound'],
      ['{', 'unreadable'],
    ] as const) {
      writeFileSync(`${folder}/${ended}.json`, text);
      expect(await json(1, ...verify)).toMatchObject({
        sound: false,
        archive: { faults: [{ instanceId: ended, code }] },
      });
    }
    const { code, out } = await quytrinh('audit', 'verify', file, '--archive', path('.'), '--lang', 'en');
    expect([code, out]).toEqual([1, expect.stringContaining('its document is not in the folder')]);
    expect((await quytrinh('audit', 'verify', file, '--archive', path('no'))).code).toBe(2);
    const store = sqliteStore(file, { readOnly: true });
    await store.open();
    expect((await verifyStore(store)).sound).toBe(true);
    await store.close();
  });

  it('says how far long work is, to a terminal and to nobody else', async () => {
    for (const isTerminal of [true, false]) {
      const said: string[] = [];
      const io = {
        ...{ out: () => undefined, err: (line: string) => void said.push(line) },
        ...{ colour: false, isTerminal, closed: () => false },
      };
      for (const args of [
        ['audit', 'verify', file],
        ['archive', file, path('luu-tru'), '--before', '2100-01-01', '--do'],
        ['migrate', file, '--process', 'p', '--to', '1', '--map', 'b=a', '--reason', 'x'],
        ['backup', file, path(`copy-${isTerminal}.db`)],
      ])
        expect(await runCli([...args, '--lang', 'en'], io, {})).toBe(0);
      const [first] = said.filter((line) => line.startsWith('Verifying'));
      if (isTerminal) {
        expect(first).toMatch(/^Verifying the journal: 100 % of \d+ entries$/);
        for (const word of ['Archiving', 'Migrating', 'Copying']) expect(said.join('\n')).toContain(word);
      } else expect(said).toEqual([]);
    }
  });
});
