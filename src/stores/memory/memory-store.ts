// A store in the memory of this process: for tests, trials and simulation. It forgets all when the process ends, and behaves
// like every other store until then; closing and opening it again loses nothing.
import { engineError } from '../../model/engine-error.ts';
import type { BufferedMessage, JournalQuery, JournalRow, StartRow, Store } from '../port.ts';
import { checkHash } from '../check-steps.ts';
import { checkMessage, mostMessages } from '../check-message.ts';
import { compareTexts } from '../compare.ts';
import { startTryAt } from '../stuck.ts';
import { archive } from './archive.ts';
import { changeStart } from './change-start.ts';
import { commit } from './commit.ts';
import { commitDefinition } from './commit-definition.ts';
import { emptyData, type MemoryData } from './data.ts';
import { leaseJobs } from './lease-jobs.ts';
import { countRows, listIncidents, listInstances, listJobs, listSubscriptions, listTasks, listTimers } from './list.ts';
import { isAwake, nextDueAt, outbox, outboxOf, postpone, postponed, vitals } from './postpone.ts';
import { holds, offers, usedKeys } from './whole-tables.ts';
import { putJob } from './put-job.ts';
import { reclaim } from './reclaim.ts';

export function memoryStore(): Store {
  const name = 'memory';
  const kept = emptyData();
  let isOpen = false;
  const data = (): MemoryData => {
    if (!isOpen) throw engineError('STORE_OPEN', { file: name, reason: 'it is not open', problem: 'notOpen' });
    return kept;
  };

  return {
    name,
    open: async () => {
      isOpen = true;
    },
    close: async () => {
      isOpen = false;
    },
    commit: async (steps) => commit(data(), steps),
    commitDefinition: async (write) => commitDefinition(data(), write),
    definitions: async ({ process } = {}) =>
      data()
        .definitions.filter((row) => process === undefined || row.process === process)
        .sort((a, b) => compareTexts(a.process, b.process) || a.version - b.version),
    instance: async (instanceId) => data().instances.get(instanceId) ?? null,
    instances: async (query) => listInstances(data(), query),
    tasks: async (query) => listTasks(data(), query),
    task: async (instanceId, taskId) => data().tasks.get(instanceId, taskId) ?? null,
    jobs: async (query) => listJobs(data(), query),
    job: async (instanceId, jobId) => data().jobs.get(instanceId, jobId) ?? null,
    incidents: async (query) => listIncidents(data(), query),
    subscriptions: async (query) => listSubscriptions(data(), query),
    starts: async ({ process, kind, name: wanted, dueAt }) =>
      [...data().starts.values()]
        .flat()
        .filter(
          (row) =>
            (process === undefined || row.process === process) &&
            (kind === undefined || row.kind === kind) &&
            (wanted === undefined || row.name === wanted) &&
            (dueAt === undefined || (startTryAt(row) ?? Infinity) <= dueAt),
        ),
    timers: async (query) => listTimers(data(), query),
    count: async (list, filter) => countRows(data(), list, filter),
    dueTimers: async (now, limit) => data().timerQueue.due(now, limit, (timer) => isAwake(data(), timer)),
    nextDueAt: async () => nextDueAt(data()),
    outbox: async (limit, which) => outbox(data(), limit, which),
    outboxOf: async (instanceId, limit) => outboxOf(data(), instanceId, limit),
    orderOf: async (call) =>
      [...data().outbox.values()].find(({ kind, key }) => kind === 'callStart' && key === call) ?? null,
    postpone: async (which, to) => postpone(data(), which, to),
    reclaim: async (now) => reclaim(data(), now),
    postponed: async ({ attempts, limit }) => postponed(data(), attempts).slice(0, limit),
    vitals: async ({ attempts }) => vitals(data(), attempts),
    dropOutbox: async (id) => {
      data().outbox.delete(id);
    },
    bufferMessage: async (message) => {
      checkMessage(message);
      const { messages } = data();
      const { name, key } = messages.get(message.id) ?? message;
      if (!messages.has(message.id)) messages.set(message.id, message);
      return { name, key };
    },
    bufferedMessages: async ({ name: wanted, key, after, now }) => {
      const isWanted = (row: BufferedMessage): boolean =>
        (wanted === undefined || row.name === wanted) &&
        (key === undefined || row.key === key) &&
        (after === undefined || compareTexts(row.id, after) > 0) &&
        row.expiresAt > now;
      const found = [...data().messages.values()].filter(isWanted);
      if (after !== undefined) found.sort((a, b) => compareTexts(a.id, b.id));
      return found.slice(0, mostMessages(wanted) ?? Infinity);
    },
    dropBuffered: async (which) => {
      const { messages } = data();
      if ('id' in which) messages.delete(which.id);
      else for (const { id, expiresAt } of messages.values()) if (expiresAt <= which.expiredAt) messages.delete(id);
    },
    usedKey: async (key) => {
      const used = data().usedKeys.get(key);
      return used === undefined
        ? null
        : { ...used, text: data().journalOf.get(used.instanceId)?.[used.seq - 1]?.text ?? '' };
    },
    usedKeys: async ({ after, limit }) => usedKeys(data(), after, limit),
    holds: async ({ after, limit }) => holds(data(), after, limit),
    offers: async ({ after, limit }) => offers(data(), after, limit),
    leaseJobs: async (request) => leaseJobs(data(), request),
    extendLease: async ({ instanceId, jobId, fence, untilAt }) => {
      const job = data().jobs.get(instanceId, jobId);
      if (job?.fence !== fence || job.lease === null) return false;
      putJob(data(), { ...job, lease: { ...job.lease, untilAt } });
      return true;
    },
    releaseJob: async (instanceId, jobId, fence) => {
      const job = data().jobs.get(instanceId, jobId);
      if (job !== undefined && job.fence === fence) putJob(data(), { ...job, lease: null });
    },
    moveStart: async (start, next) => changeStart(data(), start, (row) => moved(row, next)),
    archive: async (write) => archive(data(), write),
    journal: async (query) => readJournal(data(), query),
    journalSize: async () => data().journal.length,
    checkpoints: async () => [...data().checkpoints],
    putCheckpoint: async (checkpoint) => {
      checkHash('checkpoint.root', checkpoint.root);
      const { checkpoints } = data();
      if ((checkpoints.at(-1)?.size ?? -1) >= checkpoint.size) return false;
      checkpoints.push(checkpoint);
      return true;
    },
  };
}

/** A move makes it new. */
function moved({ postponed: _before, ...row }: StartRow, next: Parameters<Store['moveStart']>[1]): StartRow | null {
  return next.dueAt === null ? null : { ...row, dueAt: next.dueAt, left: next.left };
}

function readJournal({ journal, journalOf }: MemoryData, query: JournalQuery): readonly JournalRow[] {
  const { instanceId, from = 1, fromSeq = 1, limit = Infinity } = query;
  if (instanceId === undefined) return journal.slice(Math.max(0, from - 1), Math.max(0, from - 1) + limit);
  return (journalOf.get(instanceId) ?? [])
    .slice(fromSeq - 1)
    .filter((row) => row.position >= from)
    .slice(0, limit);
}
