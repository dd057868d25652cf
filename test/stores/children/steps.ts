// Steps that the children of these tests write, and what must then be true of a store whatever happened to them.
import { createHash } from 'node:crypto';
import type { Store, StepWrite } from 'quytrinh/engine';

export function step(instanceId: string, seq: number, filler = ''): StepWrite {
  const text = JSON.stringify({ instanceId, seq, filler });
  const hash = createHash('sha256').update(text).digest('hex');
  const task = { name: `step ${seq}`, role: 'clerk' };
  return {
    instance: {
      instanceId,
      process: 'licence',
      definition: hash,
      status: 'active',
      suspended: false,
      businessKey: instanceId,
      startedAt: 1,
      endedAt: null,
      seq,
      hash,
      snapshot: JSON.stringify({ seq }),
      dossier: { status: 4, light: null, riskAt: null, dueAt: null },
    },
    expectedSeq: seq - 1,
    entry: { at: seq, text, hash },
    // One open task at any time: the one of the last step.
    changes: [
      ...(seq === 1 ? [] : [{ table: 'tasks', drop: `${seq - 1}` } as const]),
      {
        table: 'tasks',
        put: {
          instanceId,
          taskId: `${seq}`,
          process: 'licence',
          businessKey: null,
          element: 'review',
          state: 'ready',
          assignee: null,
          createdAt: seq,
          dueAt: null,
          task,
        },
      },
    ],
    idempotencyKey: `${instanceId}:${seq}`,
  };
}

/** What is wrong with a store that holds nothing but such steps; `acknowledged` are `<instance>:<seq>`. */
export async function faultsOf(store: Store, acknowledged: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const journal = await store.journal({});
  const lastSeq = new Map<string, number>();
  for (const [at, { position, instanceId, seq }] of journal.entries()) {
    if (position !== at + 1) faults.push(`position ${position} at place ${at + 1}`);
    if (seq !== (lastSeq.get(instanceId) ?? 0) + 1) faults.push(`step ${seq} of ${instanceId} out of order`);
    lastSeq.set(instanceId, seq);
  }
  const kept = new Set(journal.map(({ instanceId, seq }) => `${instanceId}:${seq}`));
  for (const name of acknowledged) if (!kept.has(name)) faults.push(`${name} was acknowledged and is lost`);
  for (const [instanceId, seq] of lastSeq) {
    const instance = await store.instance(instanceId);
    if (instance?.seq !== seq || instance.snapshot !== JSON.stringify({ seq }))
      faults.push(`${instanceId} is not at ${seq}`);
    const tasks = (await store.tasks({ instanceId })).rows.map(({ taskId }) => taskId).join();
    if (tasks !== `${seq}`) faults.push(`${instanceId} at ${seq} has tasks ${tasks}`);
    if ((await store.usedKey(`${instanceId}:${seq}`)) === null) faults.push(`key of ${instanceId}:${seq} is lost`);
  }
  return faults;
}
