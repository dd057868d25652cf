// What holds for every method: it never falls into a transaction that waits for its caller, and what it has written is on the disk when
// it answers.
import type { Connection } from './connection.ts';
import type { SqliteStore } from './options.ts';

/** Every method looks and acts in one turn: nothing can begin between. */
export function inTurn(store: SqliteStore, connection: () => Connection | null): SqliteStore {
  const methods = Object.entries(store).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value];
    const method = value as (...given: readonly unknown[]) => Promise<unknown>;
    const waiting = async (...given: readonly unknown[]): Promise<unknown> => {
      let db = connection();
      for (; db !== null && db.busy !== null; db = connection()) await db.busy;
      const before = db?.commits;
      const answer = method(...given);
      if (db === null || db.commits === before) return answer;
      const result = await answer;
      await db.durable();
      return result;
    };
    return [name, waiting];
  });
  return Object.fromEntries(methods) as SqliteStore;
}
