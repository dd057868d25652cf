// Where the durable benches keep their stores: a file, or a PostgreSQL server started for the bench. Nothing is left behind.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { Store } from 'quytrinh';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { startPostgres } from '../../test/postgres/start-postgres.ts';

export interface Place {
  readonly kind: 'sqlite' | 'postgres';
  /** A file, or an address with the schema behind `#`. */
  address(name: string): string;
  store(name: string): Store;
  /** All that lies there, on the disk. */
  bytes(name: string): Promise<number>;
  /** Lets the server do now what it would do some time: clean up, statistics, checkpoint. */
  settle(): Promise<void>;
  drop(name: string): Promise<void>;
}

export async function inFiles<T>(act: (place: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quytrinh-bench-'));
  const address = (name: string): string => path.join(folder, `${name}.db`);
  const files = (name: string): string[] => ['', '-wal', '-shm'].map((ending) => address(name) + ending);
  try {
    return await act({
      kind: 'sqlite',
      address,
      store: (name) => sqliteStore(address(name)),
      bytes: async (name) =>
        files(name).reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
      settle: async () => undefined,
      drop: async (name) => {
        for (const file of files(name)) rmSync(file, { force: true });
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function inPostgres<T>(act: (place: Place) => Promise<T>): Promise<T> {
  const server = await startPostgres(asRecommended);
  const ask = async (sql: string): Promise<Record<string, string> | undefined> => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<Record<string, string>>(sql)).rows[0];
    } finally {
      await client.end();
    }
  };
  try {
    return await act({
      kind: 'postgres',
      address: (name) => `${server.url}#${name}`,
      store: (name) => postgresStore(server.url, { schema: name }),
      bytes: async (name) =>
        Number(
          (
            await ask(`SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class
              WHERE relkind = 'r' AND relnamespace = '${name}'::regnamespace`)
          )?.bytes,
        ),
      settle: async () => {
        await ask('VACUUM (ANALYZE)');
        await ask('CHECKPOINT');
      },
      drop: async (name) => {
        await ask(`DROP SCHEMA ${name} CASCADE`);
      },
    });
  } finally {
    await server.stop();
  }
}

/** What docs/sizing.md recommends, and nothing that would make a commit less durable. */
const asRecommended = [
  `shared_buffers=${Math.floor(totalmem() / 4 / 1024 ** 2)}MB`,
  'max_wal_size=16GB',
  'checkpoint_timeout=30min',
].flatMap((setting) => ['-c', setting]);
