// Small makers of `Parsed` values, so that every reader says trouble in the same shape.
import type { Parsed, TimeProblemCode } from '../../model/duration.ts';
import { timeLimits } from '../../model/duration.ts';

export function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function bad<T>(
  code: TimeProblemCode,
  text: string,
  offset: number,
  mend?: string,
  params: Readonly<Record<string, string | number>> = {},
): Parsed<T> {
  const shown = text.slice(0, timeLimits.textLength);
  return { ok: false, problem: { code, text: shown, offset, params, ...(mend === undefined ? {} : { mend }) } };
}

/** Refuses what no reader needs to look at: an empty text, or one beyond the limit. */
export function unreadable<T>(text: unknown): Parsed<T> | undefined {
  if (typeof text !== 'string' || text.trim() === '') return bad('TIME_EMPTY', '', 0);
  if (text.length > timeLimits.textLength) {
    return bad('TIME_TOO_LONG', text, timeLimits.textLength, undefined, { limit: timeLimits.textLength });
  }
  return undefined;
}

/** The same trouble, seen from a longer text in which the part begins at `by`. */
export function shifted<T>(result: { readonly ok: false } & Parsed<unknown>, whole: string, by: number): Parsed<T> {
  return { ok: false, problem: { ...result.problem, text: whole, offset: result.problem.offset + by } };
}
