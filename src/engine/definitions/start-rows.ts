// What something outside fires to begin an instance: start events, instantiating receive tasks and gateways, at the top of a
// process. Only its version in force is started so.
import { callableProcesses } from '../../machine/index.ts';
import type { Instant } from '../../model/json.ts';
import type { ElementModel, EventModel, ProcessModel } from '../../model/process-model.ts';
import { firstFiring, parseInstant, parseRepetition, type Firing } from '../../time/index.ts';
import type { DefinitionRow, StartRow, Store } from '../ports.ts';
import type { Lives, VersionLife } from './life.ts';
import { modelOrNone } from './model-of.ts';

export interface StartsChange {
  readonly process: string;
  readonly before: Lives;
  readonly after: Lives;
  /** The start rows so far. */
  readonly present: readonly StartRow[];
  /** Every version, those that are new included. */
  readonly rows: readonly DefinitionRow[];
  readonly now: Instant;
  readonly zone: string;
  readonly store: Pick<Store, 'name'>;
}

/** The start rows after a change of the definitions. */
export function startRowsAfter({ process, before, after, present, rows, now, zone, store }: StartsChange): StartRow[] {
  const starts: StartRow[] = [];
  const ofVersion = (life: VersionLife): readonly StartRow[] =>
    present.filter(({ kind, definition }) => kind !== 'version' && definition === life.hash);
  for (const [version, life] of after) {
    const { hash, state, suspended, effectiveFromAt, effectiveToAt } = life;
    const was = before.get(version);
    if (state === 'approved' && effectiveFromAt !== null) {
      const row = { definition: hash, process, element: '', kind: 'version', name: String(version) } as const;
      starts.push({ ...row, dueAt: effectiveFromAt, left: 0 });
    } else if (state === 'effective' && !suspended) {
      if (was?.state === 'effective' && !was.suspended) starts.push(...ofVersion(life));
      else {
        const row = rows.find((candidate) => candidate.hash === hash);
        // Started late by an engine that was down, its first firings are still those after it took effect.
        const since = was?.state === 'approved' ? Math.min(was.effectiveFromAt ?? now, now) : now;
        const fresh = row === undefined ? [] : startsOf(row, since, zone, store);
        starts.push(...(was?.suspended === true ? goingOn(process, fresh, was) : fresh));
      }
    } else if (effectiveToAt !== null && !suspended) {
      // What was due while it was in force still happens.
      const isDue = ({ kind, dueAt }: StartRow): boolean => kind === 'timer' && dueAt !== null && dueAt < effectiveToAt;
      starts.push(...ofVersion(life).filter(isDue));
    }
  }
  return starts;
}

/** Timed starts go on where they were held; those that were over stay so. */
function goingOn(process: string, fresh: readonly StartRow[], { held, hash }: VersionLife): StartRow[] {
  return [
    ...fresh.filter(({ kind }) => kind !== 'timer'),
    ...held.map((row) => ({ ...row, definition: hash, process, kind: 'timer' as const })),
  ];
}

/** Start rows of a version that begins now. Decisions have none. */
export function startsOf(row: DefinitionRow, now: Instant, zone: string, store: Pick<Store, 'name'>): StartRow[] {
  const { process: id, hash } = row;
  const model = modelOrNone(row, store);
  const process = model === null ? undefined : callableProcesses(model).find((candidate) => candidate.id === id);
  const rows: StartRow[] = [];
  if (model === null || process === undefined) return rows;
  for (const element of instantiating(process)) {
    for (const event of eventsOf(element)) {
      const common = { definition: hash, process: id, element: element.id, name: '', dueAt: null, left: 0 };
      if (event.kind === 'message') rows.push({ ...common, kind: 'message', name: named(model.messages, event.ref) });
      else if (event.kind === 'signal') rows.push({ ...common, kind: 'signal', name: named(model.signals, event.ref) });
      else if (event.kind === 'conditional') rows.push({ ...common, kind: 'conditional', name: event.condition.text });
      else if (event.kind === 'timer') {
        const plan = firstStart(event, now, zone);
        if (plan === null) continue;
        const { dueAt, left } = plan;
        rows.push({ ...common, kind: 'timer', name: event.value.text, dueAt, left });
      }
    }
  }
  return rows;
}

function instantiating({ id, elements, flows }: ProcessModel): ElementModel[] {
  const gateways = new Set(
    elements.filter(({ eventGateway }) => eventGateway?.instantiate === true).map((element) => element.id),
  );
  const afterGateway = new Set(flows.filter(({ source }) => gateways.has(source)).map(({ target }) => target));
  return elements.filter(
    (element) =>
      element.scope === id &&
      (element.type === 'startEvent' || element.instantiate === true || afterGateway.has(element.id)),
  );
}

function eventsOf({ events = [], messageRef, type, at }: ElementModel): readonly EventModel[] {
  return type === 'receiveTask' && messageRef !== undefined ? [{ kind: 'message', ref: messageRef, at }] : events;
}

function named(list: readonly { readonly id: string; readonly name?: string }[], ref: string | undefined): string {
  return list.find(({ id }) => id === ref)?.name ?? ref ?? '';
}

/** Timed starts are literal texts: there is no instance yet whose variables an expression could read. Quotes are FEEL's. */
export function timeText(written: string): string {
  return written.trim().replace(/^"|"$/g, '');
}

function firstStart(event: Extract<EventModel, { kind: 'timer' }>, now: Instant, zone: string): Firing | null {
  const text = timeText(event.value.text);
  if (event.timer === 'date') {
    const date = parseInstant(text, { zone });
    return date.ok ? { dueAt: date.value, left: 0 } : null;
  }
  const repetition = parseRepetition(event.timer === 'cycle' ? text : `R1/${text}`, { zone });
  return repetition.ok ? (firstFiring(repetition.value, now, zone) ?? null) : null;
}
