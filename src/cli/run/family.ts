// The instances of one run, and the entries that the run has written: the one that was started, and those that came of it by a call,
// a message, a signal or a timed start. Other instances of the same store are none of its business.
import type { Store } from '../../engine/index.ts';
import type { JournalEntry } from '../../model/journal.ts';

export interface Family {
  /** Reads on in the journal; gives the new entries of the family, in order. */
  readonly readOn: () => Promise<readonly JournalEntry[]>;
  /** Ids of the instances that have not ended, the oldest first. */
  readonly active: () => readonly string[];
  readonly all: () => readonly string[];
  readonly has: (instanceId: string) => boolean;
}

/** `size`: entries in the journal before the run. */
export function familyOf(store: Store, rootId: () => string | null, size: number): Family {
  const members = new Map<string, { active: boolean }>();
  let from = size + 1;
  return {
    readOn: async () => {
      const entries: JournalEntry[] = [];
      for (;;) {
        const rows = await store.journal({ from, limit: PAGE });
        for (const { instanceId, seq, text } of rows) {
          const entry = JSON.parse(text) as JournalEntry;
          if (instanceId === rootId() || (seq === 1 && entry.actor?.['kind'] === 'system')) {
            if (!members.has(instanceId)) members.set(instanceId, { active: true });
          }
          const member = members.get(instanceId);
          if (member === undefined) continue;
          if (entry.events.some(({ type }) => type === 'instance.reopened')) member.active = true;
          if (entry.events.some(({ type }) => endings.has(type))) member.active = false;
          entries.push(entry);
        }
        const last = rows.at(-1);
        if (last === undefined) return entries;
        from = last.position + 1;
      }
    },
    active: () => [...members].filter(([, { active }]) => active).map(([instanceId]) => instanceId),
    all: () => [...members.keys()],
    has: (instanceId) => members.has(instanceId),
  };
}

const PAGE = 1_000;
const endings: ReadonlySet<string> = new Set(['instance.completed', 'instance.terminated', 'instance.compensated']);
