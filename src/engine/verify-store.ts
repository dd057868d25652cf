// Verifies a store from the outside, trusting nothing in it but the journal's own proofs: every entry and chain, the
// checkpoints, and that what the store shows as the present state is what the journal says (replay equals state).
import { trailVerifier, type TrailVerdict, type VerifyTrailOptions } from '../audit/index.ts';
import { definitionHistoryPrefix, isDefinitionHistory, type DefinitionEvent } from '../model/definition.ts';
import { plainState } from '../machine/index.ts';
import type { BadEntry, JournalEntry } from '../model/journal.ts';
import { candidatesOf } from '../model/task-candidates.ts';
import { eachRow } from './all-rows.ts';
import { rowDifferences, sameColumns, sameSnapshot } from './compare-rows.ts';
import { modelsOf, sameStanding, type ModelOf } from './compare-standing.ts';
import { foundRows, type ListTable } from './instance-rows.ts';
import { journalPages } from './journal-pages.ts';
import { heldName } from './held-name.ts';
import type { InstanceRow, JournalRow, Store } from './ports.ts';
import { replayed } from './replay.ts';
import { followDefinitions, strayedDefinitions, type Histories } from './verify-definitions.ts';
import {
  strayedKeys,
  strayedMessages,
  strayedNames,
  strayedOffers,
  strayedOutbox,
  type Told,
  type ToldOf,
} from './verify-tables.ts';

export interface StoreVerdict {
  readonly trail: TrailVerdict;
  /** Instances whose stored state is not what their journal gives; empty in a sound store. */
  readonly strayed: readonly Strayed[];
  readonly sound: boolean;
}

export interface Strayed {
  readonly instanceId: string;
  /** `archived`: its journal says that it was archived, and it is there. `definitions`: `instanceId` is `definition:<process>`, the name of their history. */
  readonly what:
    | 'definitions'
    | 'archived'
    | 'snapshot'
    | 'columns'
    | 'lists'
    /** What is on its way in its name cannot be read, or is not as one of its steps has sent it. */
    | 'outbox'
    /** The idempotency keys of its steps; of a history of definitions too. */
    | 'keys'
    /** The name that it holds: one running instance for a message and its key. */
    | 'name'
    /** By what its tasks are found for a person. */
    | 'offers'
    /** `instanceId` is the id of a kept message, which cannot be read, or is not as it was thrown. */
    | 'message'
    | 'time'
    | 'seq'
    | 'hash'
    | 'journalMissing'
    | 'replay';
  /** Of `lists`: which of them. */
  readonly tables?: readonly ListTable[];
}

/** Entries read at once. */
const PAGE = 2_000;

export interface VerifyStoreOptions extends VerifyTrailOptions {
  /** Called after every page: entries read, of how many there were at the beginning. */
  readonly onProgress?: (entries: number, size: number) => void;
}

export async function verifyStore(
  store: Store,
  { onProgress, ...options }: VerifyStoreOptions = {},
): Promise<StoreVerdict> {
  const size = await store.journalSize();
  const checkpoints = await store.checkpoints();
  const notes = checkpoints.map(({ note }) => note).filter((note) => note !== '');
  const verifier = trailVerifier(
    (options.publicKeys?.length ?? 0) > 0
      ? { ...options, checkpoints: [...(options.checkpoints ?? []), ...notes] }
      : options,
  );
  const tips = new Map<string, Tip>();
  const histories: Histories = new Map();
  for await (const rows of journalPages(store, {}, PAGE)) {
    onProgress?.(rows.at(-1)?.position ?? size, size);
    let isSound = true;
    for (const row of rows) {
      isSound &&= verifier.add(row);
      if (!isSound) break;
      note(tips, histories, row);
    }
    if (!isSound) break;
  }
  const trail = withCheckpoints(verifier.finish(), checkpoints);
  const strayed = trail.sound ? await compareAll(store, tips, histories) : [];
  return { trail, strayed, sound: trail.sound && strayed.length === 0 };
}

/** The end of the journal of an instance. */
interface Tip {
  readonly seq: number;
  readonly hash: string;
  /** Its last entry says that it was archived. */
  readonly archived: boolean;
}

function note(tips: Map<string, Tip>, histories: Histories, { instanceId, seq, hash, text }: JournalRow): void {
  if (isDefinitionHistory(instanceId)) {
    const { events, key } = JSON.parse(text) as { readonly events: readonly DefinitionEvent[]; readonly key?: string };
    followDefinitions(histories, instanceId.slice(definitionHistoryPrefix.length), events, key !== undefined);
    return;
  }
  tips.set(instanceId, { seq, hash, archived: isArchive(text) });
}

function isArchive(text: string): boolean {
  return text.includes('instance.archive') && (JSON.parse(text) as JournalEntry).command.type === 'instance.archive';
}

