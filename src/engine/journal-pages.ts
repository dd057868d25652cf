// The journal in order, page after page: of the whole store, or of one instance.
import type { JournalQuery, JournalRow, Store } from './ports.ts';

/** `size`: entries read at once. */
export async function* journalPages(
  store: Store,
  { from = 1, ...query }: Omit<JournalQuery, 'limit'>,
  size: number,
): AsyncGenerator<readonly JournalRow[]> {
  for (let next = from; ;) {
    const rows = await store.journal({ ...query, from: next, limit: size });
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    next = last.position + 1;
  }
}
