// Expressions of the model, compiled once: FEEL to closures, literals to constants. Nothing is ever run as JavaScript.
import { compileExpression, toJson } from '../feel/index.ts';
import type { JsonValue } from '../model/json.ts';
import { limits } from '../model/limits.ts';
import type { Expression } from '../model/process-model.ts';
import { trouble } from './trouble.ts';
import { unreadable } from './unreadable.ts';
import type { Evaluate, Run } from './graph.ts';
import { lookUp } from './variables.ts';

export type { Evaluate } from './graph.ts';

let known: readonly string[] = [];

/** Names with an operator in them can be read only by who knows them: all that `act` compiles is of the process that has these. */
export function withNames<T>(names: readonly string[], act: () => T): T {
  const before = known;
  known = names;
  try {
    return act();
  } finally {
    known = before;
  }
}

/** Throws `Unreadable` when the expression does not compile: a file that holds it is refused, whoever compiles it. */
export function compileValue(expression: Expression): Evaluate {
  if (expression.kind === 'literal') {
    const text = expression.text;
    return () => text;
  }
  if (expression.kind === 'foreign') throw unreadable(expression, null);
  const compiled = compileExpression(expression.text, { names: known });
  if (!compiled.ok) throw unreadable(expression, compiled.problem);
  const { expression: feel } = compiled;
  return (run, scope, local) => {
    const result = feel.evaluate(
      (name) => {
        if (local !== undefined && Object.hasOwn(local, name)) return local[name];
        return lookUp(run, scope, name);
      },
      { now: run.context.now },
    );
    if (!result.ok) throw trouble('EXPRESSION_FAILED', { expression: expression.text, reason: result.problem.code });
    const value = toJson(result.value);
    // One text named many times costs nothing until it is written down, and then more than a store or JSON itself can hold.
    if (textLeft(value, limits.variableBytes) < 0)
      throw trouble('EXPRESSION_FAILED', { expression: expression.text, reason: 'FEEL_STRING_LENGTH' });
    return value;
  };
}

/** What is left of the allowance after all texts of the value; below 0 it was not enough. */
function textLeft(value: JsonValue, allowance: number): number {
  if (typeof value === 'string') return allowance - value.length;
  if (typeof value !== 'object' || value === null) return allowance;
  let left = allowance;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) left -= name.length;
  for (const entry of Object.values<JsonValue>(value)) {
    if (left < 0) break;
    left = textLeft(entry, left);
  }
  return left;
}

/** A condition must be true or false; null (a missing variable, a comparison of unlike things) is trouble. */
export function evaluateCondition(
  evaluate: Evaluate,
  run: Run,
  scope: string,
  local?: Readonly<Record<string, JsonValue>>,
): boolean {
  const value = evaluate(run, scope, local);
  if (typeof value !== 'boolean') {
    throw trouble('EXPRESSION_FAILED', {
      expression: 'condition',
      reason: 'BOOLEAN_EXPECTED',
      found: describe(value),
    });
  }
  return value;
}

/** A word of `foundWords`, or the value itself. */
export function describe(value: JsonValue): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return 'LIST';
  return typeof value === 'object' ? 'CONTEXT' : JSON.stringify(value);
}
