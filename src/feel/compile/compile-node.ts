// Abstract syntax → closures. One branch per kind of node; nothing of the text is ever run as host code.
import type { FeelProblem } from '../../model/feel.ts';
import type { FeelNode, UnaryTestsNode } from '../syntax/ast.ts';
import { parseTemporal } from '../values/temporal-text.ts';
import type { FeelType } from '../values/kinds.ts';
import { compileArithmetic, compileNegate } from './arithmetic.ts';
import { compileCall } from './call.ts';
import { compileBetween, compileComparison, compileOperatorTest, compileRange } from './comparison.ts';
import { constant, withLocal } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import type { Code } from './env.ts';
import { compileFunction } from './functions.ts';
import { compileFor, compileQuantified } from './iteration.ts';
import { compileIf, compileLogic } from './logic.ts';
import { compileName, compilePath } from './names.ts';
import { compileContext, compileFilter, compileList } from './structure.ts';
import { compileTable } from './table.ts';
import { compileIn, compileUnary } from './tests.ts';
import type { Test } from './tests.ts';
import { compileTyped } from './typed.ts';
import { compileInstanceOf } from './types.ts';

export interface CompileSettings {
  readonly names: ReadonlyMap<string, string>;
  readonly resolveType: (name: string) => FeelType | undefined;
  readonly typeNames: readonly string[];
}

export interface Compiled<T> {
  readonly code: T;
  readonly slots: number;
  readonly free: readonly string[];
  readonly problems: readonly FeelProblem[];
}

export function compileNode(node: FeelNode, settings: CompileSettings): Compiled<Code> {
  const { compiler, finish } = createCompiler(settings);
  return finish(compiler.compile(node, undefined));
}

/** The input stands in slot 0, under the name `?`. */
export function compileUnaryNode(node: UnaryTestsNode, settings: CompileSettings): Compiled<Test> {
  const { compiler, finish } = createCompiler(settings);
  const scope = withLocal(undefined, '?', compiler.newSlot());
  return finish(compileUnary(node, scope, compiler));
}

function createCompiler(settings: CompileSettings): { compiler: Compiler; finish: <T>(code: T) => Compiled<T> } {
  const free = new Set<string>();
  const problems: FeelProblem[] = [];
  let slots = 0;
  const compiler: Compiler = {
    ...settings,
    free,
    compile: (node, scope) => compileAny(node, scope, compiler),
    newSlot: () => slots++,
    problem: (code, { from, to }, params) => problems.push({ code, from, to, params }),
  };
  return { compiler, finish: (code) => ({ code, slots, free: [...free].sort(), problems }) };
}

function compileAny(node: FeelNode, scope: Scope, c: Compiler): Code {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return constant(node.value);
    case 'null':
      return constant(null);
    case 'temporal': {
      const value = parseTemporal(node.text);
      if (value === null) c.problem('FEEL_LITERAL', node, { text: node.text });
      return constant(value);
    }
    case 'name':
      return compileName(node, scope, c);
    case 'path':
      return compilePath(node, scope, c);
    case 'filter':
      return compileFilter(node, scope, c);
    case 'call':
      return compileCall(node, scope, c);
    case 'arithmetic':
      return compileArithmetic(node, scope, c);
    case 'negate':
      return compileNegate(node, scope, c);
    case 'comparison':
      return compileComparison(node, scope, c);
    case 'between':
      return compileBetween(node, scope, c);
    case 'in':
      return compileIn(node, scope, c);
    case 'and':
    case 'or':
      return compileLogic(node, scope, c);
    case 'if':
      return compileIf(node, scope, c);
    case 'for':
      return compileFor(node, scope, c);
    case 'some':
    case 'every':
      return compileQuantified(node, scope, c);
    case 'list':
      return compileList(node, scope, c);
    case 'context':
      return compileContext(node, scope, c);
    case 'function':
      return compileFunction(node, scope, c);
    case 'instance of':
      return compileInstanceOf(node, scope, c);
    case 'range':
      return compileRange(node, scope, c);
    case 'operator test':
      return compileOperatorTest(node, scope, c);
    case 'typed':
      return compileTyped(node, scope, c);
    case 'table':
      return compileTable(node, scope, c);
  }
}
