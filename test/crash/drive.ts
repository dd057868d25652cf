// Brings everything in a store to its end, with an engine that was never killed.
import { openEngine, systemClock, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { acknowledge, type Acknowledgement } from './acknowledgements.ts';
import { storeAt } from './open-store.ts';
import { jobTypes, keptForMs, source } from './processes.ts';
import { readDatabase } from './read-database.ts';

export interface Drive {
  readonly store: string;
  readonly acknowledgements: string;
  readonly offsetMs: number;
  readonly acknowledged: readonly Acknowledgement[];
}

/** Gives what is wrong. */
export async function driveToTheEnd({
  store,
  acknowledgements,
  offsetMs,
  acknowledged,
}: Drive): Promise<readonly string[]> {
  const faults: string[] = [];
  const tell = acknowledge(acknowledgements);
  // Leases of the dead run out, timers are due.
  const clock = { now: () => systemClock.now() + offsetMs };
  const onTrouble = (trouble: unknown, what: string): void => void faults.push(`${what}: ${String(trouble)}`);
  const engine = await openEngine({ store: storeAt(store), clock, thrownMessageLivesMs: keptForMs, onTrouble });
  await engine.deployText(source, 'dossier.bpmn');
  for (const type of jobTypes) {
    engine.handle(type, ({ jobId, instanceId }) => {
      tell({ what: 'handled', number: jobId, instanceId, seq: 0 });
      return { [`did_${type}`]: true };
    });
  }
  await payAll(engine, acknowledged, await keptMessages(store));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await engine.runDue();
    const tasks = await all((page) => engine.tasks({ ...page }));
    await Promise.all(
      tasks.map(({ taskId }) => engine.complete(taskId, { actor: 'an', idempotencyKey: `review ${taskId}` })),
    );
    const active = (await engine.instances({ status: 'active', limit: 1 })).rows.length;
    if (active === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await engine.close();
  const opened = storeAt(store);
  await opened.open();
  const { trail, strayed } = await verifyStore(opened);
  if (!trail.sound) faults.push(`the trail is not sound: ${JSON.stringify(trail)}`);
  for (const { instanceId, what } of strayed) faults.push(`${instanceId} has strayed: ${what}`);
  await opened.close();
  return faults;
}

/** Also for those whose child died before it could: every dossier that is there, and once more for those that were paid. */
async function payAll(
  engine: Engine,
  acknowledged: readonly Acknowledgement[],
  kept: readonly string[],
): Promise<void> {
  const dossiers = await all((page) => engine.instances({ ...page, process: 'dossier' }));
  const numbers = new Set(dossiers.map(({ businessKey }) => businessKey ?? ''));
  // Paid before they were begun, and never begun: begun now, so that the message finds somebody. A message may also have been kept
  // without its sender living to hear of it.
  for (const { what, number } of acknowledged) if (what === 'kept') numbers.add(number);
  for (const number of kept) numbers.add(number);
  await Promise.all(
    [...numbers].map(async (number) => {
      await engine.start('dossier', { variables: { number }, businessKey: number, idempotencyKey: `start ${number}` });
      await engine.publish({ message: 'paid', key: number, timeToLiveMs: keptForMs, idempotencyKey: `paid ${number}` });
    }),
  );
}

async function keptMessages(address: string): Promise<readonly string[]> {
  const database = await readDatabase(address);
  try {
    return (await database.rows('messages')).map(({ key }) => String(key));
  } finally {
    await database.close();
  }
}

async function all<T>(
  read: (page: {
    limit: number;
    cursor?: string;
  }) => Promise<{ readonly rows: readonly T[]; readonly next: string | null }>,
): Promise<readonly T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly rows: readonly T[]; readonly next: string | null } = await read(
      cursor === null ? { limit: 500 } : { limit: 500, cursor },
    );
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

const MOST_ROUNDS = 400;
