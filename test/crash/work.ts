// The child: an engine under load until somebody kills it. It reads its WorkOrder, one line of JSON, from its standard input, so that
// it may be started long before it is needed.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { openEngine, systemClock, type Engine } from 'quytrinh';
import { isEngineError } from 'quytrinh/model';
import { acknowledge } from './acknowledgements.ts';
import { withFault } from './faults.ts';
import { storeAt } from './open-store.ts';
import { jobTypes, source } from './processes.ts';

export interface WorkOrder {
  readonly store: string;
  readonly acknowledgements: string;
  /** Dossiers get numbers that begin with it. */
  readonly name: string;
  /** The clock of this process is so far off. */
  readonly offsetMs: number;
  /** Its clock also jumps back and forward, by up to so much. */
  readonly jumpMs?: number;
  /** A moment of faults.ts. */
  readonly fault?: string;
}

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const order = JSON.parse(line) as WorkOrder;
const tell = acknowledge(order.acknowledgements);
const store = withFault(storeAt(order.store), order.fault);
let jumpMs = 0;
if (order.jumpMs !== undefined) {
  const mostMs = order.jumpMs;
  setInterval(() => (jumpMs = Math.floor((Math.random() - 0.5) * 2 * mostMs)), 70);
}
const clock = { now: () => systemClock.now() + order.offsetMs + jumpMs };
const engine = await openEngine({
  store,
  clock,
  onTrouble: (trouble, what) => {
    if (!isLostRace(trouble)) process.stderr.write(`${what}: ${String(trouble)}\n`);
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
process.stdout.write('ready\n');
await Promise.all([startMany(engine), reviewMany(engine)]);

/** Dossiers come in, each paid by a message: before or after anybody waits for it. */
async function startMany(on: Engine): Promise<void> {
  for (let at = 0; ; at += 1) {
    await Promise.all(
      [0, 1, 2, 3].map(async (lane) => {
        const number = `${order.name}-${at}-${lane}`;
        if (lane === 0) await pay(on, number);
        const { instanceId, seq } = await on.start('dossier', {
          variables: { number },
          businessKey: number,
          idempotencyKey: `start ${number}`,
        });
        tell({ what: 'start', number, instanceId, seq });
        if (lane !== 0) await pay(on, number);
      }),
    );
    await wait(60);
  }
}

async function pay(on: Engine, number: string): Promise<void> {
  const message = {
    message: 'paid',
    key: number,
    timeToLiveMs: 365 * 24 * 3_600_000,
    idempotencyKey: `paid ${number}`,
  };
  const receipt = await on.publish(message);
  if (receipt === null) tell({ what: 'kept', number, instanceId: '', seq: 0 });
  else tell({ what: 'paid', number, instanceId: receipt.instanceId, seq: receipt.seq });
}

async function reviewMany(on: Engine): Promise<void> {
  while (true) {
    const { rows } = await on.tasks({ limit: 20 });
    await Promise.all(
      rows.map(async ({ taskId, businessKey }) => {
        try {
          const act = { actor: 'an', idempotencyKey: `review ${taskId}`, variables: { reviewed: true } };
          const { instanceId, seq } = await on.complete(taskId, act);
          tell({ what: 'review', number: businessKey ?? '', instanceId, seq });
        } catch (error) {
          // Another process was faster.
          if (!isLostRace(error)) throw error;
        }
      }),
    );
    await wait(10);
  }
}

function isLostRace(error: unknown): boolean {
  return isEngineError(error) && ['TASK_UNKNOWN', 'CONFLICT', 'INSTANCE_ENDED', 'JOB_UNKNOWN'].includes(error.code);
}
