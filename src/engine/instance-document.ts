// One instance as one JSON document: its journal, its definition's file, its state. It proves itself: the entries are chained, the state
// is what they give, and the file is the one whose hash the instance names. That it is the whole of what happened is proved by a
// checkpoint of the store it comes from (an excerpt of the trail), not by the document.
import { contentHash, isHash, trailVerifier } from '../audit/index.ts';
import { replay } from '../machine/index.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { DocumentFault } from '../model/instance-document.ts';
import { instanceStatuses, type InstanceState, type InstanceStatus } from '../model/instance-state.ts';
import type { BadEntry, Hash, JournalEntry, StoredEntry } from '../model/journal.ts';
import type { Instant } from '../model/json.ts';
import { sameColumns } from './compare-rows.ts';
import type { DefinitionRow } from './ports.ts';
import { sameWritten } from './same-json.ts';

export interface InstanceDocument {
  readonly format: 'quytrinh-instance';
  readonly version: 1;
  /** Name of the audit trail it comes from. */
  readonly origin: string;
  readonly exportedAt: Instant;
  readonly instance: {
    readonly instanceId: string;
    readonly process: string;
    readonly definition: Hash;
    readonly status: InstanceStatus;
    readonly suspended: boolean;
    readonly businessKey: string | null;
    readonly startedAt: Instant;
    readonly endedAt: Instant | null;
    readonly seq: number;
    /** Of the last entry. */
    readonly hash: Hash;
  };
  /** The one it runs under now. */
  readonly definition: Pick<DefinitionRow, 'hash' | 'process' | 'version' | 'name' | 'file' | 'source'>;
  /** With their positions in the store they come from. */
  readonly entries: readonly StoredEntry[];
  readonly state: InstanceState;
}

export type InstanceDocumentVerdict =
  | { readonly sound: true; readonly instanceId: string; readonly entries: number; readonly hash: Hash }
  /** `entry`: what is wrong with which entry, when it is one. `detail`: the field, where it is one. */
  | { readonly sound: false; readonly fault: DocumentFault; readonly detail: string; readonly entry: BadEntry | null };

/** Pure; takes anything. What no hash covers: `origin`, `exportedAt`, positions, and the version, name and file of the definition. */
export function verifyInstanceDocument(document: unknown): InstanceDocumentVerdict {
  const wrong = misshapen(document);
  if (wrong !== null) return unsound('FORMAT', wrong);
  const { instance, definition, entries, state } = document as InstanceDocument;
  const verifier = trailVerifier();
  for (const [at, entry] of entries.entries()) if (!verifier.add({ ...entry, position: at + 1 })) break;
  const trail = verifier.finish();
  if (!trail.sound) return unsound('JOURNAL', trail.firstBad.code, trail.firstBad);
  if (trail.archived > 0) return unsound('JOURNAL', 'text');
  if (entries.some(({ instanceId }) => instanceId !== instance.instanceId)) return unsound('JOURNAL', 'instanceId');
  const last = entries.at(-1)!;
  if (last.seq !== instance.seq || last.hash !== instance.hash) return unsound('COLUMNS', 'hash');
  const read = entries.map(({ text }) => JSON.parse(text) as JournalEntry);
  const replayed = stateAfter(read);
  if (replayed === null) return unsound('REPLAY', '');
  if (!sameWritten(state, replayed)) return unsound('STATE', '');
  if (!sameColumns(instance, replayed)) return unsound('COLUMNS', 'instance');
  const moments = new Set(read.map(({ at }) => at));
  if (instance.startedAt !== read[0]!.at) return unsound('COLUMNS', 'startedAt');
  if (instance.endedAt !== null && !moments.has(instance.endedAt)) return unsound('COLUMNS', 'endedAt');
  const moved = read.flatMap(({ events }) => events.filter(({ type }) => type === 'instance.migrated')).at(-1);
  const isItsOwn =
    contentHash(definition.source) === definition.hash &&
    definition.hash === instance.definition &&
    definition.process === instance.process &&
    (moved === undefined || moved['definition'] === definition.hash);
  if (!isItsOwn) return unsound('DEFINITION', '');
  return { sound: true, instanceId: instance.instanceId, entries: entries.length, hash: instance.hash };
}

function stateAfter(entries: readonly JournalEntry[]): InstanceState | null {
  try {
    return replay(entries.flatMap(({ events }) => events as unknown as readonly ProcessEvent[]));
  } catch {
    return null;
  }
}

function unsound(fault: DocumentFault, detail: string, entry: BadEntry | null = null): InstanceDocumentVerdict {
  return { sound: false, fault, detail, entry };
}

type Shape = { readonly [name: string]: ((value: unknown) => boolean) | Shape };

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entryShape: Shape = { position: isCount, instanceId: isText, seq: isCount, text: isText, hash: isHash };
const shape: Shape = {
  format: (value) => value === 'quytrinh-instance',
  version: (value) => value === 1,
  origin: isText,
  exportedAt: isCount,
  instance: {
    instanceId: isText,
    process: isText,
    definition: isHash,
    status: (value) => (instanceStatuses as readonly unknown[]).includes(value),
    suspended: (value) => typeof value === 'boolean',
    businessKey: (value) => value === null || isText(value),
    startedAt: isCount,
    endedAt: (value) => value === null || isCount(value),
    seq: isCount,
    hash: isHash,
  },
  definition: { hash: isHash, process: isText, version: isCount, name: isText, file: isText, source: isText },
  entries: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((one) => misfit(one, entryShape) === null),
  state: isObject,
};

/** Where it is not what it should be; null: it is. */
function misshapen(document: unknown): string | null {
  return misfit(document, shape);
}

function misfit(value: unknown, wanted: Shape, at = ''): string | null {
  if (!isObject(value)) return at === '' ? '$' : at;
  const strange = Object.keys(value).find((name) => !Object.hasOwn(wanted, name));
  if (strange !== undefined) return `${at}${strange}`;
  for (const [name, check] of Object.entries(wanted)) {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof check === 'function') {
      if (!check(found)) return `${at}${name}`;
    } else {
      const inner = misfit(found, check, `${at}${name}.`);
      if (inner !== null) return inner;
    }
  }
  return null;
}
