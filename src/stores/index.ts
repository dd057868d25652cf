// Front door of the stores: what needs no driver. The others have doors of their own: `quytrinh/stores/sqlite`, `quytrinh/stores/postgres`.
export { memoryStore } from './memory/memory-store.ts';
