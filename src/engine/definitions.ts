// Deployed definitions: immutable by the hash of their source, compiled once per engine.
import { contentHash } from '../audit/index.ts';
import { callableProcesses, compile, type ProcessMachine } from '../machine/index.ts';
import { engineError } from '../model/engine-error.ts';
import type { Instant } from '../model/json.ts';
import type { BpmnModel, ElementModel, EventModel, ProcessModel } from '../model/process-model.ts';
import { firstFiring, parseInstant, parseRepetition, type Firing } from '../time/index.ts';
import { isDecision } from './decisions.ts';
import type { DefinitionRow, StartRow, Store } from './ports.ts';

export interface Definition {
  readonly process: string;
  readonly version: number;
  readonly hash: string;
  readonly name: string;
  readonly deployedAt: Instant;
}

export interface Deployed {
  readonly row: DefinitionRow;
  readonly machine: ProcessMachine;
}

export interface Definitions {
  /** Keeps every executable process of the file. Throws EngineError DEFINITION_INVALID, and then nothing was kept. */
  deploy(model: BpmnModel, source: string, now: Instant): Promise<Definition[]>;
  /** The newest version. Throws EngineError DEFINITION_UNKNOWN. */
  latest(process: string): Promise<Deployed>;
  /** The version an instance keeps for life. */
  byHash(process: string, hash: string): Promise<Deployed>;
  /** The newest version with this tag; null when there is none. */
  byTag(process: string, versionTag: string): Promise<Deployed | null>;
  list(process?: string): Promise<Definition[]>;
}

export function definitionsOf(store: Store, zone: string): Definitions {
  const compiled = new Map<string, Deployed>();

  const machineOf = (row: DefinitionRow): Deployed => {
    const key = `${row.process}:${row.hash}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const result = compile(JSON.parse(row.model) as BpmnModel, row.process);
    if (!result.ok) throw invalid(row.file, result.diagnostics.length, result.diagnostics[0]?.code ?? '');
    const deployed = { row, machine: result.machine };
    compiled.set(key, deployed);
    return deployed;
  };

  return {
    deploy: async (model, source, now) => {
      const executable = callableProcesses(model).filter((process) => process.executable);
      if (executable.length === 0) throw invalid(model.file, 1, 'NOT_EXECUTABLE');
      for (const process of executable) {
        const result = compile(model, process.id);
        if (!result.ok) throw invalid(model.file, result.diagnostics.length, describe(result.diagnostics[0]));
      }
      const hash = contentHash(source);
      const kept: Definition[] = [];
      for (const process of executable) {
        const row: DefinitionRow = {
          hash,
          process: process.id,
          version: 0,
          name: process.name ?? process.id,
          versionTag: process.versionTag ?? null,
          deployedAt: now,
          file: model.file,
          source,
          model: JSON.stringify(model),
        };
        kept.push(viewOf(await store.putDefinition(row, startRows(model, process, hash, now, zone))));
      }
      return kept;
    },
    latest: async (process) => {
      const row = (await store.definitions({ process })).at(-1);
      if (row === undefined) throw engineError('DEFINITION_UNKNOWN', { process });
      return machineOf(row);
    },
    byHash: async (process, hash) => {
      const known = compiled.get(`${process}:${hash}`);
      if (known !== undefined) return known;
      const row = (await store.definitions({ process })).find((candidate) => candidate.hash === hash);
      if (row === undefined) throw engineError('DEFINITION_UNKNOWN', { process });
      return machineOf(row);
    },
    byTag: async (process, versionTag) => {
      const tagged = (await store.definitions({ process })).filter((row) => row.versionTag === versionTag).at(-1);
      return tagged === undefined ? null : machineOf(tagged);
    },
    list: async (process) => {
      const rows = await store.definitions(process === undefined ? {} : { process });
      return rows.filter((row) => !isDecision(row)).map(viewOf);
    },
  };
}

function viewOf({ process, version, hash, name, deployedAt }: DefinitionRow): Definition {
  return { process, version, hash, name, deployedAt };
}

function invalid(file: string, count: number, first: string): Error {
  return engineError('DEFINITION_INVALID', { file, count, first });
}

function describe(
  diagnostic: { code: string; elementId?: string; at: { line: number; column: number } } | undefined,
): string {
  return diagnostic === undefined
    ? ''
    : `${diagnostic.code} ${diagnostic.elementId ?? ''} (line ${diagnostic.at.line}, column ${diagnostic.at.column})`;
}

/** What something outside fires to begin an instance: start events, instantiating receive tasks and gateways, at the top. */
function startRows(
  model: BpmnModel,
  process: ProcessModel,
  definition: string,
  now: Instant,
  zone: string,
): StartRow[] {
  const rows: StartRow[] = [];
  for (const element of instantiating(process)) {
    for (const event of eventsOf(element)) {
      const common = { definition, process: process.id, element: element.id, name: '', dueAt: null, left: 0 };
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

/** Timed starts are literal texts: there is no instance yet whose variables an expression could read. */
function firstStart(event: Extract<EventModel, { kind: 'timer' }>, now: Instant, zone: string): Firing | null {
  const text = event.value.text.trim().replace(/^"|"$/g, '');
  if (event.timer === 'date') {
    const date = parseInstant(text, { zone });
    return date.ok ? { dueAt: date.value, left: 0 } : null;
  }
  const repetition = parseRepetition(event.timer === 'cycle' ? text : `R1/${text}`, { zone });
  return repetition.ok ? (firstFiring(repetition.value, now, zone) ?? null) : null;
}
