// A verified document → the steps that write it into a store: every entry as it was, the lists folded from them, and one entry more
// that says whence it came and who brought it.
import { canonicalJson, sealEntry } from '../audit/index.ts';
import { applyEvent, plainState } from '../machine/index.ts';
import type { Actor } from '../model/commands.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { Calendar } from '../model/calendar.ts';
import type { Instant } from '../model/json.ts';
import { dossierStanding } from '../time/index.ts';
import { startKey } from './calls.ts';
import type { Deployed } from './definitions/definitions.ts';
import { heldName } from './held-name.ts';
import { putsOf } from './instance-rows.ts';
import type { InstanceDocument } from './instance-document.ts';
import type { InstanceRow, StepWrite } from './ports.ts';
import type { StepEntry } from './proven-entries.ts';
import { emptyReplay, follow } from './replay.ts';

export interface ImportAct {
  readonly actor: Actor | null;
  readonly now: Instant;
  readonly calendar: Calendar;
}

export function importSteps(
  { instance, entries, origin }: InstanceDocument,
  { machine }: Deployed,
  { actor, now, calendar }: ImportAct,
): StepWrite[] {
  const { instanceId } = instance;
  const replay = emptyReplay();
  const read = entries.map(({ text }) => JSON.parse(text) as StepEntry);
  for (const entry of read) follow(replay, entry);
  const { live, rows } = replay;

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
  const unique = heldName(instance.status, read[0]!);
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
  };
  return [...steps, last];
}
