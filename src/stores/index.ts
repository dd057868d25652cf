// Front door of the stores: what needs no driver. SQLite has a door of its own: `quytrinh/stores/sqlite`.
export { memoryStore } from './memory/memory-store.ts';
