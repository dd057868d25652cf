// An expression that can't be read, on its way from where it is compiled to the diagnostic that names its place.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { FeelProblem } from '../model/feel.ts';
import type { Expression } from '../model/process-model.ts';

export interface Unreadable extends Error {
  readonly unreadable: Expression;
  /** Null: it is in a language that isn't run. */
  readonly problem: FeelProblem | null;
  /** What it belongs to, known further out. */
  owner?: { readonly id: string; readonly name: string };
}

export function unreadable(expression: Expression, problem: FeelProblem | null): Unreadable {
  return Object.assign(new Error(expression.text), { unreadable: expression, problem });
}

/** Does what may meet an unreadable expression of the owner. */
export function ofOwner<T>(owner: { readonly id: string; readonly name: string }, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (isUnreadable(error)) error.owner ??= owner;
    throw error;
  }
}

export function isUnreadable(value: unknown): value is Unreadable {
  return value instanceof Error && 'unreadable' in value;
}

/** The same findings as the rules give; the machine may be asked without them. */
export function diagnosticOf({ unreadable: { text, at, language }, problem, owner }: Unreadable): Diagnostic {
  const place = { severity: 'error', at, ...(owner === undefined ? {} : { elementId: owner.id }) } as const;
  const params = { element: owner?.name ?? '', expression: text };
  if (problem === null)
    return { ...place, code: 'EXPRESSION_NOT_RUNNABLE', params: { ...params, language: language ?? '?' } };
  const code = problem.code === 'FEEL_UNKNOWN_FUNCTION' ? 'EXPRESSION_UNKNOWN_FUNCTION' : 'EXPRESSION_SYNTAX';
  return { ...place, code, params: { ...problem.params, problem: problem.code, ...params } };
}