/** Of one instance the first thing that is not as it should be. */
async function compareAll(store: Store, tips: ReadonlyMap<string, Tip>, histories: Histories): Promise<Strayed[]> {
  const told = new Map<string, Told>();
  const strayed = await compareStates(store, tips, told);
  for (const process of await strayedDefinitions(store, histories))
    strayed.push({ instanceId: definitionHistoryPrefix + process, what: 'definitions' });
  for (const [process, { keys }] of histories)
    told.set(definitionHistoryPrefix + process, {
      keys,
      status: 'active',
      endedSeq: Infinity,
      name: undefined,
      offers: 0,
    });

  const toldOf: ToldOf = (id) => told.get(id) ?? (tips.get(id)?.archived === true ? 'archived' : undefined);
  const named = new Set(strayed.map(({ instanceId }) => instanceId));
  const add = (what: Strayed['what'], ids: Iterable<string>): void => {
    for (const instanceId of [...ids].sort()) {
      if (!named.has(instanceId)) strayed.push({ instanceId, what });
      named.add(instanceId);
    }
  };
  add('outbox', await strayedOutbox(store, toldOf));
  add('keys', await strayedKeys(store, toldOf, told));
  add('name', await strayedNames(store, toldOf, told));
  add('offers', await strayedOffers(store, toldOf, told));
  add('message', await strayedMessages(store));
  return strayed;
}

/** Each against its own journal, a few at once. What is as it should be is noted in `told`. */
async function compareStates(
  store: Store,
  tips: ReadonlyMap<string, Tip>,
  told: Map<string, Told>,
): Promise<Strayed[]> {
  const strayed: Strayed[] = [];
  const seen = new Set<string>();
  const modelOf = modelsOf(store);
  let some: InstanceRow[] = [];
  const compareSome = async (): Promise<void> => {
    const found = await Promise.all(some.map((row) => compareOne(row, tips.get(row.instanceId), store, modelOf)));
    for (const [at, one] of found.entries()) {
      if ('what' in one) strayed.push(one);
      else told.set(some[at]!.instanceId, one);
    }
    some = [];
  };
  for await (const row of eachRow((page) => store.instances(page))) {
    seen.add(row.instanceId);
    some.push(row);
    if (some.length === AT_ONCE) await compareSome();
  }
  await compareSome();
  for (const [instanceId, { archived }] of tips)
    if (!archived && !seen.has(instanceId)) strayed.push({ instanceId, what: 'seq' });
  return strayed;
}

/** The first thing that is not as its journal says, or what that says of the rest. */
async function compareOne(
  row: InstanceRow,
  tip: Tip | undefined,
  store: Store,
  modelOf: ModelOf,
): Promise<Strayed | Told> {
  const { instanceId, seq, hash } = row;
  const as = (what: Strayed['what']): Strayed => ({ instanceId, what });
  if (tip === undefined) return as('journalMissing');
  if (tip.archived) return as('archived');
  if (tip.seq !== seq) return as('seq');
  if (tip.hash !== hash) return as('hash');
  // Sound as entries, but perhaps no history of an instance.
  const replay = await replayed(instanceId, store).catch(() => null);
  if (replay?.hash !== tip.hash) return as('replay');
  const state = plainState(replay.live);
  if (!sameSnapshot(row, state)) return as('snapshot');
  if (!sameColumns(row, state) || row.startedAt !== replay.first?.at || row.endedAt !== replay.endedAt)
    return as('columns');
  if (row.definition !== replay.definition || !(await sameStanding(row, state, replay.at, modelOf)))
    return as('columns');
  if (!replay.isTimely) return as('time');
  const differences = rowDifferences(replay.rows, await foundRows(store, instanceId));
  if (differences.length > 0) return { ...as('lists'), tables: [...new Set(differences.map(({ table }) => table))] };
  const { keys, endedSeq, first } = replay;
  let offers = 0;
  for (const { task } of replay.rows.tasks.values()) offers += candidatesOf(task).length;
  return { keys, status: state.status, endedSeq, name: heldName(state.status, first), offers };
}

/** Instances that are compared at the same time. */
const AT_ONCE = 8;

/** The store's own unsigned checkpoints catch damage and careless changes, not a keeper who rewrites everything. */
function withCheckpoints(
  trail: TrailVerdict,
  checkpoints: readonly { readonly size: number; readonly root: string }[],
): TrailVerdict {
  const last = checkpoints.at(-1);
  if (!trail.sound || last === undefined) return trail;
  if (last.size > trail.entries) {
    return {
      sound: false,
      entries: trail.entries,
      firstBad: bad('TAIL_TRUNCATED', trail.entries + 1, { expected: last.size, found: trail.entries }),
    };
  }
  if (last.size === trail.entries && last.root !== trail.root) {
    const params = { from: 1, to: last.size, expected: last.root, found: trail.root };
    return { sound: false, entries: trail.entries, firstBad: bad('ROOT_DIFFERS', 1, params) };
  }
  return trail;
}

function bad(code: BadEntry['code'], position: number, params: BadEntry['params']): BadEntry {
  return { code, position, instanceId: null, seq: null, params };
}
