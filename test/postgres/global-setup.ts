// One PostgreSQL server for all test files of a run. They run in processes of their own, so they ask for it here, and it is
// started when the first one asks: a run of other tests pays nothing.
import { createServer, type AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startPostgres, type PostgresServer } from './start-postgres.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | null = null;
  const desk = createServer((socket) => {
    socket.on('error', () => undefined);
    server ??= startPostgres();
    server.then(
      ({ url }) => socket.end(url),
      (error: unknown) => socket.end(`failed: ${String(error)}`),
    );
  });
  await new Promise<void>((resolve) => {
    desk.listen(0, '127.0.0.1', resolve);
  });
  project.provide('postgresDesk', (desk.address() as AddressInfo).port);
  return async () => {
    desk.close();
    await (await server)?.stop();
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresDesk: number;
  }
}
