// The contract of the store port on every store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryStore } from 'quytrinh/stores';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { storeContract, type MakeStore, type StoreUnderTest } from 'quytrinh/testing';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';

const stores: readonly { readonly kind: string; readonly make: MakeStore }[] = [
  { kind: 'memory', make: () => ({ store: memoryStore() }) },
  {
    kind: 'sqlite',
    make: () => {
      const folder = mkdtempSync(join(tmpdir(), 'quytrinh-contract-'));
      const file = join(folder, 'store.db');
      return {
        // What is asked here is right or wrong whether or not the disk is slow.
        store: sqliteStore(file, { durability: 'normal' }),
        again: () => sqliteStore(file, { durability: 'normal' }),
        cleanUp: async () => rmSync(folder, { recursive: true }),
      };
    },
  },
  {
    kind: 'postgres',
    make: async () => {
      const url = await sharedPostgres();
      const schema = freshSchema();
      return {
        store: postgresStore(url, { schema }),
        again: () => postgresStore(url, { schema }),
        cleanUp: async () => void (await asked(`DROP SCHEMA ${schema} CASCADE`)),
      };
    },
  },
];

describe.each(stores)('$kind store keeps the contract', ({ make }) => {
  for (const { name, run } of storeContract(make)) it(name, run);
});

describe('the contract', () => {
  it('fails a store that forgets a row, gives a wrong position or takes a key twice', async () => {
    const failing = async (change: Partial<StoreUnderTest['store']>): Promise<number> => {
      const checks = storeContract(() => ({ store: { ...memoryStore(), ...change } }));
      const results = await Promise.allSettled(checks.map(({ run }) => run()));
      return results.filter(({ status }) => status === 'rejected').length;
    };
    expect(await failing({})).toBe(0);
    expect(await failing({ task: async () => null })).toBeGreaterThan(0);
    expect(await failing({ usedKey: async () => null })).toBeGreaterThan(0);
    expect(await failing({ nextDueAt: async () => null })).toBeGreaterThan(0);
    expect(await failing({ commit: async (steps) => steps.map(() => ({ ok: true, position: 1 })) })).toBeGreaterThan(0);
  });
});
