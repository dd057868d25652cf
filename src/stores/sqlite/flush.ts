// Waits for the disk beside the other work. SQLite's own wait (`synchronous = FULL`) stops the whole process while the disk works, for as
// long as the steps of a group take to be decided, or longer. So a COMMIT only hands the log to the system (`NORMAL`, with which a file
// stays sound whatever happens), and nobody is answered before the log is on the disk: a sync takes everything that was written to the
// log before it began.
import fs from 'node:fs';
import type { EngineError } from '../../model/engine-error.ts';
import { storeError } from './problems.ts';

export interface Flush {
  /** Resolves when all that is in the log by now is on the disk. Rejects with EngineError STORE_LOST: that is not known. */
  now(): Promise<void>;
  /**
   * Once a sync has failed, a later one that succeeds says nothing of what the failed one has left out. Opened anew, SQLite takes the
   * log into the file, which writes all of it again.
   */
  readonly broken: EngineError | null;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** `path` of the database; its log lies beside it as long as a connection is open. */
export function flushOf(path: string, file: string): Flush {
  let log: number | null = null;
  let broken: EngineError | null = null;
  /** What is written after it has begun is not in it. */
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const sync = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const lost = ({ params, cause }: EngineError): void => {
        reject(storeError('STORE_LOST', file, 'notOnDisk', { detail: String(params.detail) }, cause));
      };
      const failed = (error: Error): void => {
        broken = storeError('STORE_WRITE', file, 'notOnDisk', { detail: error.message }, error);
        lost(broken);
      };
      if (broken !== null) {
        lost(broken);
        return;
      }
      try {
        // Windows wants the right to write.
        log ??= fs.openSync(`${path}-wal`, 'r+');
        fs.fdatasync(log, (error) => {
          if (error === null) resolve();
          else failed(error);
        });
      } catch (error) {
        failed(error as Error);
      }
    });

  const begin = (): Promise<void> => {
    const one = sync();
    const over = (): void => {
      running = null;
    };
    one.then(over, over);
    running = one;
    return one;
  };

  const beginNext = (): Promise<void> => {
    next = null;
    return begin();
  };

  return {
    now: () => {
      if (running === null) return begin();
      next ??= running.then(beginNext, beginNext);
      return next;
    },
    get broken() {
      return broken;
    },
    close: async () => {
      while (running !== null) await Promise.allSettled([running, next]);
      if (log !== null) fs.closeSync(log);
      log = null;
    },
  };
}
