// What the entries of an instance say, one after another: its state, and the rows of its lists as its steps have written them.
import { applyEvent, emptyState, liveState, type LiveState } from '../machine/index.ts';
import type { Instant } from '../model/json.ts';
import { emptyRows, foldRows, type InstanceRows } from './instance-rows.ts';
import { renamed } from './moved-rows.ts';
import type { RowChange, Store } from './ports.ts';
import { project } from './project.ts';
import { provenEntries, type StepEntry } from './proven-entries.ts';

export interface Replay {
  readonly live: LiveState;
  readonly rows: InstanceRows;
  /** Of the last entry; 0 and empty before the first. */
  seq: number;
  hash: string;
  at: Instant;
  /** Under which it runs, as its last start or migration says. */
  definition: string;
  first: StepEntry | null;
  /** When it first was active no more. */
  endedAt: Instant | null;
  /** The instant beside each entry is the one inside it. */
  isTimely: boolean;
  /** Steps whose idempotency key this store knows: those before an import are known elsewhere, but for the call that began it. */
  keys: number;
  /** The step with which it was active no more; Infinity: it is. */
  endedSeq: number;
}

export function emptyReplay(): Replay {
  const before = { seq: 0, hash: '', at: 0, definition: '', first: null, endedAt: null, isTimely: true, keys: 0 };
  return { live: liveState(emptyState()), rows: emptyRows(), endedSeq: Infinity, ...before };
}

/** One step further. Gives what it has changed, the outbox included. */
export function follow(replay: Replay, entry: StepEntry): readonly RowChange[] {
  const { instanceId, seq, at, command, events } = entry;
  const { live, rows } = replay;
  replay.first ??= entry;
  replay.seq = seq;
  replay.at = at;
  if (typeof command.definition === 'string') replay.definition = command.definition;
  for (const event of events) applyEvent(live, event);
  if (live.status !== 'active' && replay.endedAt === null) {
    replay.endedAt = at;
    replay.endedSeq = seq;
  }
  if (events.some(({ type }) => type === 'instance.imported')) replay.keys = live.caller === undefined ? 0 : 1;
  if (entry.key !== undefined) replay.keys += 1;
  if (events.some(({ type }) => type === 'instance.migrated')) foldRows(rows, renamed(rows, live.process, live));
  const { definition } = replay;
  const changes = project(events, { instanceId, process: live.process, definition, seq, at, state: live });
  foldRows(rows, changes);
  return changes;
}

/** All that can be believed of its journal. Throws when that is no history of an instance. */
export async function replayed(instanceId: string, store: Store): Promise<Replay> {
  const replay = emptyReplay();
  for await (const { entry, row } of provenEntries(instanceId, store)) {
    follow(replay, entry);
    replay.hash = row.hash;
    replay.isTimely &&= row.at === entry.at;
  }
  return replay;
}
