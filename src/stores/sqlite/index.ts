// Front door of the SQLite store: one file, one node, no server.
export { sqliteStore } from './sqlite-store.ts';
export type { SqliteStore, SqliteStoreOptions } from './options.ts';
export type { StoreProblem } from './problems.ts';
export type { StoreFault } from './integrity-check.ts';
