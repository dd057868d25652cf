// The store port: what the engine needs of a store. Adapters are in `stores/`; one contract suite (testing/) runs on all.
// All rows are plain data. Instants are epoch milliseconds. A store never interprets snapshots, entries or facts.
export type * from './ports/store.ts';
export type * from './ports/steps.ts';
export type * from './ports/definitions.ts';
export type * from './ports/rows.ts';
export type * from './ports/outbox.ts';
export type * from './ports/put-off.ts';
export type * from './ports/journal.ts';
export type * from './ports/lists.ts';
export type * from './ports/unreadable.ts';
