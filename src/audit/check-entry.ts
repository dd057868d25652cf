// The checks an entry must pass whatever else is known: its text, its labels, and its place in its instance's chain.
import type { AuditFinding, BadEntry, Hash, StoredEntry } from '../model/journal.ts';
import { isDefinitionHistory } from '../model/definition.ts';
import { parseEntry } from './parse-entry.ts';
import { GENESIS_HASH, sealEntry } from './seal-entry.ts';
import { isHash } from './sha256.ts';

/**
 * The last entry seen of each instance. Starts empty; one small record per instance. `gone`: its texts were removed, and what says so
 * is still to come (the first of them); `archived`: it has come.
 */
export type ChainTips = Map<
  string,
  { readonly seq: number; readonly hash: Hash; readonly gone?: StoredEntry; readonly archived?: true }
>;

/** The first thing wrong with the entry; or nothing, and then `tips` has moved on to it. */
export function checkEntry(stored: StoredEntry, tips: ChainTips): BadEntry | undefined {
  if (stored.text === '') return checkGone(stored, tips);
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
  const archives = parsed.entry.command.type === ARCHIVE;
  if (tip.archived === true || (tip.gone !== undefined && !archives)) return bad(stored, 'ARCHIVED_IN_PART');
  tips.set(instanceId, { seq, hash: stored.hash, ...(archives ? { archived: true } : {}) });
  return undefined;
}

const ARCHIVE = 'instance.archive';

/** Of an archived entry only its place and its hash can be looked at; the tree holds the hash to what it was. */
function checkGone(stored: StoredEntry, tips: ChainTips): BadEntry | undefined {
  const { instanceId, seq, hash } = stored;
  const tip = tips.get(instanceId);
  const expected = (tip?.seq ?? 0) + 1;
  if (seq !== expected) return bad(stored, seq > expected ? 'SEQ_GAP' : 'SEQ_REPEATED', { expected });
  if (!isHash(hash)) return bad(stored, 'CONTENT_CHANGED');
  if ((tip !== undefined && tip.gone === undefined) || isDefinitionHistory(instanceId))
    return bad(stored, 'ARCHIVED_IN_PART');
  tips.set(instanceId, { seq, hash, gone: tip?.gone ?? stored });
  return undefined;
}

/** At the end of the trail: texts that are gone though nothing says that they were archived. */
export function unsaid(tips: ChainTips): BadEntry | undefined {
  for (const { gone } of tips.values()) if (gone !== undefined) return bad(gone, 'ARCHIVE_UNSAID');
  return undefined;
}

export function bad(stored: StoredEntry, code: AuditFinding, params: BadEntry['params'] = {}): BadEntry {
  return { code, position: stored.position, instanceId: stored.instanceId, seq: stored.seq, params };
}
