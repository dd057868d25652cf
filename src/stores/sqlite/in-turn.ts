// Everything asked of a store while a transaction is open that waits for its caller: it must not fall into that transaction.
import type { SqliteStore } from './options.ts';

/** Every method looks and acts in one turn: nothing can begin between. */
export function inTurn(store: SqliteStore, busy: () => Promise<unknown> | null): SqliteStore {
  const methods = Object.entries(store).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value];
    const method = value as (...given: readonly unknown[]) => Promise<unknown>;
    const waiting = async (...given: readonly unknown[]): Promise<unknown> => {
      for (let other = busy(); other !== null; other = busy()) await other;
      return method(...given);
    };
    return [name, waiting];
  });
  return Object.fromEntries(methods) as SqliteStore;
}
