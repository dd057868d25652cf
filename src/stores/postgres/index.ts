// Front door of the PostgreSQL store: one database, many engines that share the work. Needs PostgreSQL 14 or newer.
export { postgresStore } from './postgres-store.ts';
export type { PostgresStore, PostgresStoreOptions } from './options.ts';
export type { StoreProblem } from './problems.ts';
