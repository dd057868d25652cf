// Starts and completes until it is killed, with a row of its own beside each completion; says of each that it is acknowledged.
import { writeSync } from 'node:fs';
import { openEngine } from 'quytrinh';
import { postgresStore } from 'quytrinh/stores/postgres';
import { sqliteStore } from 'quytrinh/stores/sqlite';

const [address = '', schema = '', table = '', places = ''] = process.argv.slice(2);
const store = schema === '' ? sqliteStore(address) : postgresStore(address, { schema });
const engine = await openEngine({ store });
const one = async (): Promise<void> => {
  const { instanceId } = await engine.start('one');
  const [task] = (await engine.tasks({ instanceId })).rows;
  await engine.complete(task?.taskId ?? '', {
    actor: 'a',
    inTransaction: async (tx) => {
      await tx.run(`INSERT INTO ${table} (instance_id, note) VALUES (${places})`, [instanceId, 'x']);
    },
  });
  writeSync(1, `${instanceId}\n`);
};
for (;;) await Promise.all([one(), one(), one()]);
