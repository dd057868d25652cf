// The entries of one instance, as far as their chain holds: only these are believed.
import { GENESIS_HASH, sealEntry } from '../audit/index.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { JournalEntry } from '../model/journal.ts';
import { journalPages } from './journal-pages.ts';
import type { JournalRow, Store } from './ports.ts';

/** An entry of an instance, whose events are those of a process. */
export type StepEntry = Omit<JournalEntry, 'events'> & { readonly events: readonly ProcessEvent[] };

export interface ProvenEntry {
  readonly entry: StepEntry;
  readonly row: JournalRow;
}

/** Ends where the chain does, or an entry is archived. */
export async function* provenEntries(instanceId: string, store: Store): AsyncGenerator<ProvenEntry> {
  let before = GENESIS_HASH;
  for await (const rows of journalPages(store, { instanceId }, PAGE)) {
    for (const row of rows) {
      if (sealEntry(before, row.text) !== row.hash) return;
      before = row.hash;
      yield { entry: JSON.parse(row.text) as StepEntry, row };
    }
  }
}

const PAGE = 1_000;
