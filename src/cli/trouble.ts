// Whatever was thrown, as a sentence and an exit code: 2 when the caller can mend the call, 1 otherwise.
import { isEngineError, type EngineErrorCode } from '../model/engine-error.ts';
import { errorText, type Lang } from '../text/index.ts';
import type { ExitCode } from './command.ts';
import { say } from './texts.ts';

export function troubleOf(error: unknown, lang: Lang): { readonly text: string; readonly code: ExitCode } {
  if (isEngineError(error) && error.code !== 'DEFECT') {
    return { text: errorText(error, lang), code: faultsOfTheCall.has(error.code) ? 2 : 1 };
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { text: say('defect', lang, { detail }), code: 1 };
}

const faultsOfTheCall: ReadonlySet<EngineErrorCode> = new Set<EngineErrorCode>([
  'OPTION_UNKNOWN',
  'OPTION_INVALID',
  'ARGUMENT_INVALID',
  'VARIABLES_INVALID',
  'DEFINITION_UNKNOWN',
  'START_NOT_POSSIBLE',
  'STORE_OPEN',
  'STORE_NEWER',
  'STORE_NOT_OURS',
  'CALENDAR_INVALID',
  'CALENDAR_RANGE',
  'DIRECTORY_INVALID',
]);
