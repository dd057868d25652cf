// Takes the log into the file beside the other work. SQLite does it within a COMMIT, every so many pages: among a million instances that
// stops the process for a tenth of a second, as all those pages go to other places of the file and the disk is waited for. So another
// thread does it first; what came into the log meanwhile is little, and is taken within this thread, since a log begins anew only
// when all of it is in the file. Without the thread SQLite does it as ever, later.
import { Worker } from 'node:worker_threads';
import type { Connection } from './connection.ts';

export interface CheckpointLog {
  /** So many steps have come into the log. */
  after(steps: number): void;
  close(): Promise<void>;
}

export function checkpointLog(db: Connection, path: string): CheckpointLog {
  let worker: Worker | null = null;
  let isAtWork = false;
  let isOver = false;
  let steps = 0;
  let pagesPerStep = FIRST_GUESS;

  /** The rest, in this thread. Gives nothing when a transaction is open that waits for its caller. */
  const finish = (): void => {
    isAtWork = false;
    if (isOver || db.busy !== null) return;
    const { log, checkpointed } = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() as Record<string, number>;
    if (log === undefined || checkpointed === undefined || log < 0) return;
    pagesPerStep = Math.max(LEAST, log / Math.max(1, steps));
    // Somebody still reads what is older: the log goes on, and so does the count.
    if (log === checkpointed) steps = 0;
  };
  const begin = (): Worker => {
    const one = new Worker(program, { eval: true, workerData: { path } });
    one.unref();
    one.on('message', () => {
      try {
        finish();
      } catch {
        // A log that can't be taken into the file now is taken later; what is in it is kept.
      }
    });
    one.on('error', () => {
      isOver = true;
    });
    return one;
  };

  return {
    after: (more) => {
      steps += more;
      if (isAtWork || isOver || steps * pagesPerStep < PAGES) return;
      isAtWork = true;
      worker ??= begin();
      worker.postMessage(null);
    },
    close: async () => {
      isOver = true;
      await worker?.terminate();
      worker = null;
    },
  };
}

/** Of the log, 24 MiB; SQLite's own measure (`open-database.ts`) is larger. */
const PAGES = 6_000;
/** Pages a step, until it is known: less than one where steps lie together, a dozen where each is alone or its data are long. */
const FIRST_GUESS = 12;
const LEAST = 0.1;

/** A text and no file of its own: a bundler would leave out a file that nothing imports. Node 22 warns of SQLite once a thread. */
const program = `
process.emitWarning = () => undefined;
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(workerData.path);
database.exec('PRAGMA synchronous = NORMAL; PRAGMA fullfsync = ON');
const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
parentPort.on('message', () => {
  try {
    checkpoint.get();
  } finally {
    parentPort.postMessage(null);
  }
});
`;
