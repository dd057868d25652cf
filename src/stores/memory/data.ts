// All that a memory store holds.
import { candidatesOf } from '../../model/task-candidates.ts';
import type {
  BufferedMessage,
  CheckpointRow,
  DefinitionRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  JournalRow,
  OutboxRow,
  StartRow,
  SubscriptionRow,
  TaskRow,
  TimerRow,
} from '../port.ts';
import { compareTexts } from '../compare.ts';
import { dueQueue, type DueQueue } from './due-queue.ts';
import { rowTable, type RowTable } from './row-table.ts';

export interface MemoryData {
  readonly definitions: DefinitionRow[];
  /** By process. */
  readonly starts: Map<string, readonly StartRow[]>;
  readonly instances: Map<string, InstanceRow>;
  /** Instance ids in order of their first step: the order in which they are listed. */
  readonly instanceOrder: string[];
  readonly journal: JournalRow[];
  /** Entries of each instance, in order. */
  readonly journalOf: Map<string, JournalRow[]>;
  readonly usedKeys: Map<string, { readonly instanceId: string; readonly seq: number; readonly result: string }>;
  /** Name → the running instance that holds it. */
  readonly holds: Map<string, string>;
  /** Running instance → the name it holds. */
  readonly heldBy: Map<string, string>;
  readonly tasks: RowTable<TaskRow>;
  readonly timers: RowTable<TimerRow>;
  readonly timerQueue: DueQueue<TimerRow>;
  readonly jobs: RowTable<JobRow>;
  /** Jobs with retries left by the instant from which they are free, one queue for each type. */
  readonly jobQueues: Map<string, DueQueue<JobRow>>;
  readonly subscriptions: RowTable<SubscriptionRow>;
  readonly incidents: RowTable<IncidentRow>;
  readonly outbox: Map<string, OutboxRow>;
  /** In order of their coming. */
  readonly messages: Map<string, BufferedMessage>;
  readonly checkpoints: CheckpointRow[];
}

export function emptyData(): MemoryData {
  const timers = rowTable<TimerRow>((row) => row.timerId);
  return {
    definitions: [],
    starts: new Map(),
    instances: new Map(),
    instanceOrder: [],
    journal: [],
    journalOf: new Map(),
    usedKeys: new Map(),
    holds: new Map(),
    heldBy: new Map(),
    tasks: rowTable<TaskRow>((row) => row.taskId, {
      assignee: ({ assignee }) => (assignee === null ? [] : [assignee]),
      candidate: ({ task }) => candidatesOf(task),
    }),
    timers,
    timerQueue: dueQueue<TimerRow>({
      dueAt: (row) => row.postponed?.untilAt ?? row.dueAt,
      compare: (a, b) => compareTexts(a.instanceId, b.instanceId) || compareTexts(a.timerId, b.timerId),
      isLive: (row) => timers.get(row.instanceId, row.timerId) === row,
      liveCount: () => timers.size,
    }),
    jobs: rowTable<JobRow>((row) => row.jobId),
    jobQueues: new Map(),
    subscriptions: rowTable<SubscriptionRow>((row) => row.subscriptionId, {
      name: ({ kind, name }) => [nameKey(kind, name)],
    }),
    incidents: rowTable<IncidentRow>((row) => row.incidentId),
    outbox: new Map(),
    messages: new Map(),
    checkpoints: [],
  };
}

/** Key of the subscriptions' index. */
export function nameKey(kind: SubscriptionRow['kind'], name: string): string {
  return `${kind}:${name}`;
}
