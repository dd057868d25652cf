// What was tried in vain and is put off, and the figures of a health check.
import type { DueOutbox, OutboxRow, Postponed, PostponedRow, Stuck, TimerRow, Vitals } from '../port.ts';
import { compareTexts } from '../compare.ts';
import { outboxIdsOf } from '../outbox-ids.ts';
import { isPostponed, mostAttemptsFirst, startTryAt } from '../stuck.ts';
import { changeStart } from './change-start.ts';
import type { MemoryData } from './data.ts';
import { freeAt } from './put-job.ts';

export function postpone(data: MemoryData, which: PostponedRow, to: Postponed | null): boolean {
  if ('outbox' in which) {
    const row = data.outbox.get(which.outbox);
    if (row === undefined) return false;
    const { postponed: _before, ...rest } = row;
    data.outbox.set(row.id, to === null ? rest : { ...rest, postponed: to });
    return true;
  }
  if ('start' in which) {
    return changeStart(data, which.start, ({ postponed: _before, ...rest }) =>
      to === null ? rest : { ...rest, postponed: to },
    );
  }
  const { instanceId, timerId, dueAt } = which.timer;
  const row = data.timers.get(instanceId, timerId);
  if (row?.dueAt !== dueAt) return false;
  const { postponed: _before, ...rest } = row;
  const moved = to === null ? rest : { ...rest, postponed: to };
  data.timers.put(moved);
  data.timerQueue.add(moved);
  return true;
}

/** Those with most attempts first. */
export function postponed({ timers, starts, outbox }: MemoryData, attempts: number): readonly Stuck[] {
  const isStuck = ({ postponed: put }: { readonly postponed: Postponed }): boolean => put.attempts >= attempts;
  return mostAttemptsFirst(
    [...timers.all()]
      .filter(isPostponed)
      .filter(isStuck)
      .map((timer) => ({ timer })),
    [...starts.values()]
      .flat()
      .filter(isPostponed)
      .filter(isStuck)
      .map((start) => ({ start })),
    [...outbox.values()]
      .filter(isPostponed)
      .filter(isStuck)
      .map((row) => ({ outbox: row })),
  );
}

/** Those that were never tried come first. */
export function outbox(
  { outbox: rows }: MemoryData,
  limit: number,
  which?: DueOutbox | { readonly after: string },
): readonly OutboxRow[] {
  if (which === undefined) return [...rows.values()].slice(0, limit);
  if ('after' in which) {
    const later = [...rows.values()].filter(({ id }) => compareTexts(id, which.after) > 0);
    return later.sort((a, b) => compareTexts(a.id, b.id)).slice(0, limit);
  }
  const untilAt = ({ postponed: put }: OutboxRow): number => put?.untilAt ?? 0;
  return [...rows.values()]
    .filter((row) => (row.kind === 'notice') === which.notices && untilAt(row) <= which.now)
    .sort((a, b) => untilAt(a) - untilAt(b))
    .slice(0, limit);
}

export function outboxOf({ outbox: rows }: MemoryData, instanceId: string, limit: number): readonly OutboxRow[] {
  const [from, before] = outboxIdsOf(instanceId);
  return [...rows.values()].filter(({ id }) => id >= from && id < before).slice(0, limit);
}

export function nextDueAt(data: MemoryData): number | null {
  const { timerQueue, starts } = data;
  const [first] = timerQueue.due(Infinity, 1, (timer) => isAwake(data, timer));
  const due = [...starts.values()].flat().flatMap((row) => startTryAt(row) ?? []);
  if (first !== undefined) due.push(first.postponed?.untilAt ?? first.dueAt);
  return earliest(due);
}

/** Its instance is not suspended. */
export function isAwake({ instances }: MemoryData, { instanceId }: TimerRow): boolean {
  return instances.get(instanceId)?.suspended !== true;
}

export function vitals(data: MemoryData, attempts: number): Vitals {
  const free = [...data.jobQueues.values()].flatMap((queue) => {
    const job = queue.first();
    return job === null ? [] : [freeAt(job)];
  });
  return {
    nextDueAt: nextDueAt(data),
    oldestJobAt: earliest(free),
    incidents: data.incidents.size,
    stuck: postponed(data, attempts).length,
  };
}

function earliest(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : Math.min(...instants);
}
