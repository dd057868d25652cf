// The history of definitions: every change of one is an entry of the journal, chained like the steps of an instance, and decided by
// what the history says, not by the rows beside it.
import { canonicalJson, GENESIS_HASH, sealEntry } from '../../audit/index.ts';
import type { Actor } from '../../model/commands.ts';
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

export interface DefinitionLog {
  /**
   * Versions whose day has come take effect first; then `decide` is asked, anew when somebody else was faster. Null changes nothing.
   * Gives all versions as they are then. Throws EngineError CONFLICT.
   */
  change(
    process: string,
    actor: Actor | null,
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
    actor: Actor | null,
    { command, events, added }: DefinitionChange,
  ): Promise<boolean> => {
    const at = now();
    const after = events.reduce(applyDefinitionEvent, lives);
    const known = await store.definitions({ process });
    const rows = [...known, ...(added === undefined ? [] : [added])].map((row): DefinitionRow => {
      const life = after.get(row.version);
      if (life === undefined)
        throw engineError('DEFECT', { detail: `version ${row.version} of ${process} has no history` });
      const { state, approval, effectiveFromAt, effectiveToAt, suspended } = life;
      return { ...row, state, approval, effectiveFromAt, effectiveToAt, suspended };
    });
    const present = await store.starts({ process });
    const starts = startRowsAfter({ process, before: lives, after, present, rows, now: at, zone });
    const instanceId = definitionHistoryPrefix + process;
    const seq = tip.seq + 1;
    const text = canonicalJson({ instanceId, seq, at, command, actor, authority: null, events });
    const { ok } = await store.commitDefinition({
      process,
      expectedSeq: tip.seq,
      entry: { at, text, hash: sealEntry(tip.hash, text) },
      rows: rows.filter(({ version }) => lives.get(version) !== after.get(version)),
      starts,
    });
    return ok;
  };

  return {
    change: async (process, actor, decide) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const history = await readHistory(store, process);
        const due = takeDueEffect(history.lives, now());
        if (due.length > 0) {
          // Nobody did this but the day that has come: an entry of its own.
          await write(process, history, timer, { command: { type: 'definition.takeEffect' }, events: due });
          continue;
        }
        const change = await decide(history.lives);
        if (change === null || (await write(process, history, actor, change))) return store.definitions({ process });
      }
      const instanceId = definitionHistoryPrefix + process;
      throw engineError('CONFLICT', { instanceId, expected: '', found: '' });
    },
  };
}

const timer = { kind: 'system', name: 'timer' } as const;

interface History {
  readonly tip: { readonly seq: number; readonly hash: string };
  readonly lives: Lives;
}

async function readHistory(store: Store, process: string): Promise<History> {
  let tip = { seq: 0, hash: GENESIS_HASH };
  let lives: Lives = new Map();
  for (const { seq, hash, text } of await historyRows(store, process)) {
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
