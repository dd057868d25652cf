// Group commit: steps of different instances that are waiting at the same moment share one transaction.
import { engineError } from '../model/engine-error.ts';
import { limits } from '../model/limits.ts';
import { isUnwritable } from './fault-of-one.ts';
import { afterThisTurn } from './host.ts';
import { underWay } from './under-way.ts';
import type { StepOutcome, StepWrite, Store } from './ports.ts';

export interface CommitQueue {
  /** Resolves once the step is durable or refused; rejects when the whole transaction failed. */
  add(step: StepWrite): Promise<StepOutcome>;
  /** Resolves when nothing is waiting any more. */
  idle(): Promise<void>;
}

export function commitQueue(store: Pick<Store, 'commit' | 'commitsAtOnce'>): CommitQueue {
  let waiting: Waiting[] = [];
  let scheduled = false;
  let running = 0;
  const { commitsAtOnce = 1 } = store;
  const alone = underWay();

  const send = (): void => {
    const batch = waiting.slice(0, limits.stepsPerCommit);
    waiting = waiting.slice(batch.length);
    if (batch.length === 0) return;
    running += 1;
    void alone.add(
      commitBatch(batch).finally(() => {
        running -= 1;
        if (waiting.length > 0) schedule();
      }),
    );
  };

  const schedule = (): void => {
    // What arrives while as many transactions are on their way as the store takes goes with the next one.
    if (running >= commitsAtOnce) return;
    // A store that takes several has something to do while the rest of this turn is decided.
    if (commitsAtOnce > 1 && waiting.length >= EARLY) {
      send();
      return;
    }
    if (scheduled) return;
    scheduled = true;
    afterThisTurn(() => {
      scheduled = false;
      if (running >= commitsAtOnce) return;
      send();
      if (waiting.length > 0) schedule();
    });
  };

  const commitBatch = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await store.commit(batch.map(({ step }) => step));
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(engineError('DEFECT', { detail: 'the store gave no outcome for a step' }));
        else resolve(outcome);
      });
    } catch (error) {
      // Nothing was kept. A step that no store can write must not take the others with it.
      if (batch.length > 1 && isUnwritable(error)) for (const waiter of batch) await commitBatch([waiter]);
      else for (const { reject } of batch) reject(error);
    }
  };

  return {
    add: (step) =>
      new Promise((resolve, reject) => {
        const waiter = { step, resolve, reject };
        // Others must not wait for what its caller does in the transaction.
        if (step.attach !== undefined) {
          void alone.add(commitBatch([waiter]));
          return;
        }
        waiting.push(waiter);
        schedule();
      }),
    idle: async () => {
      while (waiting.length > 0 || scheduled || running > 0) {
        await new Promise<void>((resolve) => {
          afterThisTurn(resolve);
        });
        await alone.over();
      }
      await alone.over();
    },
  };
}

/** Steps that are worth a transaction of their own before the turn is over. */
const EARLY = 32;

interface Waiting {
  readonly step: StepWrite;
  readonly resolve: (outcome: StepOutcome) => void;
  readonly reject: (error: unknown) => void;
}
