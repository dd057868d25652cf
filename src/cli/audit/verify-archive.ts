// The documents of a folder against the store whose journal says what was archived: each is there, proves itself, and is the very one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { documentHash, verifyInstanceDocument, type InstanceDocument, type Store } from '../../engine/index.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { Lang } from '../../text/index.ts';
import { readJson } from '../files/read-json.ts';
import { archiveFile } from '../ops/archive-file.ts';
import { isUsageError } from '../usage-error.ts';
import { auditWords } from './texts.ts';

export interface ArchiveFinding {
  readonly instanceId: string;
  readonly code: 'missing' | 'unreadable' | 'unsound' | 'other';
  readonly message: string;
}

export interface ArchiveReport {
  /** Instances that the journal says were archived. */
  readonly documents: number;
  readonly faults: readonly ArchiveFinding[];
}

export async function verifyArchive(store: Store, folder: string, lang: Lang): Promise<ArchiveReport> {
  const faults: ArchiveFinding[] = [];
  let documents = 0;
  for (let from = 1; ;) {
    const rows = await store.journal({ from, limit: PAGE });
    for (const { instanceId, text } of rows) {
      const said = archivedHash(text);
      if (said === null) continue;
      documents += 1;
      const code = faultOf(join(folder, archiveFile(instanceId)), instanceId, said);
      if (code !== null) faults.push({ instanceId, code, message: auditWords.archiveFault[code][lang] });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return { documents, faults };
    from = last.position + 1;
  }
}

const PAGE = 2_000;

/** What the last entry of an archived instance says of its document; null: another entry. */
function archivedHash(text: string): string | null {
  if (!text.includes('"instance.archived"')) return null;
  const event = (JSON.parse(text) as JournalEntry).events.find(({ type }) => type === 'instance.archived');
  return event === undefined ? null : (event['document'] as string);
}

function faultOf(file: string, instanceId: string, said: string): ArchiveFinding['code'] | null {
  if (!existsSync(file)) return 'missing';
  let document: unknown;
  try {
    document = readJson(file);
  } catch (error) {
    if (isUsageError(error)) return 'unreadable';
    throw error;
  }
  const verdict = verifyInstanceDocument(document);
  if (!verdict.sound) return 'unsound';
  return verdict.instanceId === instanceId && documentHash(document as InstanceDocument) === said ? null : 'other';
}
