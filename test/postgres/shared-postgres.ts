// The server that all test files of this run share, and a schema of its own for each that asks.
import { connect } from 'node:net';
import { Client } from 'pg';
import { inject } from 'vitest';

/** Address of the shared server; started when nobody asked before. */
export async function sharedPostgres(): Promise<string> {
  url ??= ask();
  return url;
}
let url: Promise<string> | null = null;

async function ask(): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    connect(inject('postgresDesk'), '127.0.0.1')
      .on('data', (data) => (answer += data.toString()))
      .on('error', reject)
      .on('end', () => (answer.startsWith('postgres:') ? resolve(answer) : reject(new Error(answer))));
  });
}

let count = 0;
/** A name that no other test of this run uses. */
export function freshSchema(): string {
  count += 1;
  return `t${process.pid}_${count}`;
}

export async function asked(sql: string, at?: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: at ?? (await sharedPostgres()) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
