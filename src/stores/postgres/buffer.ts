// Messages that nobody waits for yet.
import { checkMessage, mostMessages } from '../check-message.ts';
import { conditions } from '../conditions.ts';
import type { BufferedMessage, ListedMessage, Store } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';

export async function bufferMessage(
  db: Connection,
  message: BufferedMessage,
): Promise<Pick<BufferedMessage, 'name' | 'key'>> {
  checkMessage(message);
  const { id, name, key, variables, expiresAt } = message;
  // What is there already is locked and given by a change that changes nothing.
  const [kept] = await db.write(
    `INSERT INTO ${db.schema}.messages AS kept (id, name, key, variables, expires_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = kept.name RETURNING name, key`,
    ...[id, name, key, JSON.stringify(variables), expiresAt],
  );
  return kept as unknown as Pick<BufferedMessage, 'name' | 'key'>;
}

export async function bufferedMessages(
  db: Connection,
  { name, key, after, now }: Parameters<Store['bufferedMessages']>[0],
): Promise<readonly ListedMessage[]> {
  const found = conditions();
  found.add('name = ?', name);
  if (key === null) found.add('key IS NULL');
  else found.add('key = ?', key);
  found.add('id > ?', after);
  found.add('expires_at > ?', now);
  const sql = `SELECT * FROM ${db.schema}.messages ${found.where} ORDER BY ${after === undefined ? 'no' : 'id'} LIMIT ?`;
  return rowsOf(db, 'messages', read.messageOf, sql, ...found.values, mostMessages(name));
}

export async function dropBuffered(db: Connection, which: Parameters<Store['dropBuffered']>[0]): Promise<void> {
  if ('id' in which) await db.write(`DELETE FROM ${db.schema}.messages WHERE id = ?`, which.id);
  else await db.write(`DELETE FROM ${db.schema}.messages WHERE expires_at <= ?`, which.expiredAt);
}
