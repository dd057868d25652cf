// A verified document → the steps that write it into a store: every entry as it was, the lists folded from them, and one entry more
// that says whence it came and who brought it.
import { canonicalJson, sealEntry } from '../audit/index.ts';
import { applyEvent, emptyState, liveState, plainState } from '../machine/index.ts';
import type { Actor } from '../model/commands.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Instant } from '../model/json.ts';
import { dossierStanding } from '../time/index.ts';
import { startKey } from './calls.ts';
import { dossierName } from './deliver.ts';
import type { Deployed } from './definitions/definitions.ts';
import { emptyRows, foldRows, putsOf } from './instance-rows.ts';
import type { InstanceDocument } from './instance-document.ts';
import { renamed } from './moved-rows.ts';
import type { InstanceRow, StepWrite } from './ports.ts';
import { project } from './project.ts';

export interface ImportAct {
  readonly actor: Actor | null;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly idempotencyKey?: string;
}

export function importSteps(
  { instance, entries, origin, definition: { hash: definition } }: InstanceDocument,
  { machine }: Deployed,
  { actor, now, calendar, idempotencyKey }: ImportAct,
): StepWrite[] {
  const { instanceId } = instance;
  const live = liveState(emptyState());
  const rows = emptyRows();
  const read = entries.map(({ text }) => JSON.parse(text) as JournalEntry);
  for (const { seq, at, events } of read as readonly (JournalEntry & { events: readonly ProcessEvent[] })[]) {
    for (const event of events) applyEvent(live, event);
    const state = plainState(live);
    if (events.some(({ type }) => type === 'instance.migrated')) foldRows(rows, renamed(rows, state.process, state));
    foldRows(rows, project(events, { instanceId, process: state.process, definition, seq, at, state }));
  }

  const seq = instance.seq + 1;
  const imported: ProcessEvent = { type: 'instance.imported', origin, entries: instance.seq, hash: instance.hash };
  applyEvent(live, imported);
  const state = plainState(live);
  const command = { type: 'instance.import', origin };
  const text = canonicalJson({ instanceId, seq, at: now, command, actor, authority: null, events: [imported] });
  const hash = sealEntry(instance.hash, text);
  const row: InstanceRow = {
    ...instance,
    seq,
    hash,
    snapshot: JSON.stringify(state),
    dossier: dossierStanding(machine.process, state, calendar, now),
  };
  const unique = heldName(instance, read[0]!);
  const steps = entries.map((entry, at): StepWrite => {
    const step: StepWrite = {
      instance: { ...row, seq: entry.seq, hash: entry.hash },
      expectedSeq: entry.seq - 1,
      entry: { at: read[at]!.at, text: entry.text, hash: entry.hash },
      changes: [],
    };
    // Whoever cancels a call finds the called instance by the key of its start.
    const { caller } = state;
    if (at > 0) return step;
    if (caller === undefined) return unique === undefined ? step : { ...step, unique };
    return { ...step, idempotencyKey: startKey(`${caller.instanceId}:${caller.callId}`), result: '' };
  });
  const last: StepWrite = {
    instance: row,
    expectedSeq: instance.seq,
    entry: { at: now, text, hash },
    changes: putsOf(rows),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey, result: '' }),
  };
  return [...steps, last];
}

/** The name that a message with a key took when it began the instance: of the process as it was then, held while it runs. */
function heldName({ status }: InstanceDocument['instance'], { command, events }: JournalEntry): string | undefined {
  const { alone, businessKey } = command;
  if (status !== 'active' || alone !== true) return undefined;
  const process = events.find(({ type }) => type === 'instance.started')?.['process'];
  return dossierName(process as string, businessKey as string);
}
