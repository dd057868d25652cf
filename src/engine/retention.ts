// Retention: how long ended instances stay in the store, as data. Looked after beside the due work, a few at a time; whichever process
// comes first does it.
import { invalidOption } from '../model/invalid.ts';
import { refuseUnknown } from '../model/refuse-unknown.ts';
import type { Instant } from '../model/json.ts';
import { archiveEnded, type ArchiveSink } from './archive.ts';
import type { ExportParts } from './export-document.ts';

export interface Retention {
  /** One for each process, and one without a process for all others. A process without a rule is kept for ever. */
  readonly rules: readonly RetentionRule[];
  /** Keeps the document for good before it resolves. */
  readonly to: ArchiveSink;
}

/** How long an instance is kept after its end: years and days together. */
export interface RetentionRule {
  readonly process?: string;
  readonly years?: number;
  readonly days?: number;
}

/** Throws EngineErrors OPTION_UNKNOWN, OPTION_INVALID. */
export function checkRetention(retention: Retention): void {
  refuseUnknown(retention, ['rules', 'to']);
  const seen = new Set<string | undefined>();
  for (const rule of retention.rules) {
    refuseUnknown(rule, ['process', 'years', 'days']);
    const { process, years = 0, days = 0 } = rule;
    if (seen.has(process)) throw invalidOption('retention', 'RULE_TWICE', { process: process ?? '*' });
    seen.add(process);
    if (![years, days].every((length) => Number.isInteger(length) && length >= 0) || years + days === 0)
      throw invalidOption('retention', 'RULE_EMPTY', { process: process ?? '*' });
  }
  if (typeof retention.to !== 'function') throw invalidOption('retention', 'MISSING_SINK');
}

/** Up to so many of each rule at once, so that due work does not wait. */
const AT_ONCE = 100;

/** What fails for one process is told, and the others have their turn. */
export async function applyRetention(
  { rules, to }: Retention,
  parts: ExportParts,
  isOver: () => boolean,
  onTrouble: (trouble: unknown, what: string) => void,
): Promise<void> {
  const { store, now } = parts;
  const named = new Map(rules.map((rule) => [rule.process, rule]));
  const processes = new Set((await store.definitions()).map(({ process }) => process));
  for (const process of processes) {
    const rule = named.get(process) ?? named.get(undefined);
    if (rule === undefined) continue;
    const query = { process, endedBefore: keptSince(rule, now()), limit: AT_ONCE, dryRun: false, isOver };
    try {
      await archiveEnded(query, to, { kind: 'system', name: 'retention' }, parts);
    } catch (error) {
      onTrouble(error, `retention of ${process}`);
    }
  }
}

/** What ended before is not kept any more. Years are those of the calendar; 29 February counts as the day after 28 February. */
export function keptSince({ years = 0, days = 0 }: RetentionRule, now: Instant): Instant {
  const day = new Date(now);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  return day.getTime() - days * 86_400_000;
}
