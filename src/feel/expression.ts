// The front of the room: text in, a compiled expression or a problem out.
import type { FeelLookup, FeelOptions, FeelProblem, FeelResult } from '../model/feel.ts';
import { compileNode, compileUnaryNode } from './compile/compile-node.ts';
import type { CompileSettings, Compiled } from './compile/compile-node.ts';
import { createEnv, isLimitSignal } from './compile/env.ts';
import type { Code, Env } from './compile/env.ts';
import type { Test } from './compile/tests.ts';
import { createNameIndex } from './syntax/names.ts';
import { parseExpression, parseUnaryTests } from './syntax/parse.ts';
import type { NameShapes, Parsed } from './syntax/parse.ts';
import type { FeelType } from './values/kinds.ts';

export interface CompiledExpression {
  readonly text: string;
  /** Free names, sorted: what `lookup` will be asked for. */
  readonly names: readonly string[];
  evaluate(lookup: FeelLookup, options: FeelOptions): FeelResult;
  /** The value alone, without warnings: the fast way. Throws a limit signal (see `isFeelLimit`). */
  run(lookup: FeelLookup, options: FeelOptions): unknown;
}

export interface CompiledUnaryTests {
  readonly text: string;
  readonly names: readonly string[];
  /** Does the input pass? The value is `true`, `false` or, when that cannot be said, `null`. */
  evaluate(input: unknown, lookup: FeelLookup, options: FeelOptions): FeelResult;
  run(input: unknown, lookup: FeelLookup, options: FeelOptions): boolean | null;
}

export interface CompileOptions {
  /** Known names. They let names with spaces or `. / - + * '` be read as one, and function values be called. */
  readonly names?: readonly string[];
  /** Known names with the names inside of them; counts in addition to `names`. */
  readonly shapes?: NameShapes;
  /** Named types for `instance of` and parameters. */
  readonly types?: ReadonlyMap<string, FeelType>;
  /** Unknown functions, wrong argument counts, bad literals: null with a warning when run, instead of a problem now. */
  readonly lenient?: boolean;
}

export type CompileResult<T> =
  { readonly ok: true; readonly expression: T } | { readonly ok: false; readonly problem: FeelProblem };

/** Parses and compiles once; the result is called many times. */
export function compileExpression(text: string, options: CompileOptions = {}): CompileResult<CompiledExpression> {
  return compileText(text, options, parseExpression, compileNode, (compiled) => {
    const { code, slots, free, problems } = compiled;
    return {
      text,
      names: free,
      evaluate: (lookup, evaluateOptions) =>
        guarded(text, problems, (warnings) => code(createEnv(lookup, evaluateOptions, slots, warnings)) ?? null),
      run: (lookup, runOptions) => code(createEnv(lookup, runOptions, slots, undefined)) ?? null,
    };
  });
}

/** A cell of a decision table: `< 5`, `"a","b"`, `not(…)`, `-`, or conditions on `?`. */
export function compileUnaryTests(text: string, options: CompileOptions = {}): CompileResult<CompiledUnaryTests> {
  return compileText(text, options, parseUnaryTests, compileUnaryNode, (compiled) => {
    const { code, slots, free, problems } = compiled;
    const test = (input: unknown, env: Env): boolean | null => {
      env.slots[0] = input;
      return code(input, env);
    };
    return {
      text,
      names: free,
      evaluate: (input, lookup, evaluateOptions) =>
        guarded(text, problems, (warnings) => test(input ?? null, createEnv(lookup, evaluateOptions, slots, warnings))),
      run: (input, lookup, runOptions) => test(input ?? null, createEnv(lookup, runOptions, slots, undefined)),
    };
  });
}

function compileText<Node, Compilation extends Code | Test, Result>(
  text: string,
  options: CompileOptions,
  parse: (text: string, shapes: NameShapes) => Parsed<Node>,
  compile: (node: Node, settings: CompileSettings) => Compiled<Compilation>,
  finish: (compiled: Compiled<Compilation>) => Result,
): CompileResult<Result> {
  const names = options.names ?? [];
  const parsed = parse(text, shapesOf(options));
  if (!parsed.ok) return parsed;
  const compiled = compile(parsed.node, {
    names: createNameIndex([...names, ...Object.keys(options.shapes ?? {})]),
    resolveType: (name) => options.types?.get(name),
    typeNames: [...(options.types?.keys() ?? [])],
  });
  const [problem] = compiled.problems;
  if (problem !== undefined && options.lenient !== true) return { ok: false, problem };
  return { ok: true, expression: finish(compiled) };
}

const noShapes: NameShapes = {};
const shapesByNames = new WeakMap<readonly string[], NameShapes>();

/** One object per list of names, since the parser is kept by it. */
function shapesOf({ names, shapes }: CompileOptions): NameShapes {
  if (names === undefined || names.length === 0) return shapes ?? noShapes;
  if (shapes !== undefined) return { ...Object.fromEntries(names.map((name) => [name, null])), ...shapes };
  let created = shapesByNames.get(names);
  if (created === undefined) {
    created = Object.fromEntries(names.map((name) => [name, null]));
    shapesByNames.set(names, created);
  }
  return created;
}

function guarded(
  text: string,
  problems: readonly FeelProblem[],
  run: (warnings: FeelProblem[]) => unknown,
): FeelResult {
  const warnings: FeelProblem[] = [...problems];
  try {
    return { ok: true, value: run(warnings), warnings };
  } catch (error) {
    const limit = feelLimitOf(error);
    if (limit === null) throw error;
    return { ok: false, problem: { ...limit, from: 0, to: text.length } };
  }
}

/** Which limit was reached, when that is what was thrown. */
export function feelLimitOf(error: unknown): Pick<FeelProblem, 'code' | 'params'> | null {
  if (!isFeelLimit(error)) return null;
  return isLimitSignal(error)
    ? { code: error.feelLimit, params: error.params }
    : { code: 'FEEL_DEPTH', params: { limit: 'stack' } };
}

/** Was this thrown by `run` or `toJson` because a limit was reached? */
export function isFeelLimit(error: unknown): boolean {
  return isLimitSignal(error) || (error instanceof RangeError && /call stack/i.test(error.message));
}
