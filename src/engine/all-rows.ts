// Every row of a list, page after page.
import type { Page, PageQuery } from './ports.ts';

/** One after another, `size` read at once: whoever stops reads no further. */
export async function* eachRow<T>(read: (page: PageQuery) => Promise<Page<T>>, size = 1_000): AsyncGenerator<T> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page<T> = await read(cursor === undefined ? { limit: size } : { limit: size, cursor });
    yield* page.rows;
    cursor = page.next;
  }
}

/** Of lists that are short, as those of one instance. */
export async function allRows<T>(read: (page: PageQuery) => Promise<Page<T>>): Promise<T[]> {
  return collected(eachRow(read));
}

export async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
