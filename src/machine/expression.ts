// Expressions of the model, compiled once: FEEL to closures, literals to constants. Nothing is ever run as JavaScript.
import { compileExpression } from '../feel/index.ts';
import type { JsonValue } from '../model/json.ts';
import type { Expression } from '../model/process-model.ts';
import { storable } from './storable.ts';
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
    if (!result.ok)
      throw trouble('EXPRESSION_FAILED', {
        ...result.problem.params,
        expression: expression.text,
        reason: result.problem.code,
      });
    return storable(run, expression.text, result.value);
  };
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
