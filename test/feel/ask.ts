// Short ways to ask FEEL in tests.
import { compileExpression, compileUnaryTests, toJson } from 'quytrinh/feel';
import type { CompileOptions, CompiledExpression, FeelOptions, FeelProblem } from 'quytrinh/feel';

/** 2026-02-16T10:30:00+07:00 */
export const now = Date.UTC(2026, 1, 16, 3, 30);
export const options: FeelOptions = { now, zone: 'Asia/Ho_Chi_Minh' };

/** The value as JSON; a problem as its code. */
export function ask(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  extra: CompileOptions = {},
): unknown {
  const compiled = compileExpression(text, { names: Object.keys(variables), ...extra });
  if (!compiled.ok) return compiled.problem.code;
  const result = compiled.expression.evaluate((name) => variables[name], options);
  return result.ok ? toJson(result.value) : result.problem.code;
}

/** For texts that must compile. */
export function compiled(text: string): CompiledExpression {
  const result = compileExpression(text);
  if (!result.ok) throw new Error(result.problem.code);
  return result.expression;
}

export function problemOf(text: string, extra: CompileOptions = {}): FeelProblem | undefined {
  const compiled = compileExpression(text, extra);
  return compiled.ok ? undefined : compiled.problem;
}

export function warningsOf(text: string, variables: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const compiled = compileExpression(text);
  if (!compiled.ok) return [compiled.problem.code];
  const result = compiled.expression.evaluate((name) => variables[name], options);
  return result.ok ? result.warnings.map(({ code }) => code) : [result.problem.code];
}

export function passes(tests: string, input: unknown, variables: Readonly<Record<string, unknown>> = {}): unknown {
  const compiled = compileUnaryTests(tests, { names: Object.keys(variables) });
  return compiled.ok ? compiled.expression.run(input, (name) => variables[name], options) : compiled.problem.code;
}
