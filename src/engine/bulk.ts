// The same act on many: page by page, one after another, each a step of its own that is durable before the next begins. What a crash
// leaves undone is done by the same call with the last cursor and the same key.
import { badRow } from '../model/bad-row.ts';
import type { EngineErrorCode, EngineErrorParams } from '../model/engine-error.ts';
import type { Act } from './act.ts';
import { faultOfOne } from './fault-of-one.ts';
import type { Page, PageQuery, Store } from './ports.ts';

export interface BulkOptions {
  /** Who gives the command: a person of the directory. Absent: the calling system. */
  readonly actor?: string;
  /** Of the whole: each single act has a key made from it, so that nothing is done twice. Default: a new one, told with every progress. */
  readonly idempotencyKey?: string;
  /** At most so many at once: 1 to 100,000, default 1,000. The rest: the same call with `next` as cursor. */
  readonly limit?: number;
  /** Where an earlier call stopped: its `next`, or the cursor of its last progress. */
  readonly cursor?: string;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  /** Called after every page of up to 100. */
  readonly onProgress?: (progress: BulkProgress) => void;
}

export interface BulkProgress {
  readonly idempotencyKey: string;
  /** From here it goes on; null: nothing is left. */
  readonly cursor: string | null;
  readonly done: number;
  readonly refused: number;
}

export interface BulkReport {
  readonly idempotencyKey: string;
  readonly results: readonly BulkResult[];
  /** Of those looked at: how many were done (a dry run: would be done), how many refused. */
  readonly done: number;
  readonly refused: number;
  /** Cursor of those that were not looked at; null: none. */
  readonly next: string | null;
}

export type BulkResult = { readonly instanceId: string; readonly incidentId?: string } & (
  { readonly ok: true; /** The key was used before: it was done then. */ readonly repeated: boolean } | Refusal
);

/** The EngineError, as `errorText` takes it. */
export interface Refusal {
  readonly ok: false;
  readonly code: EngineErrorCode;
  readonly params: EngineErrorParams;
  readonly message: string;
  /** Its reasons, where it has several: of MIGRATION_REFUSED each `MigrationProblem`. */
  readonly cause?: readonly unknown[];
}

export interface BulkParts<Row> {
  readonly read: (page: PageQuery) => Promise<Page<Row>>;
  readonly idOf: (row: Row) => { readonly instanceId: string; readonly incidentId?: string };
  /** Null: not to be counted at all. */
  readonly act: (row: Row, by: Act, isDryRun: boolean) => Promise<{ readonly repeated: boolean } | null>;
  readonly newKey: () => string;
  readonly store: Pick<Store, 'name'>;
}

export async function inBulk<Row>(options: BulkOptions, parts: BulkParts<Row>): Promise<BulkReport> {
  const { limit = 1_000, dryRun = false, onProgress, actor, idempotencyKey = parts.newKey() } = options;
  const results: BulkResult[] = [];
  let done = 0;
  let left = limit;
  let cursor: string | null | undefined = options.cursor;
  while (cursor !== null && left > 0) {
    const size = { limit: Math.min(PAGE, left) };
    const page: Page<Row> = await parts.read(cursor === undefined ? size : { ...size, cursor });
    for (const row of page.rows) {
      const id = parts.idOf(row);
      const key = `${idempotencyKey}/${id.incidentId ?? id.instanceId}`;
      const result = await outcomeOf(() =>
        parts.act(row, { ...(actor === undefined ? {} : { actor }), idempotencyKey: key }, dryRun),
      );
      if (result === null) continue;
      results.push({ ...id, ...result });
      if (result.ok) done += 1;
    }
    const { unreadable = [] } = page;
    for (const { instanceId, id, detail } of unreadable) {
      const { code, params, message } = badRow(parts.store.name, 'incidents', detail);
      results.push({ instanceId, incidentId: id, ok: false, code, params, message });
    }
    left -= page.rows.length + unreadable.length;
    cursor = page.next;
    onProgress?.({ idempotencyKey, cursor, done, refused: results.length - done });
  }
  return { idempotencyKey, results, done, refused: results.length - done, next: cursor ?? null };
}

export type Outcome = { readonly ok: true; readonly repeated: boolean } | Refusal;

/** Throws what is wrong with the engine or its store: that is wrong for all that follow. */
export async function outcomeOf(act: () => Promise<{ readonly repeated: boolean } | null>): Promise<Outcome | null> {
  try {
    const receipt = await act();
    return receipt === null ? null : { ok: true, repeated: receipt.repeated };
  } catch (error) {
    const { code, params, message, cause } = faultOfOne(error);
    const refusal = { ok: false, code, params, message } as const;
    return Array.isArray(cause) ? { ...refusal, cause: cause as readonly unknown[] } : refusal;
  }
}

const PAGE = 100;
