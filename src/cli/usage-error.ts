// The caller's mistake, thrown as a code with params; `runCli` says it in the reader's language and ends with 2.
import type { TextCode } from './texts.ts';

export interface UsageError extends Error {
  readonly code: TextCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function usageError(code: TextCode, params: UsageError['params'] = {}): UsageError {
  const error = new Error(code);
  error.name = 'UsageError';
  return Object.assign(error, { code, params });
}

export function isUsageError(value: unknown): value is UsageError {
  return value instanceof Error && value.name === 'UsageError' && 'code' in value;
}
