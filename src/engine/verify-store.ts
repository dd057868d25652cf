// Verifies a store from the outside, trusting nothing in it but the journal's own proofs: every entry and chain, the
// checkpoints, and that what the store shows as the present state is what the journal says (replay equals state).
import { trailVerifier, type TrailVerdict, type VerifyTrailOptions } from '../audit/index.ts';
import { definitionHistoryPrefix, isDefinitionHistory, type DefinitionEvent } from '../model/definition.ts';
import { applyEvent, emptyState, liveState, plainState, type LiveState } from '../machine/index.ts';
import type { ProcessEvent } from '../model/events.ts';
import { isLive, type InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import type { BadEntry, JournalEntry } from '../model/journal.ts';
import { eachRow } from './all-rows.ts';
import { sameColumns, sameRows } from './compare-rows.ts';
import { modelsOf, sameStanding } from './compare-standing.ts';
import { journalPages } from './journal-pages.ts';
import type { JournalRow, ListedMessage, Store } from './ports.ts';
import { sameJson } from './same-json.ts';
import { followDefinitions, strayedDefinitions, type Histories } from './verify-definitions.ts';

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
    /** A row of the outbox that one of its steps has put there cannot be read. */
    | 'outbox'
    /** `instanceId` is the id of a kept message, which cannot be read. */
    | 'message'
    | 'time'
    | 'seq'
    | 'hash'
    | 'journalMissing'
    | 'replay';
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
    if (!rows.every((row) => verifier.add(row) && follow(tips, histories, row))) break;
  }
  const trail = withCheckpoints(verifier.finish(), checkpoints);
  const strayed = trail.sound ? await compareStates(store, tips) : [];
  for (const process of trail.sound ? await strayedDefinitions(store, histories) : [])
    strayed.push({ instanceId: definitionHistoryPrefix + process, what: 'definitions' });
  for (const id of trail.sound ? await unreadableMessages(store) : [])
    strayed.push({ instanceId: id, what: 'message' });
  return { trail, strayed, sound: trail.sound && strayed.length === 0 };
}

interface Tip {
  readonly seq: number;
  readonly hash: string;
  /** Null when it has ended, or its journal is no history of an instance. */
  readonly working: LiveState | null;
  /** Once it has ended: the smaller form. */
  readonly ended: InstanceState | null;
  /** Under which it runs, as its last start or migration says. */
  readonly definition: string | null;
  /** The instant beside each entry is the one inside it. */
  readonly timely: boolean;
  readonly at: Instant;
  /** Its last entry says that it was archived. */
  readonly archived: boolean;
}

/** Replays as the verifier goes along. */
function follow(
  tips: Map<string, Tip>,
  histories: Histories,
  { instanceId, seq, hash, text, at }: JournalRow,
): boolean {
  if (isDefinitionHistory(instanceId)) {
    const { events } = JSON.parse(text) as { readonly events: readonly DefinitionEvent[] };
    followDefinitions(histories, instanceId.slice(definitionHistoryPrefix.length), events);
    return true;
  }
  const tip = tips.get(instanceId);
  let timely = tip?.timely !== false;
  let state = tip === undefined ? liveState(emptyState()) : (tip.working ?? (tip.ended && liveState(tip.ended)));
  let definition = tip?.definition ?? null;
  let archived = false;
  try {
    const entry = JSON.parse(text) as JournalEntry;
    const { events, command } = entry;
    if (typeof command.definition === 'string') definition = command.definition;
    timely &&= entry.at === at;
    archived = command.type === 'instance.archive';
    for (const event of events) if (state !== null) applyEvent(state, event as unknown as ProcessEvent);
  } catch {
    state = null; // sound as an entry, but no history of an instance: told below
  }
  const working = state !== null && isLive(state) ? state : null;
  const ended = state !== null && working === null ? plainState(state) : null;
  tips.set(instanceId, { seq, hash, working, ended, definition, timely, at, archived });
  return true;
}

async function compareStates(store: Store, tips: ReadonlyMap<string, Tip>): Promise<Strayed[]> {
  const strayed: Strayed[] = [];
  const seen = new Set<string>();
  const modelOf = modelsOf(store);
  for await (const row of eachRow((page) => store.instances(page))) {
    const { instanceId, seq, hash, snapshot } = row;
    seen.add(instanceId);
    const tip = tips.get(instanceId);
    const state = tip?.working ? plainState(tip.working) : tip?.ended;
    if (tip === undefined) strayed.push({ instanceId, what: 'journalMissing' });
    else if (tip.archived) strayed.push({ instanceId, what: 'archived' });
    else if (tip.seq !== seq) strayed.push({ instanceId, what: 'seq' });
    else if (tip.hash !== hash) strayed.push({ instanceId, what: 'hash' });
    else if (!state) strayed.push({ instanceId, what: 'replay' });
    else if (!sameSnapshot(snapshot, state)) strayed.push({ instanceId, what: 'snapshot' });
    else if (!sameColumns(row, state) || row.definition !== tip.definition)
      strayed.push({ instanceId, what: 'columns' });
    else if (!(await sameStanding(row, state, tip.at, modelOf))) strayed.push({ instanceId, what: 'columns' });
    else if (!tip.timely) strayed.push({ instanceId, what: 'time' });
    else if (!(await sameRows(store, instanceId, state))) strayed.push({ instanceId, what: 'lists' });
    else if ((await store.outboxOf(instanceId, PAGE)).some((sent) => 'unreadable' in sent))
      strayed.push({ instanceId, what: 'outbox' });
  }
  for (const [instanceId, { archived }] of tips)
    if (!archived && !seen.has(instanceId)) strayed.push({ instanceId, what: 'seq' });
  return strayed;
}

/** What they say is in no journal: nobody has taken them. */
async function unreadableMessages(store: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const page: readonly ListedMessage[] = await store.bufferedMessages({ after, now: 0 });
    for (const message of page) if ('unreadable' in message) found.push(message.id);
    after = page.at(-1)?.id;
  }
  return found;
}

function sameSnapshot(snapshot: string, state: InstanceState): boolean {
  try {
    return sameJson(JSON.parse(snapshot), JSON.parse(JSON.stringify(state)));
  } catch {
    return false;
  }
}

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
