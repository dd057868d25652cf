// SQLite's result codes → our words.
// Source: https://www.sqlite.org/rescode.html; the low byte of an extended code is the primary one.
import { isEngineError, type EngineError } from '../../model/engine-error.ts';
import { storeError } from './problems.ts';

/** What was going on: it decides between STORE_OPEN and STORE_WRITE. */
export type Doing = 'open' | 'read' | 'write';

export interface ErrorContext {
  readonly file: string;
  readonly busyTimeoutMs: number;
}

export function translateError(error: unknown, doing: Doing, { file, busyTimeoutMs }: ErrorContext): EngineError {
  if (isEngineError(error)) return error;
  const code = doing === 'write' ? 'STORE_WRITE' : 'STORE_OPEN';
  const detail = error instanceof Error ? error.message : String(error);
  switch (primaryCode(error)) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return storeError(code, file, 'busy', { timeoutMs: busyTimeoutMs }, error);
    case 8: // SQLITE_READONLY
      return storeError(code, file, 'readOnly', {}, error);
    case 10: // SQLITE_IOERR
      return storeError(code, file, 'inputOutput', { detail }, error);
    case 11: // SQLITE_CORRUPT
      return storeError('STORE_CORRUPT', file, 'malformed', { detail }, error);
    case 13: // SQLITE_FULL
      return storeError(code, file, 'diskFull', {}, error);
    case 26: // SQLITE_NOTADB
      return storeError('STORE_CORRUPT', file, 'notDatabase', {}, error);
    default:
      return storeError(code, file, 'other', { detail }, error);
  }
}

function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}
