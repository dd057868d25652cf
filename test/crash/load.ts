// The load: an engine that takes in dossiers, does their jobs, has them reviewed and paid, and tells what was acknowledged.
import { setTimeout as wait } from 'node:timers/promises';
import { openEngine, type Clock, type Engine, type Store } from 'quytrinh';
import { isEngineError } from 'quytrinh/model';
import type { Acknowledgement } from './acknowledgements.ts';
import { jobTypes, keptForMs, source } from './processes.ts';

export interface Load {
  readonly store: Store;
  readonly clock: Clock;
  readonly tell: (line: Acknowledgement) => void;
  /** Dossiers get numbers that begin with it. */
  readonly name: string;
  /** Told of a command that was refused; without it the load ends by that error. */
  readonly onRefused?: (error: unknown) => void;
  /** Told of trouble in the background, but not of races that were lost to another engine. */
  readonly onTrouble: (trouble: unknown, what: string) => void;
  readonly onReady?: () => void;
  readonly isOver?: () => boolean;
}

/** Until it is over; then the engine is stopped gracefully. */
export async function load({ onRefused, isOver = () => false, ...given }: Load): Promise<void> {
  const { store, clock, tell, name } = given;
  const engine = await openEngine({
    store,
    clock,
    thrownMessageLivesMs: keptForMs,
    onTrouble: (trouble, what) => {
      if (!isLostRace(trouble)) given.onTrouble(trouble, what);
    },
  });
  await engine.deployText(source, 'dossier.bpmn');
  for (const type of jobTypes) {
    engine.handle(type, ({ jobId, instanceId }) => {
      tell({ what: 'handled', number: jobId, instanceId, seq: 0 });
      return { [`did_${type}`]: true };
    });
  }
  engine.work({ everyMs: 10 });
  given.onReady?.();
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      // Another process was faster.
      if (isLostRace(error)) return;
      if (onRefused === undefined) throw error;
      onRefused(error);
    }
  };

  /** Dossiers come in, each paid by a message: before or after anybody waits for it. */
  const startMany = async (): Promise<void> => {
    for (let at = 0; !isOver(); at += 1) {
      await Promise.all([0, 1, 2, 3].map((lane) => attempt(() => startOne(`${name}-${at}-${lane}`, lane === 0))));
      await wait(60);
    }
  };
  const startOne = async (number: string, isPaidBefore: boolean): Promise<void> => {
    if (isPaidBefore) await pay(engine, number, tell);
    const { instanceId, seq } = await engine.start('dossier', {
      variables: { number },
      businessKey: number,
      idempotencyKey: `start ${number}`,
    });
    tell({ what: 'start', number, instanceId, seq });
    if (!isPaidBefore) await pay(engine, number, tell);
  };
  const reviewMany = async (): Promise<void> => {
    while (!isOver()) {
      await attempt(async () => {
        const { rows } = await engine.tasks({ limit: 20 });
        const review = async ({ taskId, businessKey }: (typeof rows)[number]): Promise<void> => {
          const act = { actor: 'an', idempotencyKey: `review ${taskId}`, variables: { reviewed: true } };
          const { instanceId, seq } = await engine.complete(taskId, act);
          tell({ what: 'review', number: businessKey ?? '', instanceId, seq });
        };
        await Promise.all(rows.map((row) => attempt(() => review(row))));
      });
      await wait(10);
    }
  };
  await Promise.all([startMany(), reviewMany()]);
  await engine.close();
}

async function pay(engine: Engine, number: string, tell: Load['tell']): Promise<void> {
  const message = {
    message: 'paid',
    key: number,
    timeToLiveMs: keptForMs,
    idempotencyKey: `paid ${number}`,
  };
  const receipt = await engine.publish(message);
  if (receipt === null) tell({ what: 'kept', number, instanceId: '', seq: 0 });
  else tell({ what: 'paid', number, instanceId: receipt.instanceId, seq: receipt.seq });
}

function isLostRace(error: unknown): boolean {
  return isEngineError(error) && ['TASK_UNKNOWN', 'CONFLICT', 'INSTANCE_ENDED', 'JOB_UNKNOWN'].includes(error.code);
}
