// The rows of an instance written anew from its journal: an act of the operator, which stands in the journal as every other.
import { canonicalJson, sealEntry } from '../audit/index.ts';
import { plainState } from '../machine/index.ts';
import type { Actor } from '../model/commands.ts';
import { engineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import { limits } from '../model/limits.ts';
import { dossierStanding } from '../time/index.ts';
import { rowDifferences, sameColumns, sameSnapshot, type RowDifference } from './compare-rows.ts';
import { isAsSent, sentRows } from './from-journal.ts';
import { heldName } from './held-name.ts';
import { foundRows, type FoundRows, type InstanceRows } from './instance-rows.ts';
import type { EngineParts } from './parts.ts';
import type { InstanceRow, ListedOutboxRow, RowChange, StepWrite } from './ports.ts';
import type { Receipt } from './receipt.ts';
import { replayed, type Replay } from './replay.ts';

type RepairParts = Pick<EngineParts, 'store' | 'definitions' | 'commits' | 'now' | 'time'>;

/** Races lost to a step of the instance are tried again so often. */
const ATTEMPTS = 4;

/** Throws EngineErrors INSTANCE_UNKNOWN, REPAIR_REFUSED, NAME_TAKEN, CONFLICT. */
export async function repairInstance(
  instanceId: string,
  { actor, reason }: { readonly actor: Actor | null; readonly reason: string },
  parts: RepairParts,
): Promise<Receipt> {
  const { store, commits } = parts;
  for (let attempt = 1; ; attempt += 1) {
    const row = await store.instance(instanceId);
    if (row === null) throw engineError('INSTANCE_UNKNOWN', { instanceId });
    const replay = await replayed(instanceId, store).catch(() => null);
    if (replay?.hash !== row.hash || replay.seq !== row.seq)
      throw engineError('REPAIR_REFUSED', { instanceId, proven: replay?.seq ?? 0, steps: row.seq });
    const { write, events } = await repairOf(row, replay, actor, reason, parts);
    const outcome = await commits.add(write);
    const { seq, status } = write.instance;
    if (outcome.ok) return { instanceId, seq, status, events, repeated: false };
    if (outcome.reason === 'nameTaken')
      throw engineError('NAME_TAKEN', { name: write.unique ?? '', holder: outcome.holder });
    if (outcome.reason !== 'conflict' || attempt === ATTEMPTS)
      throw engineError('CONFLICT', { instanceId, expected: row.seq, found: 'found' in outcome ? outcome.found : '' });
  }
}

async function repairOf(
  row: InstanceRow,
  replay: Replay,
  actor: Actor | null,
  reason: string,
  { store, definitions, now, time }: RepairParts,
): Promise<{ readonly write: StepWrite; readonly events: readonly ProcessEvent[] }> {
  const { instanceId } = row;
  const { seq, live, definition, first, endedAt } = replay;
  const state = plainState(live);
  const found = await foundRows(store, instanceId);
  const differences = rowDifferences(replay.rows, found);
  const sent = await sentChanges(instanceId, await store.outboxOf(instanceId, limits.bulk), store);
  const isWhole = sameColumns(row, state) && row.definition === definition && sameSnapshot(row, state);
  const tables = [
    ...(isWhole ? [] : ['instances']),
    ...new Set(differences.map(({ table }) => table)),
    ...(sent.length > 0 ? ['outbox'] : []),
  ];

  const at = now();
  const events: readonly ProcessEvent[] = [{ type: 'instance.repaired', tables, reason }];
  const command = { type: 'instance.repair', reason };
  const text = canonicalJson({ instanceId, seq: seq + 1, at, command, actor, authority: null, events });
  const hash = sealEntry(row.hash, text);
  const { machine } = await definitions.byHash(state.process, definition);
  const instance: InstanceRow = {
    instanceId,
    process: state.process,
    definition,
    status: state.status,
    suspended: state.suspended === true,
    businessKey: state.businessKey ?? null,
    startedAt: row.startedAt,
    endedAt,
    seq: seq + 1,
    hash,
    snapshot: JSON.stringify(state),
    dossier: dossierStanding(machine.process, state, time.calendar, at),
  };
  const name = heldName(state.status, first);
  const write: StepWrite = {
    instance,
    expectedSeq: row.seq,
    entry: { at, text, hash },
    changes: [...changesOf(differences, replay.rows, found), ...sent],
    ...(name === undefined ? {} : { unique: name }),
  };
  return { write, events };
}

/** Only what differs: a row that is right keeps its lease, and until when it was put off. */
function changesOf(differences: readonly RowDifference[], expected: InstanceRows, { rows }: FoundRows): RowChange[] {
  // To whom they are offered is asked of no list: made anew for all.
  const changes = [...expected.tasks.values()].map((put): RowChange => ({ table: 'tasks', put, anew: true }));
  for (const { table, id } of differences) {
    switch (table) {
      case 'tasks':
        if (!expected.tasks.has(id)) changes.push({ table, drop: id });
        break;
      case 'jobs': {
        const put = expected.jobs.get(id);
        const { availableAt, lease, fence } = { ...put, ...rows.jobs.get(id) };
        const known = {
          ...(availableAt === undefined ? {} : { availableAt }),
          lease: lease ?? null,
          fence: fence ?? 0,
        };
        changes.push(put === undefined ? { table, drop: id } : { table, put: { ...put, ...known } });
        break;
      }
      case 'timers': {
        const put = expected.timers.get(id);
        changes.push(put === undefined ? { table, drop: id } : { table, put });
        break;
      }
      case 'subscriptions': {
        const put = expected.subscriptions.get(id);
        changes.push(put === undefined ? { table, drop: id } : { table, put });
        break;
      }
      case 'incidents': {
        const put = expected.incidents.get(id);
        changes.push(put === undefined ? { table, drop: id } : { table, put });
        break;
      }
    }
  }
  return changes;
}

/** What has gone was delivered; what is there is as it was sent, or was never sent. */
async function sentChanges(
  instanceId: string,
  found: readonly ListedOutboxRow[],
  store: RepairParts['store'],
): Promise<RowChange[]> {
  const sent = await sentRows(instanceId, new Set(found.map(({ id }) => id)), store);
  return found.flatMap((row): RowChange[] => {
    const put = sent.get(row.id);
    if (put === undefined) return [{ table: 'outbox', drop: row.id }];
    return isAsSent(row, put) ? [] : [{ table: 'outbox', put }];
  });
}
