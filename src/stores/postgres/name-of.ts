// What a store is called in messages and as the origin of its trail: where it is, without the user and without secrets.
import type { Pool } from 'pg';
import { invalidArgument } from '../../model/invalid.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function nameOf(from: string | Pool, schema: string): string {
  if (typeof from !== 'string') {
    const { host = 'localhost', port = 5432, database = '' } = from.options;
    return `postgres://${host}:${port}/${database}/${schema}`;
  }
  if (!URL.canParse(from)) {
    throw invalidArgument('url', 'NOT_POSTGRES');
  }
  const { host, pathname, searchParams } = new URL(from);
  return `postgres://${host === '' ? (searchParams.get('host') ?? '') : host}${pathname}/${schema}`;
}
