// Messages that nobody waits for yet: kept until they are delivered or have expired.
import assert from 'node:assert/strict';
import type { BufferedMessage, Store } from '../../engine/index.ts';
import type { StoreCheck } from './check.ts';
import { first, second, stepOf } from './samples.ts';

export const messageChecks: readonly StoreCheck[] = [
  {
    name: 'messages are kept, the oldest first, by name and key; the same id again changes nothing',
    run: async (store) => {
      const kept = [message({ id: 'z' }), message({ id: 'a', variables: { fee: 2 } })];
      const others = [
        message({ id: 'k', key: null }),
        message({ id: 'o', key: 'HS' }),
        message({ id: 'n', name: 'x' }),
      ];
      for (const row of [...kept, ...others])
        assert.deepEqual({ ...(await store.bufferMessage(row)) }, { name: row.name, key: row.key });
      const again = await store.bufferMessage(message({ id: 'z', name: 'x', key: null, expiresAt: 1 }));
      assert.deepEqual({ ...again }, { name: 'paid', key: 'HS-1' });
      assert.deepEqual(await store.bufferedMessages({ name: 'paid', key: 'HS-1', now: 1_000 }), kept);
      assert.deepEqual(await store.bufferedMessages({ name: 'paid', key: null, now: 1_000 }), [others[0]]);
      assert.deepEqual(await store.bufferedMessages({ name: 'paid', now: 1_000 }), [...kept, ...others.slice(0, 2)]);
      assert.deepEqual(await store.bufferedMessages({ now: 1_000 }), [...kept, ...others]);
      assert.deepEqual(await store.bufferedMessages({ name: 'unknown', key: 'HS-1', now: 1_000 }), []);
    },
  },
  {
    name: 'a message is given until the instant it expires, and dropped by its id or once it has expired',
    run: async (store) => {
      for (const [id, expiresAt] of Object.entries({ a: 10, b: 20, c: 30, d: 40 })) {
        await store.bufferMessage(message({ id, expiresAt }));
      }
      assert.equal(await ids(store, 9), 'a b c d');
      assert.equal(await ids(store, 10), 'b c d');
      await store.dropBuffered({ expiredAt: 20 });
      assert.equal(await ids(store, 0), 'c d');
      await store.dropBuffered({ id: 'c' });
      await store.dropBuffered({ id: 'unknown' });
      assert.equal(await ids(store, 0), 'd');
    },
  },
  {
    name: 'of all messages 1,000 are given at once; those of one name come whole',
    run: async (store) => {
      await Promise.all([...Array(1_003).keys()].map((at) => store.bufferMessage(message({ id: `${at}` }))));
      assert.equal((await store.bufferedMessages({ now: 0 })).length, 1_000);
      assert.equal((await store.bufferedMessages({ name: 'paid', now: 0 })).length, 1_003);
      const byId = [...Array(1_003).keys()].map(String).sort();
      const firstPage = await store.bufferedMessages({ after: '', now: 0 });
      const rest = await store.bufferedMessages({ after: firstPage.at(-1)!.id, now: 0 });
      assert.deepEqual(
        [...firstPage, ...rest].map(({ id }) => id),
        byId,
      );
      assert.equal(firstPage.length, 1_000);
    },
  },
  {
    name: 'the step that delivers a message removes it; a step that is left out does not',
    run: async (store) => {
      await store.bufferMessage(message({ id: 'm' }));
      const changes = [{ table: 'messages', drop: 'm' }] as const;
      await store.commit([stepOf({ instance: { seq: 2 }, changes })]);
      assert.equal(await ids(store, 0), 'm');
      await store.commit([stepOf({ changes }), stepOf({ instance: { instanceId: second }, changes })]);
      assert.equal(await ids(store, 0), '');
      assert.equal((await store.instance(first))?.seq, 1);
    },
  },
];

function message(row: Partial<BufferedMessage>): BufferedMessage {
  return { id: 'm', name: 'paid', key: 'HS-1', variables: { payer: 'Nguyễn Văn A' }, expiresAt: 5_000, ...row };
}

async function ids(store: Store, now: number): Promise<string> {
  return (await store.bufferedMessages({ name: 'paid', key: 'HS-1', now })).map(({ id }) => id).join(' ');
}
