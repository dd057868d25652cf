// What every store refuses before it writes a change of definitions.
import { definitionHistoryPrefix } from '../model/definition.ts';
import { invalidArgument } from '../model/invalid.ts';
import { checkHash } from './check-steps.ts';
import { checkText } from './check-text.ts';
import type { DefinitionRow, DefinitionWrite } from './port.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkDefinition(write: DefinitionWrite): void {
  const { process, expectedSeq, entry, idempotencyKey, rows, starts = [] } = write;
  if (!Number.isSafeInteger(expectedSeq) || expectedSeq < 0) {
    throw invalidArgument('expectedSeq', 'NOT_STEP', { value: expectedSeq });
  }
  checkHash('entry.hash', entry.hash);
  checkText('entry.text', entry.text);
  checkText('idempotencyKey', idempotencyKey);
  for (const row of rows) {
    checkHash('definition.hash', row.hash);
    checkText('definition.source', row.source);
  }
  for (const { process: of } of [...rows, ...starts]) {
    if (of === process) continue;
    throw invalidArgument('definition.process', 'OTHER_PROCESS', { value: of, process });
  }
}

/** Name of the history in the journal. */
export function historyOf(process: string): string {
  return definitionHistoryPrefix + process;
}

/** A version number of a process belongs to one source for good. */
export function versionTaken({ process, version }: DefinitionRow): Error {
  return invalidArgument('definition.version', 'VERSION_TAKEN', { value: version, process });
}
