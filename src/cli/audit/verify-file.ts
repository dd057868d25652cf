// Everything that can be found wrong in a store, damage of a file itself included.
import { verifyStore, type Store, type StoreVerdict, type Strayed } from '../../engine/index.ts';
import { isEngineError } from '../../model/engine-error.ts';
import type { BadEntry } from '../../model/journal.ts';
import { sqliteStore, type StoreFault } from '../../stores/sqlite/index.ts';
import { auditText, storeReason, tablesText, type Lang } from '../../text/index.ts';
import { formatInstant } from '../../time/index.ts';
import { fill } from '../../model/fill.ts';
import type { Shell } from '../command.ts';
import { percentOf, progressFor } from '../ops/progress.ts';
import { troubleOf } from '../trouble.ts';
import { usageError } from '../usage-error.ts';
import { findUnreadable } from './find-unreadable.ts';
import { looksLikeStore } from './looks-like-store.ts';
import type { AuditReport, FoundBad } from './report.ts';
import { auditWords } from './texts.ts';
import { verifyArchive } from './verify-archive.ts';

export interface Anchors {
  readonly publicKeys: readonly string[];
  readonly checkpoints: readonly string[];
  /** Folder of archived documents. */
  readonly archive?: string;
}

/** Throws EngineError STORE_OPEN, STORE_NOT_OURS, STORE_NEWER, and a UsageError for a file that never was a store. */
export async function verifyFile(file: string, anchors: Anchors, shell: Shell): Promise<AuditReport> {
  const { lang } = shell;
  const store = sqliteStore(file, { readOnly: true });
  try {
    await store.open();
  } catch (error) {
    if (!isDamage(error)) throw error;
    const { problem, reason = '' } = error.params;
    if (problem === 'empty' || (problem === 'notDatabase' && !looksLikeStore(file))) {
      throw usageError('notStore', { file, reason: storeReason(error.params, lang) ?? reason });
    }
    return broken({ damage: [{ code: 'structure', message: troubleOf(error, lang).text }] });
  }
  return verifyOpen(store, anchors, shell);
}

/** The same of a PostgreSQL database; pages and files are the server's own care. Throws EngineError STORE_OPEN and the like. */
export async function verifyDatabase(
  address: string,
  schema: string,
  anchors: Anchors,
  shell: Shell,
): Promise<AuditReport> {
  const { postgresStore } = await import('../../stores/postgres/index.ts');
  const store = postgresStore(address, { schema, readOnly: true });
  await store.open();
  return verifyOpen(store, anchors, shell);
}

type Opened = Store & { readonly integrityCheck?: () => Promise<readonly StoreFault[]> };

async function verifyOpen(store: Opened, anchors: Anchors, shell: Shell): Promise<AuditReport> {
  try {
    return await verifyAll(store, anchors, shell);
  } finally {
    await store.close();
  }
}

async function verifyAll(store: Opened, { archive: folder, ...anchors }: Anchors, shell: Shell): Promise<AuditReport> {
  const { lang } = shell;
  const show = progressFor(shell);
  show(auditWords.readingFile[lang]);
  const structure = (await faultsOf(store, lang)).filter(({ code }) => code === 'structure');
  let verdict: StoreVerdict;
  try {
    verdict = await verifyStore(store, {
      ...anchors,
      onProgress: (entries, size) => {
        show(fill(auditWords.readingJournal[lang], { percent: percentOf(entries, size), size }));
        if (entries >= size) show(auditWords.comparing[lang]);
      },
    });
  } catch (error) {
    if (!isDamage(error)) throw error;
    const { entries, firstBad } = await findUnreadable(store, lang);
    const damage = structure.length > 0 ? structure : [{ code: 'structure', message: troubleOf(error, lang).text }];
    return broken({ entries, firstBad, damage });
  }
  const { trail } = verdict;
  const strayed = verdict.strayed.map((each) => ({ ...each, message: strayedText(each, lang) }));
  if (!trail.sound) {
    const firstBad = await describeBad(store, trail.firstBad, lang);
    return broken({ entries: trail.entries, firstBad, strayed, damage: structure });
  }
  // What the trail has explained already need not be said again in the file's own terms.
  const damage = strayed.length > 0 ? structure : await faultsOf(store, lang);
  const { entries, instances, definitions, root, anchored, archived } = trail;
  const archive = folder === undefined ? null : await verifyArchive(store, folder, lang);
  const sound = strayed.length === 0 && damage.length === 0 && (archive?.faults.length ?? 0) === 0;
  return { sound, entries, instances, definitions, root, anchored, archived, firstBad: null, strayed, archive, damage };
}

function strayedText({ what, tables = [] }: Strayed, lang: Lang): string {
  return fill(auditWords.strayed[what][lang], { tables: tablesText(tables, lang) });
}

async function describeBad(store: Store, bad: BadEntry, lang: Lang): Promise<FoundBad> {
  const { code, position, instanceId, seq } = bad;
  const [row] = position === null ? [] : await store.journal({ from: position, limit: 1 });
  const at = row === undefined || row.position !== position ? null : formatInstant(row.at, ZONE);
  return { code, position, instanceId, seq, at, message: auditText(bad, lang) };
}

async function faultsOf(store: Opened, lang: Lang): Promise<{ readonly code: string; readonly message: string }[]> {
  try {
    return ((await store.integrityCheck?.()) ?? []).map((fault) => ({
      code: fault.code,
      message: faultText(fault, lang),
    }));
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [{ code: 'structure', message: troubleOf(error, lang).text }];
  }
}

function faultText({ code, detail }: StoreFault, lang: Lang): string {
  return `${auditWords.fault[code][lang]}: ${detail.replace(/\s+/g, ' ')}`;
}

function broken(found: Partial<AuditReport>): AuditReport {
  const nothing = {
    entries: 0,
    instances: null,
    definitions: null,
    root: null,
    anchored: 0,
    archived: 0,
    firstBad: null,
    strayed: [],
    archive: null,
    damage: [],
  };
  return { ...nothing, ...found, sound: false };
}

function isDamage(error: unknown): error is Error & { readonly params: Readonly<Record<string, string | number>> } {
  return isEngineError(error) && error.code === 'STORE_CORRUPT';
}

/** A store does not say in which zone its office works. */
const ZONE = 'Asia/Ho_Chi_Minh';
