// The contract of the store port on every store.
import { describe, expect, it } from 'vitest';
import { memoryStore } from 'quytrinh/stores';
import { storeContract, type StoreUnderTest } from 'quytrinh/testing';
import { storeKinds } from './store-kinds.ts';

describe.each(storeKinds)('$kind store keeps the contract', ({ make }) => {
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
