// `node --conditions=source test/histories/record.ts [--again]`: records what this version keeps, for every later version to open.
// Done once, when a version is released; `--again` overwrites a record of a version that is not out yet.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from 'quytrinh';
import { generateSigningKey } from 'quytrinh/audit';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { startPostgres } from '../postgres/start-postgres.ts';
import type { Expected } from './expected.ts';
import { finish, live, origin, standing } from './life.ts';
import { creations, rowsAsSql } from './sql-text.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8')) as { version: string };
const folder = join(here, 'fixtures', version);
if (existsSync(folder) && !process.argv.includes('--again')) {
  process.stderr.write(`${folder} is there already. A record of a released version is never made again.\n`);
  process.exitCode = 2;
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await record();
}

async function record(): Promise<void> {
  const signingKey = generateSigningKey(origin);

  const file = join(folder, 'store.db');
  await live(sqliteStore(file), signingKey);
  const inFile = await headOf(sqliteStore(file, { readOnly: true }));

  const schema = 'quytrinh_history';
  const server = await startPostgres();
  const made = await creations(() => live(postgresStore(server.url, { schema }), signingKey));
  const statements = [...made, ...(await rowsAsSql(server.url, schema))];
  writeFileSync(join(folder, 'store.sql'), `${statements.join('\n\n')}\n`);
  const inServer = await headOf(postgresStore(server.url, { schema }));
  await server.stop();

  // How it stands and how it ends is learnt from a copy.
  const draft = mkdtempSync(join(tmpdir(), 'quytrinh-record-'));
  const copy = join(draft, 'store.db');
  copyFileSync(file, copy);
  const begun = await standing(sqliteStore(copy));
  await finish(sqliteStore(copy));
  const ended = (await standing(sqliteStore(copy))).map(({ of, status, variables }) => ({ of, status, variables }));
  rmSync(draft, { recursive: true });
  const expected: Expected = {
    verifierKey: signingKey.verifierKey,
    heads: { sqlite: inFile, postgres: inServer },
    begun,
    ended,
  };
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
}

async function headOf(store: Store): Promise<Expected['heads']['sqlite']> {
  await store.open();
  const last = (await store.checkpoints()).at(-1);
  await store.close();
  if (last === undefined) throw new Error('no checkpoint was made');
  return { size: last.size, root: last.root };
}
