// Reads a database as it lies there, without the store: the checker must not believe what it checks.
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';

export type Row = Readonly<Record<string, string | number | null>>;

export interface Database {
  rows(table: string, order?: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** As it is at this one moment, whoever writes meanwhile. */
export async function readDatabase(address: string): Promise<Database> {
  return address.startsWith('postgres:') ? readPostgres(address) : readSqlite(address);
}

function readSqlite(file: string): Database {
  const database = new DatabaseSync(file);
  database.exec('BEGIN');
  return {
    rows: async (table, order = '1') =>
      database
        .prepare(`SELECT * FROM ${table} ORDER BY ${order}`)
        .all()
        .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))),
    close: async () => database.close(),
  };
}

async function readPostgres(address: string): Promise<Database> {
  const [connectionString = '', schema = ''] = address.split('#');
  const client = new Client({ connectionString });
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return {
    rows: async (table, order = '1') => {
      const { rows, fields } = await client.query<Record<string, unknown>>(
        `SELECT * FROM ${schema}.${table} ORDER BY ${order}`,
      );
      const whole = new Set(fields.filter(({ dataTypeID }) => dataTypeID === BIGINT).map(({ name }) => name));
      return rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            whole.has(name) && value !== null ? Number(value) : plain(value),
          ]),
        ),
      );
    },
    close: () => client.end(),
  };
}

const BIGINT = 20;

function plain(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(value);
}
