// What a store is called in messages and as the origin of its trail: where it is, without the user and without secrets.
import type { Pool } from 'pg';
import { engineError } from '../../model/engine-error.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function nameOf(from: string | Pool, schema: string): string {
  if (typeof from !== 'string') {
    const { host = 'localhost', port = 5432, database = '' } = from.options;
    return `postgres://${host}:${port}/${database}/${schema}`;
  }
  if (!URL.canParse(from)) {
    const problem = 'no address of the form postgres://user@host/database; signs like @ in a password are written %40';
    throw engineError('ARGUMENT_INVALID', { name: 'url', problem });
  }
  const { host, pathname, searchParams } = new URL(from);
  return `postgres://${host === '' ? (searchParams.get('host') ?? '') : host}${pathname}/${schema}`;
}
