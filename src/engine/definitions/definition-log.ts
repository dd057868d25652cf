// The history of definitions: every change of one is an entry of the journal, chained like the steps of an instance, and decided by
// what the history says, not by the rows beside it.
import { canonicalJson, GENESIS_HASH, sealEntry } from '../../audit/index.ts';
import type { Actor, Authority } from '../../model/commands.ts';
import { definitionHistoryPrefix, type DefinitionCommand, type DefinitionEvent } from '../../model/definition.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import { journalPages } from '../journal-pages.ts';
import type { DefinitionLife, DefinitionRow, JournalRow, Store } from '../ports.ts';
import { applyDefinitionEvent, type Lives } from './life.ts';
import { startRowsAfter } from './start-rows.ts';
import { takeDueEffect } from './take-effect.ts';

/** What somebody wants to change; `added`: a version that is new, its life aside. */
export interface DefinitionChange {
  readonly command: DefinitionCommand;
  readonly events: readonly DefinitionEvent[];
  readonly added?: Omit<DefinitionRow, keyof DefinitionLife>;
}

/** Who wants it, by what right, and how a repeat is known. */
export interface ChangeOrigin {
  readonly actor: Actor | null;
  readonly authority?: Authority | null;
  readonly idempotencyKey?: string;
  /** What the command of a repeat says as well; another one is refused. */
  readonly expects?: Readonly<Record<string, string | number>>;
}

export interface DefinitionLog {
  /**
   * Versions whose day has come take effect first; then `decide` is asked, anew when somebody else was faster. Null changes nothing.
   * Gives all versions as they are then; of a repeat, as they were after its step. Throws EngineErrors CONFLICT, IDEMPOTENCY_MISMATCH.
   */
  change(
    process: string,
    origin: ChangeOrigin,
    decide: (lives: Lives) => DefinitionChange | null | Promise<DefinitionChange | null>,
  ): Promise<readonly DefinitionRow[]>;
}

/** Races lost to another process are tried again so often. */
const ATTEMPTS = 10;
/** Entries read at once. */
const PAGE = 1_000;

export function definitionLog(store: Store, zone: string, now: () => Instant): DefinitionLog {
  const write = async (
    process: string,
    { tip, lives }: History,
    { actor, authority = null, idempotencyKey }: ChangeOrigin,
    { command, events, added }: DefinitionChange,
  ): Promise<boolean> => {
    const at = now();
    const after = events.reduce(applyDefinitionEvent, lives);
    const known = await store.definitions({ process });
    const rows = [...known, ...(added === undefined ? [] : [added])].map((row) => {
      const lived = withLife(row, after);
      if (lived !== null) return lived;
      throw engineError('DEFECT', { detail: `version ${row.version} of ${process} has no history` });
    });
    const present = await store.starts({ process });
    const starts = startRowsAfter({ process, before: lives, after, present, rows, now: at, zone, store });
    const instanceId = definitionHistoryPrefix + process;
    const seq = tip.seq + 1;
    const key = idempotencyKey === undefined ? {} : { key: idempotencyKey };
    const text = canonicalJson({ instanceId, seq, at, command, actor, authority, events, ...key });
    const { ok } = await store.commitDefinition({
      process,
      expectedSeq: tip.seq,
      entry: { at, text, hash: sealEntry(tip.hash, text) },
      rows: rows.filter(({ version }) => lives.get(version) !== after.get(version)),
      starts,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    return ok;
  };

  /** Null: the key is new, or there is none. */
  const earlier = async (process: string, { idempotencyKey, expects = {} }: ChangeOrigin) => {
    const used = idempotencyKey === undefined ? null : await store.usedKey(idempotencyKey);
    if (used === null) return null;
    const isSame = used.instanceId === definitionHistoryPrefix + process;
    const { command } = (isSame ? JSON.parse(used.text) : {}) as { readonly command?: Record<string, unknown> };
    if (command === undefined || Object.entries(expects).some(([name, value]) => command[name] !== value))
      throw engineError('IDEMPOTENCY_MISMATCH', { key: idempotencyKey ?? '' });
    const { lives } = await readHistory(store, process, used.seq);
    return (await store.definitions({ process })).flatMap((row) => withLife(row, lives) ?? []);
  };

  return {
    change: async (process, origin, decide) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const before = await earlier(process, origin);
        if (before !== null) return before;
        const history = await readHistory(store, process);
        const due = takeDueEffect(history.lives, now());
        if (due.length > 0) {
          // Nobody did this but the day that has come: an entry of its own.
          await write(process, history, { actor: timer }, { command: { type: 'definition.takeEffect' }, events: due });
          continue;
        }
        const change = await decide(history.lives);
        if (change === null || (await write(process, history, origin, change))) return store.definitions({ process });
      }
      const instanceId = definitionHistoryPrefix + process;
      throw engineError('CONFLICT', { instanceId, expected: '', found: '' });
    },
  };
}

const timer = { kind: 'system', name: 'timer' } as const;

/** A file of several processes or decisions is kept by several changes: each has a key made from the one that was given. */
export function partOf({ idempotencyKey, ...origin }: ChangeOrigin, process: string, hash: string): ChangeOrigin {
  const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}/${process}` };
  return { ...origin, ...key, expects: { type: 'definition.deploy', hash } };
}

interface History {
  readonly tip: { readonly seq: number; readonly hash: string };
  readonly lives: Lives;
}

/** The version as it is in its life; null: it was not there then. */
function withLife(row: Omit<DefinitionRow, keyof DefinitionLife>, lives: Lives): DefinitionRow | null {
  const life = lives.get(row.version);
  if (life === undefined) return null;
  const { state, approval, effectiveFromAt, effectiveToAt, suspended } = life;
  return { ...row, state, approval, effectiveFromAt, effectiveToAt, suspended };
}

/** `until`: up to this step of it. */
async function readHistory(store: Store, process: string, until = Infinity): Promise<History> {
  let tip = { seq: 0, hash: GENESIS_HASH };
  let lives: Lives = new Map();
  for (const { seq, hash, text } of await historyRows(store, process)) {
    if (seq > until) break;
    tip = { seq, hash };
    const { events } = JSON.parse(text) as { readonly events: readonly DefinitionEvent[] };
    lives = events.reduce(applyDefinitionEvent, lives);
  }
  return { tip, lives };
}

/** Every entry of the history, the oldest first. */
export async function historyRows(store: Store, process: string): Promise<readonly JournalRow[]> {
  const instanceId = definitionHistoryPrefix + process;
  const found: JournalRow[] = [];
  for await (const rows of journalPages(store, { instanceId }, PAGE)) found.push(...rows);
  return found;
}
