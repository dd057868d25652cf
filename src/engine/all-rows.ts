// Every row of a list, page after page: for lists that are short, as those of one instance.
import type { Page, PageQuery } from './ports.ts';

export async function allRows<T>(read: (page: PageQuery) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page<T> = await read(cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor });
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

const PAGE = 1_000;
