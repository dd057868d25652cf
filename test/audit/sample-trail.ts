// A small trail of interleaved instances, and the way a store would seal it.
import {
  appendLeaf,
  canonicalJson,
  EMPTY_FRONTIER,
  generateSigningKey,
  GENESIS_HASH,
  leafHash,
  rootOf,
  sealEntry,
  signCheckpoint,
} from 'quytrinh/audit';
import type { JournalEntry, StoredEntry } from '../../src/model/journal.ts';

export const origin = 'sotnmt.example.gov.vn/quytrinh';
export const key = generateSigningKey(origin);
export const publicKeys = [key.verifierKey];

/** Seals entries in the given order: positions, chains and hashes are right by construction. */
export function seal(entries: readonly JournalEntry[]): StoredEntry[] {
  const tips = new Map<string, string>();
  return entries.map((entry, index) => {
    const text = canonicalJson(entry);
    const hash = sealEntry(tips.get(entry.instanceId) ?? GENESIS_HASH, text);
    tips.set(entry.instanceId, hash);
    return { position: index + 1, instanceId: entry.instanceId, seq: entry.seq, text, hash };
  });
}

/** The entries of three instances (hs-1 of 5 steps, hs-2 of 3, hs-3 of 4), interleaved. */
export const journal: readonly JournalEntry[] = ['1', '2', '1', '3', '1', '3', '2', '3', '1', '2', '3', '1'].map(
  (name, index, all) => ({
    instanceId: `hs-${name}`,
    seq: all.slice(0, index + 1).filter((other) => other === name).length,
    at: Date.UTC(2026, 1, 26, 9, index),
    command: { type: 'task.complete', taskId: `${index}`, variables: { note: 'Đồng ý cấp phép', days: 4.5 } },
    actor: index % 4 === 3 ? null : { kind: 'person', personId: 'nv.an' },
    authority:
      index % 5 === 4 ? { kind: 'grant', grant: 'UQ-12/2026', principal: 'gd.binh', instrument: '12/GUQ-STNMT' } : null,
    events: [
      { type: 'task.closed', taskId: `${index}`, outcome: 'completed' },
      { type: 'element.completed', element: 'Duyet' },
    ],
  }),
);

export const rootOfEntries = (entries: readonly StoredEntry[]): string =>
  rootOf(entries.reduce((frontier, { hash }) => appendLeaf(frontier, leafHash(hash)), EMPTY_FRONTIER));

export const checkpointAt = (entries: readonly StoredEntry[], size: number, signingKey = key): string =>
  signCheckpoint({ origin, size, root: rootOfEntries(entries.slice(0, size)), at: Date.UTC(2026, 1, 27) }, signingKey);
