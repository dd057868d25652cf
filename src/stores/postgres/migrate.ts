// Brings a schema to the format of this version, one numbered step after the other, all of them or none.
import { engineError } from '../../model/engine-error.ts';
import { BEGIN, type Ask, type Connection } from './connection.ts';
import { currentFormat, migrations } from './migrations/index.ts';
import { storeError } from './problems.ts';

/** Throws EngineError STORE_OPEN, STORE_NEWER, STORE_NOT_OURS. */
export async function migrate(db: Connection): Promise<void> {
  await db.withClient('open', async (ask) => {
    await checkServer(db, ask);
    if ((await formatOf(db, ask)) === currentFormat) return;
    await ask(BEGIN);
    // One at a time: others that open the same store at this moment wait here, and then find it done.
    await ask(`SELECT pg_advisory_xact_lock(hashtextextended(?, 0))`, `quytrinh.migrate.${db.schema}`);
    const found = await formatOf(db, ask);
    if (found === 0) {
      if (await isTaken(db, ask)) throw engineError('STORE_NOT_OURS', { file: db.context.name });
      // Who may not make schemas is given one; asking to make it if it is not there needs the right in any case.
      const [there] = await ask(`SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?`, db.schema);
      if (there === undefined) await ask(`CREATE SCHEMA ${db.schema}`);
      await ask(
        `CREATE TABLE ${db.schema}.store_format (number bigint PRIMARY KEY, since timestamptz DEFAULT now() NOT NULL)`,
      );
    }
    for (const { number, sql } of migrations.slice(found)) {
      await ask(sql(db.schema));
      await ask(`INSERT INTO ${db.schema}.store_format (number) VALUES (?)`, number);
    }
    await ask('COMMIT');
  });
}

/** The same question without the act. Throws EngineError STORE_OPEN, STORE_NEWER, STORE_NOT_OURS. */
export async function checkFormat(db: Connection): Promise<void> {
  await db.withClient('open', async (ask) => {
    await checkServer(db, ask);
    const found = await formatOf(db, ask);
    if (found === currentFormat) return;
    const { name } = db.context;
    if (found > 0) throw storeError('STORE_OPEN', name, 'olderFormat', { found, known: currentFormat });
    if (await isTaken(db, ask)) throw engineError('STORE_NOT_OURS', { file: name });
    throw storeError('STORE_OPEN', name, 'noStore', { schema: db.schema });
  });
}

async function checkServer(db: Connection, ask: Ask): Promise<void> {
  const [server] = await ask(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
      current_setting('server_encoding') AS encoding, current_setting('default_transaction_isolation') AS isolation`,
  );
  db.isStricter = server?.isolation !== 'read committed';
  if (Number(server?.number) < OLDEST_SERVER * 10_000) {
    const found = String(server?.version);
    throw storeError('STORE_OPEN', db.context.name, 'oldServer', { found, oldest: OLDEST_SERVER });
  }
  if (server?.encoding !== 'UTF8') {
    throw storeError('STORE_OPEN', db.context.name, 'encoding', { found: String(server?.encoding) });
  }
}

/** 0 when there is no store yet. Throws EngineError STORE_NEWER. */
async function formatOf(db: Connection, ask: Ask): Promise<number> {
  // Asked of the catalogue itself: to_regclass() may still remember that there was none, from before the wait for the lock.
  const [table] = await ask(`${relations} AND relname = 'store_format'`, db.schema);
  if (table === undefined) return 0;
  const [format] = await ask(`SELECT coalesce(max(number), 0) AS number FROM ${db.schema}.store_format`);
  const found = Number(format?.number);
  if (found > currentFormat) {
    throw engineError('STORE_NEWER', { file: db.context.name, found, known: currentFormat });
  }
  return found;
}

/** Tables of somebody else. */
async function isTaken(db: Connection, ask: Ask): Promise<boolean> {
  const [relation] = await ask(`${relations} LIMIT 1`, db.schema);
  return relation !== undefined;
}

const relations = `SELECT 1 FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = ?`;

const OLDEST_SERVER = 14;
