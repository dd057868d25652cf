// Every expression compiles, and none is in a language that can't be run where it would be evaluated.
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { LintCode } from '../../model/diagnostic-codes.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import { compileExpression } from '../../feel/index.ts';
import { expressionPlaces, placeIn } from '../expressions.ts';
import type { ExpressionPlace } from '../expressions.ts';
import { knownNames } from '../../machine/index.ts';
import { problemParams } from '../problem-params.ts';
import type { Rule } from '../rule.ts';
import { whenRun } from '../rule.ts';

export const expressions: Rule = {
  id: 'expressions',
  codes: ['EXPRESSION_SYNTAX', 'EXPRESSION_UNKNOWN_FUNCTION', 'EXPRESSION_NOT_RUNNABLE'],
  check: (context) => {
    const names = new Map<ProcessModel, readonly string[]>();
    return expressionPlaces(context).flatMap((place) => {
      const { process } = place;
      if (process !== undefined && !names.has(process)) names.set(process, knownNames(process));
      return check(place, process === undefined ? [] : (names.get(process) ?? []));
    });
  },
};

function check(place: ExpressionPlace, names: readonly string[]): Diagnostic[] {
  const { expression } = place;
  if (expression.kind === 'literal') return [];
  const shown = { element: place.label, expression: shorten(expression.text) };
  if (expression.kind === 'foreign') {
    return [told('EXPRESSION_NOT_RUNNABLE', place, 0, { ...shown, language: expression.language ?? '?' })];
  }
  const compiled = compileExpression(expression.text, { names });
  if (compiled.ok) return [];
  const { problem } = compiled;
  const code = problem.code === 'FEEL_UNKNOWN_FUNCTION' ? 'EXPRESSION_UNKNOWN_FUNCTION' : 'EXPRESSION_SYNTAX';
  return [told(code, place, problem.from, { ...problemParams(problem), ...shown })];
}

function told(code: LintCode, place: ExpressionPlace, offset: number, params: Diagnostic['params']): Diagnostic {
  const { expression, ownerId, executable } = place;
  return { code, severity: whenRun(executable), at: placeIn(expression, offset), elementId: ownerId, params };
}

/** A sentence shows the expression, not a page of it. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
