// Messages that nobody waits for yet.
import { conditions } from '../conditions.ts';
import { checkMessage, mostMessages } from '../check-message.ts';
import type { BufferedMessage, ListedMessage, Store } from '../port.ts';
import type { Connection } from './connection.ts';
import { rowsOf } from './query.ts';
import { read } from './rows.ts';

export function bufferMessage(db: Connection, message: BufferedMessage): Pick<BufferedMessage, 'name' | 'key'> {
  checkMessage(message);
  const { id, name, key, variables, expiresAt } = message;
  return db.write(() => {
    db.prepare(addMessage).run(id, name, key, JSON.stringify(variables), expiresAt);
    return db.prepare(keptUnder).get(id) as Pick<BufferedMessage, 'name' | 'key'>;
  });
}

export function bufferedMessages(
  db: Connection,
  { name, key, after, now }: Parameters<Store['bufferedMessages']>[0],
): readonly ListedMessage[] {
  const found = conditions();
  found.add('name = ?', name);
  found.add('key IS ?', key);
  found.add('id > ?', after);
  found.add('expires_at > ?', now);
  return rowsOf(
    db,
    'messages',
    read.messageOf,
    `SELECT * FROM messages ${found.where} ORDER BY ${after === undefined ? 'no' : 'id'} LIMIT ?`,
    ...found.values,
    mostMessages(name) ?? -1,
  );
}

export function dropBuffered(db: Connection, which: Parameters<Store['dropBuffered']>[0]): void {
  if ('id' in which) {
    db.write(() => void db.prepare('DELETE FROM messages WHERE id = ?').run(which.id));
    return;
  }
  // Asked at every poll and mostly in vain: that must not take the lock of those who write.
  const { expiredAt } = which;
  const found = db.read(() => db.prepare('SELECT 1 FROM messages WHERE expires_at <= ? LIMIT 1').get(expiredAt));
  if (found === undefined) return;
  db.write(() => void db.prepare('DELETE FROM messages WHERE expires_at <= ?').run(expiredAt));
}

const addMessage = `INSERT INTO messages (id, name, key, variables, expires_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;
const keptUnder = `SELECT name, key FROM messages WHERE id = ?`;
