// One PostgreSQL server for all test files of a run. They run in processes of their own, so they ask for it here, and it is
// started when the first one asks: a run of other tests pays nothing. With QUYTRINH_TEST_POSTGRES (`postgres://user:password@host/database`, of a
// user who may do everything) that server is asked instead, for tests against other versions; tests that stop a server start their own.
import { createServer, type AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startPostgres, type PostgresServer } from './start-postgres.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['QUYTRINH_TEST_POSTGRES'];
  let server: Promise<Pick<PostgresServer, 'url' | 'stop'>> | null = null;
  const desk = createServer((socket) => {
    socket.on('error', () => undefined);
    server ??= given === undefined ? startPostgres() : Promise.resolve({ url: given, stop: async () => undefined });
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
