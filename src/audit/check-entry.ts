// The checks an entry must pass whatever else is known: its text, its labels, and its place in its instance's chain.
import type { AuditFinding, BadEntry, Hash, StoredEntry } from '../model/journal.ts';
import { parseEntry } from './parse-entry.ts';
import { GENESIS_HASH, sealEntry } from './seal-entry.ts';

/** The last entry seen of each instance. Starts empty; one small record per instance. */
export type ChainTips = Map<string, { readonly seq: number; readonly hash: Hash }>;

/** The first thing wrong with the entry; or nothing, and then `tips` has moved on to it. */
export function checkEntry(stored: StoredEntry, tips: ChainTips): BadEntry | undefined {
  const parsed = parseEntry(stored.text);
  if (!parsed.sound) return bad(stored, parsed.code, parsed.params);
  const { instanceId, seq } = parsed.entry;
  if (instanceId !== stored.instanceId || seq !== stored.seq) {
    return bad(stored, 'LABEL_DIFFERS', { textInstanceId: instanceId, textSeq: seq });
  }
  const tip = tips.get(instanceId) ?? { seq: 0, hash: GENESIS_HASH };
  const expected = tip.seq + 1;
  if (seq !== expected) return bad(stored, seq > expected ? 'SEQ_GAP' : 'SEQ_REPEATED', { expected });
  if (stored.hash !== sealEntry(tip.hash, stored.text)) {
    const restarted = seq > 1 && stored.hash === sealEntry(GENESIS_HASH, stored.text);
    return bad(stored, restarted ? 'CHAIN_RESTARTED' : 'CONTENT_CHANGED');
  }
  tips.set(instanceId, { seq, hash: stored.hash });
  return undefined;
}

export function bad(stored: StoredEntry, code: AuditFinding, params: BadEntry['params'] = {}): BadEntry {
  return { code, position: stored.position, instanceId: stored.instanceId, seq: stored.seq, params };
}
