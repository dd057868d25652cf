// The store that an operator names: a file, which must be there, or the address of a database.
import { existsSync } from 'node:fs';
import type { Store } from '../../engine/index.ts';
import { isAddress } from '../files/is-address.ts';
import { usageError } from '../usage-error.ts';

export interface StoreChoice {
  readonly where: string;
  readonly schema: string | undefined;
  readonly readOnly: boolean;
}

/** Not opened yet. Throws a UsageError. */
export async function chosenStore({ where, schema, readOnly }: StoreChoice): Promise<Store> {
  if (isAddress(where)) {
    const { postgresStore } = await import('../../stores/postgres/index.ts');
    return postgresStore(where, { schema: schema ?? 'quytrinh', readOnly });
  }
  if (schema !== undefined) throw usageError('optionNeedsOther', { name: '--schema', other: 'postgres://…' });
  if (!existsSync(where)) throw usageError('fileMissing', { file: where });
  const { sqliteStore } = await import('../../stores/sqlite/index.ts');
  return sqliteStore(where, { readOnly });
}
