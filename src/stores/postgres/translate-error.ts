// PostgreSQL's error codes → our words.
// Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
import { engineError, isEngineError, type EngineError } from '../../model/engine-error.ts';
import { currentFormat } from './migrations/index.ts';
import { ENTRY_OF_INSTANCE, LEASED_MEANWHILE, NEWER_FORMAT } from './names.ts';
import { storeError } from './problems.ts';

/** What was going on: it decides between STORE_OPEN and STORE_WRITE. */
export type Doing = 'open' | 'read' | 'write';

export interface ErrorContext {
  readonly name: string;
  readonly retryForMs: number;
}

export function translateError(error: unknown, doing: Doing, { name, retryForMs }: ErrorContext): EngineError {
  if (isEngineError(error)) return error;
  const code = doing === 'write' ? 'STORE_WRITE' : 'STORE_OPEN';
  const detail = error instanceof Error ? error.message || codeOf(error) : String(error);
  if (isAway(error)) {
    // A write that was on its way when the connection broke may have been kept.
    return storeError(doing === 'write' ? 'STORE_LOST' : code, name, 'connection', { retryForMs, detail }, error);
  }
  const state = codeOf(error);
  switch (state) {
    case NEWER_FORMAT:
      return engineError('STORE_NEWER', { file: name, found: currentFormat + 1, known: currentFormat }, error);
    case '42501': // insufficient_privilege
      return storeError(code, name, 'noAccess', { detail }, error);
    case READ_ONLY:
      return storeError(code, name, 'readOnly', {}, error);
    case '3D000': // invalid_catalog_name
      return storeError(code, name, 'noDatabase', { detail }, error);
    case '53100': // disk_full
      return storeError(code, name, 'diskFull', {}, error);
    case '42P01': // undefined_table
    case '42703': // undefined_column
    case '42883': // undefined_function
    case '3F000': // invalid_schema_name
      return storeError('STORE_CORRUPT', name, 'schema', { detail }, error);
  }
  if (state.startsWith('28')) return storeError(code, name, 'login', { detail }, error);
  if (state.startsWith('XX')) return storeError('STORE_CORRUPT', name, 'malformed', { detail }, error);
  return storeError(code, name, 'other', { detail }, error);
}

/** The server is not there, or not at this moment: it may be there again in a while. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('08') || awayCodes.has(code) || (code === '' && awayMessage.test(messageOf(error)));
}

/** A standby that the line leads to while another one takes over, or a server set to read only: nothing was kept. */
export function takesNoWrites(error: unknown): boolean {
  return codeOf(error) === READ_ONLY;
}

/** Nothing was kept, and the next attempt may well work: two that waited for each other, or one that came between. */
export function isPassing(error: unknown): boolean {
  return passingCodes.has(codeOf(error)) || isBegunTwice(error);
}

/** read_only_sql_transaction */
const READ_ONLY = '25006';
const awayCodes: ReadonlySet<string> = new Set([
  ...['57P01', '57P02', '57P03', '53300'], // shut down, crashed, starting up, too many connections
  '25P03', // ended by the server, since this process was paused in the middle of it
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ENOENT'],
]);
/** Two that waited for each other; one that waited for a row which went to the ended ones; a job that was leased. */
const passingCodes: ReadonlySet<string> = new Set(['40P01', '40001', LEASED_MEANWHILE]);

/** Two began the same instance, and one of them has ended it at once: their rows lie in two partitions, their entries do not. */
function isBegunTwice(error: unknown): boolean {
  return codeOf(error) === '23505' && (error as { readonly constraint?: unknown }).constraint === ENTRY_OF_INSTANCE;
}

/** The driver says these without a code. */
const awayMessage =
  /connection terminated|connection error|timeout|connection ended|not queryable|connection was closed/i;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
