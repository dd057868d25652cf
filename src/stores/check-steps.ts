// What every store refuses before it writes the first row. A wrong step number would leave a gap in the journal, a hash that is
// none would break the trail: both are faults of the caller and must not depend on what the storage happens to check.
import { isHash } from '../audit/index.ts';
import { canBeKept, checkText } from './check-text.ts';
import type { ArchiveWrite, RowChange, StepWrite } from './port.ts';
import { invalidArgument } from '../model/invalid.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkSteps(steps: readonly StepWrite[]): void {
  for (const { instance, expectedSeq, entry, changes, idempotencyKey } of steps) {
    if (!Number.isSafeInteger(expectedSeq) || expectedSeq < 0)
      throw invalidArgument('expectedSeq', 'NOT_STEP', { value: expectedSeq });
    if (instance.seq !== expectedSeq + 1) {
      throw invalidArgument('instance.seq', 'STEP_GAP', { value: instance.seq, before: expectedSeq });
    }
    checkHash('entry.hash', entry.hash);
    if (instance.hash !== entry.hash) checkHash('instance.hash', instance.hash);
    checkHash('instance.definition', instance.definition);
    checkText('entry.text', entry.text);
    checkText('idempotencyKey', idempotencyKey);
    checkColumns('instance', instance);
    checkColumns('instance.dossier', instance.dossier);
    if (!Number.isSafeInteger(entry.at)) throw invalidArgument('entry.at', 'NOT_INSTANT', { value: entry.at });
    for (const change of changes) checkChange(change);
  }
}

/** Throws EngineError ARGUMENT_INVALID. */
export function checkArchive({ instanceId, expectedSeq, entry }: ArchiveWrite): void {
  if (!Number.isSafeInteger(expectedSeq) || expectedSeq < 1)
    throw invalidArgument('expectedSeq', 'NOT_STEP', { value: expectedSeq });
  checkHash('entry.hash', entry.hash);
  checkText('entry.text', entry.text);
  checkText('instanceId', instanceId);
}

function checkChange(change: RowChange): void {
  if ('put' in change) checkColumns(change.table, change.put);
  else checkText(change.table, change.drop);
}

/** Columns that are kept as they are; what is an object goes in as JSON. */
function checkColumns(table: string, row: object): void {
  for (const column in row) {
    const value: unknown = row[column as keyof typeof row];
    if (typeof value === 'string' && !canBeKept(value)) checkText(`${table}.${column}`, value);
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw invalidArgument(`${table}.${column}`, 'NOT_INSTANT', { value });
  }
}

/** Throws EngineError ARGUMENT_INVALID unless it is a SHA-256 in lower-case hexadecimal. */
export function checkHash(name: string, hash: string): void {
  if (!isHash(hash)) throw invalidArgument(name, 'NOT_HASH', { value: hash });
}
