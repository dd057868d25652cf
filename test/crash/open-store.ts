// A store by the address a child is given: `postgres://…#schema`, or the path of a file.
import type { Store } from 'quytrinh/engine';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';

export function storeAt(address: string): Store {
  if (!address.startsWith('postgres:')) return sqliteStore(address, { busyTimeoutMs: 30_000 });
  const [url = '', schema = ''] = address.split('#');
  return postgresStore(url, { schema, retryForMs: 60_000 });
}
