// What ended long ago leaves the store for the archive.
import { invalidArgument } from '../../model/invalid.ts';
import type { Instant } from '../../model/json.ts';
import type { Act } from '../act.ts';
import { archiveEnded, type ArchiveReport, type ArchiveSink } from '../archive.ts';
import type { EngineParts } from '../parts.ts';
import { actorOf } from '../receipt.ts';

export interface ArchiveActs {
  /**
   * Exports every instance that ended before the instant, hands it to `to`, and removes it: its state and the texts of its journal go,
   * the hashes stay, so that the trail and all checkpoints can still be verified (the verifier says how many entries are archived).
   * Definitions and idempotency keys stay. EngineErrors OPTION_UNKNOWN, ARGUMENT_INVALID, ENGINE_CLOSED; what `to` throws ends it, and
   * nothing is removed that was not kept.
   */
  archive(request: ArchiveRequest): Promise<ArchiveReport>;
}

export interface ArchiveRequest extends Pick<Act, 'actor'> {
  readonly endedBefore: Instant;
  readonly process?: string;
  /** At most so many: 1 to 100,000, default 1,000. */
  readonly limit?: number;
  /** Only says what would be removed; `to` is not called. */
  readonly dryRun?: boolean;
  readonly to: ArchiveSink;
  /** Called after every page of up to 100. */
  readonly onProgress?: (archived: number) => void;
}

export function archiveActs(parts: EngineParts): ArchiveActs {
  return {
    archive: async (request) => {
      parts.open();
      const { endedBefore, process, limit = 1_000, dryRun = false, to, actor, onProgress } = request;
      if (!dryRun && typeof to !== 'function') throw invalidArgument('to', 'MISSING_SINK');
      const query = { endedBefore, limit, dryRun, ...(process === undefined ? {} : { process }) };
      const by = actorOf(actor === undefined ? {} : { actor });
      return parts.doing.add(archiveEnded(query, to, by, parts, onProgress));
    },
  };
}
