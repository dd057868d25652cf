// What nobody asks for but `verifyStore`: whole tables, page after page.
import { candidatesOf } from '../../model/task-candidates.ts';
import { compareTexts } from '../compare.ts';
import type { HoldRow, KeyRow, OfferRow } from '../port.ts';
import type { MemoryData } from './data.ts';

export function usedKeys({ usedKeys: used, journalOf }: MemoryData, after: string, limit: number): readonly KeyRow[] {
  return later([...used.keys()], after, limit).map((key) => {
    const step = used.get(key)!;
    return { key, ...step, text: journalOf.get(step.instanceId)?.[step.seq - 1]?.text ?? '' };
  });
}

export function holds({ holds: held }: MemoryData, after: string, limit: number): readonly HoldRow[] {
  return later([...held.keys()], after, limit).map((name) => ({ name, instanceId: held.get(name)! }));
}

/** Made of the tasks, as the index of the tasks is. */
export function offers({ tasks }: MemoryData, after: OfferRow | null, limit: number): readonly OfferRow[] {
  const all = [...tasks.all()].flatMap(({ instanceId, taskId, createdAt, task }) =>
    candidatesOf(task).map((candidate) => ({ candidate, createdAt, instanceId, taskId })),
  );
  return all
    .filter((offer) => after === null || compare(offer, after) > 0)
    .sort(compare)
    .slice(0, limit);
}

function compare(a: OfferRow, b: OfferRow): number {
  return (
    compareTexts(a.candidate, b.candidate) ||
    a.createdAt - b.createdAt ||
    compareTexts(a.instanceId, b.instanceId) ||
    compareTexts(a.taskId, b.taskId)
  );
}

function later(texts: readonly string[], after: string, limit: number): readonly string[] {
  return texts
    .filter((text) => compareTexts(text, after) > 0)
    .sort(compareTexts)
    .slice(0, limit);
}
