// Every kind of store, made fresh for a test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from 'quytrinh/engine';
import { memoryStore } from 'quytrinh/stores';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { asked, freshSchema, sharedPostgres } from '../postgres/shared-postgres.ts';

export interface FreshStore {
  readonly store: Store;
  /** Another way to the same data. */
  readonly again: () => Store;
  /** Changes rows behind the store; absent: nobody can. */
  readonly sql?: (statement: string) => Promise<void>;
  readonly cleanUp: () => Promise<void>;
}

export const storeKinds: readonly { readonly kind: string; readonly make: () => Promise<FreshStore> }[] = [
  {
    kind: 'memory',
    make: async () => {
      const store = memoryStore();
      return { store, again: () => store, cleanUp: async () => undefined };
    },
  },
  {
    kind: 'sqlite',
    make: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'quytrinh-store-'));
      // What is asked here is right or wrong whether or not the disk is slow.
      const again = (): Store => sqliteStore(join(folder, 'store.db'), { durability: 'normal' });
      const sql = async (statement: string): Promise<void> => {
        const tool = new DatabaseSync(join(folder, 'store.db'));
        tool.exec(statement);
        tool.close();
      };
      return { store: again(), again, sql, cleanUp: async () => rmSync(folder, { recursive: true }) };
    },
  },
  {
    kind: 'postgres',
    make: async () => {
      const url = await sharedPostgres();
      const schema = freshSchema();
      const again = (): Store => postgresStore(url, { schema });
      return {
        store: again(),
        again,
        sql: async (statement) => {
          await asked(`SET search_path TO ${schema}; ${statement}`);
        },
        cleanUp: async () => {
          await asked(`DROP SCHEMA ${schema} CASCADE`);
        },
      };
    },
  },
];
