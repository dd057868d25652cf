// Instances that ended long ago leave the store: each is exported, handed to the archive, and only then removed. Hashes and positions of its
// entries stay, and a last entry says by the document's hash what was archived, so that the trail can be verified for ever.
import { canonicalJson, contentHash, sealEntry } from '../audit/index.ts';
import type { Actor } from '../model/commands.ts';
import { instanceStatuses, isLive, type InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import { exportDocument, type ExportParts } from './export-document.ts';
import { verifyInstanceDocument, type InstanceDocument } from './instance-document.ts';
import { isUnreadable, stateOf } from './state-of.ts';
import type { InstanceRow, Page } from './ports.ts';

/** Keeps the document for good before it resolves. After a crash the same document may come again. */
export type ArchiveSink = (document: InstanceDocument) => Promise<void> | void;

export interface ArchiveQuery {
  readonly endedBefore: Instant;
  readonly process?: string;
  /** At most so many; default 1,000. */
  readonly limit: number;
  readonly dryRun: boolean;
  /** Nothing more is begun. */
  readonly isOver?: () => boolean;
}

export interface ArchiveReport {
  /** Removed (a dry run: would be removed). */
  readonly archived: readonly string[];
  /**
   * Not removed. `sending`: a message, call or notice of it is still in the outbox; `compensating`: it is being
   * compensated; `callerRuns`: the instance that called it, or one above, may still have it compensated; `unsound`: its journal does not prove itself, or it cannot be read, see
   * `verifyStore`; `moved`: somebody went on
   * with it meanwhile.
   */
  readonly kept: readonly { readonly instanceId: string; readonly reason: KeptReason }[];
  /** The limit was reached: there may be more. */
  readonly more: boolean;
}

export type KeptReason = 'sending' | 'compensating' | 'callerRuns' | 'unsound' | 'moved';

export async function archiveEnded(
  { endedBefore, process, limit, dryRun, isOver = () => false }: ArchiveQuery,
  to: ArchiveSink,
  actor: Actor | null,
  parts: ExportParts,
  onProgress: (archived: number) => void = () => undefined,
): Promise<ArchiveReport> {
  const { store } = parts;
  const archived: string[] = [];
  const kept: ArchiveReport['kept'][number][] = [];
  const filter = { status: instanceStatuses.filter((status) => status !== 'active'), endedBefore };
  const query = process === undefined ? filter : { ...filter, process };
  let cursor: string | null | undefined;
  while (cursor !== null && archived.length < limit && !isOver()) {
    const page: Page<InstanceRow> = await store.instances(cursor === undefined ? query : { ...query, cursor });
    for (const row of page.rows) {
      if (archived.length >= limit || isOver()) break;
      const reason = await archiveOne(row, to, actor, dryRun, parts);
      if (reason === null) archived.push(row.instanceId);
      else kept.push({ instanceId: row.instanceId, reason });
    }
    cursor = page.next;
    onProgress(archived.length);
  }
  return { archived, kept, more: archived.length >= limit };
}

async function archiveOne(
  row: InstanceRow,
  to: ArchiveSink,
  actor: Actor | null,
  dryRun: boolean,
  parts: ExportParts,
): Promise<KeptReason | null> {
  const { store, now } = parts;
  // An ended instance sends nothing more: what is not there now comes only with a step, and then it has moved.
  if ((await store.outboxOf(row.instanceId, 1)).length > 0) return 'sending';
  // Evidence of tampering is not destroyed, and what can't be read stops no other.
  const document = await soundDocument(row, parts);
  if (document === null) return 'unsound';
  if (isLive(document.state)) return 'compensating';
  if (await mayBeCompensated(document.state, parts)) return 'callerRuns';
  if (dryRun) return null;
  await to(document);
  const { instanceId, seq: expectedSeq, hash } = row;
  const at = now();
  const digest = documentHash(document);
  const text = canonicalJson({
    ...{ instanceId, seq: expectedSeq + 1, at, actor, authority: null },
    command: { type: 'instance.archive' },
    events: [{ type: 'instance.archived', document: digest }],
  });
  const gone = await store.archive({ instanceId, expectedSeq, entry: { at, text, hash: sealEntry(hash, text) } });
  return gone ? null : 'moved';
}

async function soundDocument(row: InstanceRow, parts: ExportParts): Promise<InstanceDocument | null> {
  try {
    const document = await exportDocument(row, parts);
    return verifyInstanceDocument(document).sound ? document : null;
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

/** A caller that has ended may live again for its own caller, and then has what it called compensated: asked up to the first that runs. */
async function mayBeCompensated({ caller }: Pick<InstanceState, 'caller'>, { store }: ExportParts): Promise<boolean> {
  const asked = new Set<string>();
  for (let above = caller; above !== undefined && !asked.has(above.instanceId);) {
    asked.add(above.instanceId);
    const row = await store.instance(above.instanceId);
    if (row === null) return false;
    let state: InstanceState;
    try {
      state = stateOf(row, store);
    } catch {
      return true; // nobody knows
    }
    if (isLive(state)) return true;
    above = state.undo === undefined ? undefined : state.caller;
  }
  return false;
}

/** SHA-256 of the document in canonical form: however the file that holds it is laid out. */
export function documentHash(document: InstanceDocument): string {
  return contentHash(canonicalJson(document));
}
