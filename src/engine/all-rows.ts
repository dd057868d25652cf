// Every row of a list, page after page.
import type { Page, PageQuery } from './ports.ts';

type Read<T> = (page: PageQuery) => Promise<Page<T>>;

/** One after another, `size` read at once: whoever stops reads no further. */
export async function* eachRow<T>(read: Read<T>, size = 1_000): AsyncGenerator<T> {
  for await (const { rows } of eachPage(read, size)) yield* rows;
}

export async function* eachPage<T>(read: Read<T>, limit: number): AsyncGenerator<Page<T>> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page<T> = await read(cursor === undefined ? { limit } : { limit, cursor });
    yield page;
    cursor = page.next;
  }
}

export async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
