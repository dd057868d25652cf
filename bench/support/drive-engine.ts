// Drives the whole engine on a store: every step decided, sealed into the journal and committed.
import { openEngine, type Engine, type Receipt, type Store } from 'quytrinh';

export async function engineOn(store: Store, text: string): Promise<Engine> {
  const onTrouble = (trouble: unknown): void => {
    throw new Error('trouble in the background', { cause: trouble });
  };
  const engine = await openEngine({ store, onTrouble });
  await engine.deployText(text);
  return engine;
}

/** One instance from start to end; gives the number of steps. */
export async function runOnEngine(engine: Engine): Promise<number> {
  const asked: { readonly kind: 'task' | 'job'; readonly id: string }[] = [];
  const take = ({ instanceId, events }: Receipt): void => {
    for (const event of events) {
      if (event.type === 'task.created') asked.push({ kind: 'task', id: `${instanceId}:${event.taskId}` });
      else if (event.type === 'job.created') asked.push({ kind: 'job', id: `${instanceId}:${event.jobId}` });
    }
  };
  let receipt = await engine.start('p', { actor: 'le.van.c' });
  take(receipt);
  let next = 0;
  for (; next < asked.length; next += 1) {
    const { kind, id } = asked[next]!;
    receipt = await (kind === 'task' ? engine.complete(id, { actor: 'le.van.c' }) : engine.completeJob(id));
    take(receipt);
  }
  if (receipt.status !== 'completed') throw new Error(`the instance is ${receipt.status}`);
  return next + 1;
}

/** So many clients at once, each running one instance after another, until `instances` are done. Gives the number of steps. */
export async function runClients(engine: Engine, clients: number, instances: number): Promise<number> {
  let left = instances;
  let steps = 0;
  const client = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      const done = await runOnEngine(engine);
      steps += done;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return steps;
}
