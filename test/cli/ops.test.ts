// What an operator asks of a store: lists, counts, another try, and a copy taken while engines work.
import { existsSync } from 'node:fs';
import { openEngine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { bpmn, end, start, user, xor } from '../machine/bpmn-text.ts';
import { quytrinh, SLOW, workFolder } from './quytrinh.ts';

const { path } = workFolder();
const file = path('kho.db');
const source = bpmn([start('s'), user('a'), end('e')], ['s -> a -> e']);
const stuck = bpmn([start('s'), xor('g'), end('e')], ['s -> g', 'g -> e if x > 0'], { id: 'q' });
const ids: string[] = [];

beforeAll(async () => {
  const engine = await openEngine({ store: file });
  await engine.deployText(source);
  await engine.deployText(stuck);
  for (const businessKey of ['HS-1', 'HS-2', 'KN-1']) ids.push((await engine.start('p', { businessKey })).instanceId);
  for (let n = 0; n < 2; n += 1) ids.push((await engine.start('q', { variables: { x: 'none' } })).instanceId);
  await engine.close();
}, SLOW);

const json = async <T>(...args: string[]): Promise<T> => {
  const { code, out } = await quytrinh(...args, '--format', 'json');
  expect(code).toBe(0);
  return JSON.parse(out) as T;
};
type Rows = {
  readonly rows: readonly { readonly instanceId: string; readonly code?: string }[];
  readonly next: string | null;
};

describe('an operator', () => {
  it(
    'lists and counts instances and incidents, page by page',
    async () => {
      const found = await json<Rows>('instances', file, '--key', 'HS-', '--status', 'active');
      expect(found.rows.map(({ instanceId }) => instanceId)).toEqual(ids.slice(0, 2));
      const page = await json<Rows>('instances', file, '--limit', '4');
      const rest = await json<Rows>('instances', file, '--limit', '4', '--cursor', page.next!);
      expect([...page.rows, ...rest.rows].map(({ instanceId }) => instanceId)).toEqual(ids);
      const urgent = await json<Rows>('instances', file, '--order', 'due', '--limit', '4');
      const nextUrgent = await json<Rows>('instances', file, '--order', 'due', '--cursor', urgent.next!);
      expect(new Set([...urgent.rows, ...nextUrgent.rows].map(({ instanceId }) => instanceId)).size).toBe(
        page.rows.length + rest.rows.length,
      );
      expect(await quytrinh('instances', file, '--order', 'due', '--cursor', page.next!)).toMatchObject({ code: 2 });
      expect(await json('instances', file, '--incident', '--count')).toEqual({ count: 2 });
      expect((await json<Rows>('incidents', file, '--process', 'q')).rows).toMatchObject([
        { instanceId: ids[3], code: 'EXPRESSION_FAILED' },
        { instanceId: ids[4], code: 'EXPRESSION_FAILED' },
      ]);
      const { out } = await quytrinh('incidents', file, '--lang', 'en', '--element', 'g');
      expect(out).toContain(`${ids[3]!}:`);
      expect((await quytrinh('instances', file, '--key', 'zz', '--lang', 'en')).out).toContain('None.');
    },
    SLOW,
  );

  it(
    'is told what was asked wrongly, and nothing is made',
    async () => {
      expect(await quytrinh('instances', path('no.db'), '--lang', 'en')).toMatchObject({ code: 2 });
      expect(existsSync(path('no.db'))).toBe(false);
      expect(await quytrinh('incidents', file, '--limit', 'x')).toMatchObject({ code: 2 });
      expect(await quytrinh('incidents', file, '--cursor', 'x')).toMatchObject({ code: 2 });
      const { code, err } = await quytrinh('backup', 'postgres://localhost/x', path('x.db'), '--lang', 'en');
      expect([code, err]).toEqual([2, expect.stringContaining('pg_dump')]);
    },
    SLOW,
  );

  it(
    'tries again what is stuck, with corrected variables',
    async () => {
      expect(await json('retry', file, '--process', 'q', '--dry-run')).toMatchObject({ done: 2 });
      expect(await json('incidents', file, '--count')).toEqual({ count: 2 });
      expect(await json('retry', file, '--process', 'q', '--variables', '{"x": 1}')).toMatchObject({
        done: 2,
        refused: 0,
      });
      expect(await json('incidents', file, '--count')).toEqual({ count: 0 });
    },
    SLOW,
  );

  it(
    'copies a store while an engine works on it; the copy is sound, and its instances go on to their end',
    async () => {
      const engine = await openEngine({ store: file });
      const target = path('copy.db');
      const copying = new AbortController();
      const load = (async () => {
        let steps = 0;
        for (; !copying.signal.aborted; steps += 2) {
          const { instanceId } = await engine.start('p');
          const [task] = (await engine.tasks({ instanceId })).rows;
          await engine.complete(task!.taskId, { actor: 'an' });
        }
        return steps;
      })();
      const { code, out } = await quytrinh('backup', file, target, '--lang', 'en');
      copying.abort();
      expect([code, out]).toEqual([0, expect.stringContaining('copy.db')]);
      expect(await load).toBeGreaterThan(0);
      await engine.close();
      expect(await quytrinh('backup', file, target)).toMatchObject({
        code: 2,
        err: expect.stringContaining(`Đã có tệp "${target}". Hãy chọn tên khác`) as string,
      });

      expect(await quytrinh('audit', 'verify', target)).toMatchObject({ code: 0 });
      const again = await openEngine({ store: target });
      for (const { taskId } of (await again.tasks({ limit: 1_000 })).rows)
        await again.complete(taskId, { actor: 'an' });
      expect(await again.count('instances', { status: 'active' })).toBe(0);
      await again.close();
      const store = sqliteStore(target, { readOnly: true });
      await store.open();
      expect((await verifyStore(store)).sound).toBe(true);
      await store.close();
    },
    SLOW,
  );
});
