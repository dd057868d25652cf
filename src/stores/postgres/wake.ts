// Listens to what commits of all engines say: there is work. One connection, for as long as somebody listens; while it is broken,
// nothing is heard, and the listeners are called once it is back.
import { setTimeout as wait } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Connection } from './connection.ts';
import { wakeChannel } from './names.ts';

export interface Wake {
  listen(listener: () => void): () => void;
  close(): Promise<void>;
}

export function wakeOf(db: Connection): Wake {
  const listeners = new Set<() => void>();
  let client: PoolClient | null = null;
  let running: Promise<void> | null = null;
  let stop: (() => void) | null = null;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const run = async (stopped: Promise<void>): Promise<void> => {
    let isStopped = false;
    void stopped.then(() => {
      isStopped = true;
    });
    const isOver = (): boolean => isStopped;
    while (!isOver()) {
      try {
        client = await db.borrow();
        const broken = new Promise<void>((resolve) => {
          client?.on('error', () => resolve());
          client?.on('end', () => resolve());
        });
        client.on('notification', tell);
        await client.query(`LISTEN ${wakeChannel(db.schema)}`);
        tell();
        await Promise.race([broken, stopped]);
      } catch {
        // The server is away: tried again below.
      }
      client?.release(true);
      client = null;
      if (!isOver()) await Promise.race([wait(RETRY_MS, undefined, { ref: false }), stopped]);
    }
  };

  return {
    listen: (listener) => {
      // The same function may listen twice.
      const own = (): void => listener();
      listeners.add(own);
      running ??= run(
        new Promise((resolve) => {
          stop = resolve;
        }),
      );
      return () => {
        listeners.delete(own);
      };
    },
    close: async () => {
      listeners.clear();
      stop?.();
      await running;
      running = null;
      stop = null;
    },
  };
}

const RETRY_MS = 1_000;
