// Stores that older versions have written are opened, brought to the present format, verified, and taken to their end: for ever.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from 'quytrinh';
import { openEngine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { asked, sharedPostgres } from '../postgres/shared-postgres.ts';
import type { Expected } from './expected.ts';
import { finish, standing } from './life.ts';

const here = fileURLToPath(new URL('./fixtures/', import.meta.url));
const versions = readdirSync(here).filter((name) => existsSync(join(here, name, 'expected.json')));

describe('every recorded version', () => {
  it('is there', () => {
    expect(versions.length).toBeGreaterThan(0);
  });
});

describe.each(versions)('a store of version %s', (version) => {
  const expected = JSON.parse(readFileSync(join(here, version, 'expected.json'), 'utf8')) as Expected;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quytrinh-history-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('in SQLite goes on', { timeout: 60_000 }, async () => {
    const file = join(folder, 'store.db');
    copyFileSync(join(here, version, 'store.db'), file);
    await goesOn(() => sqliteStore(file), 'sqlite');
    const store = sqliteStore(file);
    await store.open();
    expect(await store.integrityCheck()).toEqual([]);
    await store.close();
  });

  it('in PostgreSQL goes on', { timeout: 60_000 }, async () => {
    const url = await sharedPostgres();
    const schema = 'quytrinh_history';
    await asked(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await asked(readFileSync(join(here, version, 'store.sql'), 'utf8'));
    try {
      await goesOn(() => postgresStore(url, { schema }), 'postgres');
    } finally {
      await asked(`DROP SCHEMA ${schema} CASCADE`);
    }
  });

  async function goesOn(storeOf: () => Store, kind: keyof Expected['heads']): Promise<void> {
    const head = expected.heads[kind];
    // Brought to the present format, and nothing else done.
    const engine = await openEngine({ store: storeOf() });
    await engine.close();
    await verified(storeOf(), head);
    expect(await standing(storeOf())).toEqual(expected.begun);
    await finish(storeOf());
    const ended = (await standing(storeOf())).map(({ of, status, variables }) => ({ of, status, variables }));
    expect(ended).toEqual(expected.ended);
    const size = await verified(storeOf(), head);
    expect(size).toBeGreaterThan(head.size + 20);
  }

  /** Sound, and of the history that was signed then. */
  async function verified(store: Store, head: { readonly size: number; readonly root: string }): Promise<number> {
    await store.open();
    try {
      const verdict = await verifyStore(store, { publicKeys: [expected.verifierKey] });
      expect(verdict).toMatchObject({ sound: true, strayed: [] });
      expect(await store.checkpoints()).toContainEqual(expect.objectContaining(head));
      return await store.journalSize();
    } finally {
      await store.close();
    }
  }
});
