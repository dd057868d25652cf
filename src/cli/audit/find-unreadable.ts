// In a damaged file: the first entry that can't be read, or that is wrong before that.
import { trailVerifier } from '../../audit/index.ts';
import type { Store } from '../../engine/index.ts';
import { isEngineError } from '../../model/engine-error.ts';
import { auditText, type Lang } from '../../text/index.ts';
import { fill } from '../../model/fill.ts';
import type { FoundBad } from './report.ts';
import { auditWords } from './texts.ts';

export async function findUnreadable(
  store: Store,
  lang: Lang,
): Promise<{ readonly entries: number; readonly firstBad: FoundBad | null }> {
  const verifier = trailVerifier();
  let from = 1;
  // Pages get smaller where one can't be read, down to the single entry.
  for (let size = PAGE; ;) {
    let rows;
    try {
      rows = await store.journal({ from, limit: size });
    } catch (error) {
      if (!isEngineError(error) || error.code !== 'STORE_CORRUPT') throw error;
      if (size > 1) {
        size = Math.max(1, Math.floor(size / 8));
        continue;
      }
      const message = fill(auditWords.unreadable[lang], { position: from });
      const firstBad = { code: 'UNREADABLE', position: from, instanceId: null, seq: null, at: null, message };
      return { entries: from - 1, firstBad };
    }
    for (const row of rows) {
      if (verifier.add(row)) continue;
      return { entries: row.position - 1, firstBad: toFound(verifier.finish(), lang) };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return { entries: from - 1, firstBad: null };
    from = last.position + 1;
  }
}

const PAGE = 512;

function toFound(verdict: ReturnType<ReturnType<typeof trailVerifier>['finish']>, lang: Lang): FoundBad | null {
  if (verdict.sound) return null;
  const { code, position, instanceId, seq } = verdict.firstBad;
  return { code, position, instanceId, seq, at: null, message: auditText(verdict.firstBad, lang) };
}
