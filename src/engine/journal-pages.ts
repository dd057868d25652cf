// The journal in order, page after page: of the whole store, or of one instance.
import type { JournalQuery, JournalRow, Store } from './ports.ts';

/** `size`: entries read at once. */
export async function* journalPages(
  store: Store,
  query: Omit<JournalQuery, 'limit'>,
  size: number,
): AsyncGenerator<readonly JournalRow[]> {
  for (let next = query; ;) {
    const rows = await store.journal({ ...next, limit: size });
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    const from = last.position + 1;
    // The steps of one instance are found by their numbers: no page looks for its beginning among those before.
    next = query.instanceId === undefined ? { ...query, from } : { ...query, from, fromSeq: last.seq + 1 };
  }
}
