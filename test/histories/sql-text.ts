// A PostgreSQL schema as SQL text, made without the tools of a server: the statements that made its tables, and all rows.
import { Client } from 'pg';

/** Runs `act` and gives the statements by which it made tables, indexes and functions. */
export async function creations(act: () => Promise<void>): Promise<readonly string[]> {
  const made: string[] = [];
  const asking = Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const { query } = asking;
  asking.query = function (this: Client, ...given) {
    const [question] = given as readonly { readonly text?: string }[];
    if (question?.text !== undefined && /^\s*CREATE/.test(question.text))
      made.push(`${question.text.trim().replace(/;$/, '')};`);
    return query.apply(this, given);
  };
  try {
    await act();
  } finally {
    asking.query = query;
  }
  return made;
}

/** Statements that put all rows of the schema in again. */
export async function rowsAsSql(url: string, schema: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const ask = async (sql: string, ...values: string[]): Promise<readonly Record<string, string | null>[]> =>
    (await client.query<Record<string, string | null>>(sql, values)).rows;
  const lines: string[] = [];
  const tables = await ask(
    // What others refer to comes first. Rows of partitions go in through their table.
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      ORDER BY relname <> 'definitions', relname`,
    schema,
  );
  for (const { name } of tables) {
    const columns = await ask(
      `SELECT column_name AS name, pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) AS counter FROM information_schema.columns
        WHERE table_schema = $1 AND table_name = $2 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      ...[schema, name ?? ''],
    );
    const list = columns.map((column) => column.name).join(', ');
    const [found] = await ask(
      `SELECT json_agg(row)::text AS rows FROM (SELECT ${list} FROM ${schema}.${name} ORDER BY 1, 2) AS row`,
    );
    if (found?.rows === null || found?.rows === undefined) continue;
    const rows = found.rows.replaceAll("'", "''");
    lines.push(
      `INSERT INTO ${schema}.${name} (${list}) OVERRIDING SYSTEM VALUE\n` +
        `SELECT ${list} FROM json_populate_recordset(NULL::${schema}.${name},\n'${rows}');`,
    );
    for (const { name: column, counter } of columns.filter((one) => one.counter !== null))
      lines.push(`SELECT setval('${counter}', (SELECT max(${column}) FROM ${schema}.${name}));`);
  }
  await client.end();
  return lines;
}
