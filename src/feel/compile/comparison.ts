// `= != < <= > >=`, `between`, ranges and operator tests as values.
import type { BetweenNode, ComparisonNode, ComparisonOperator, OperatorTestNode, RangeNode } from '../syntax/ast.ts';
import { KIND, kindOf } from '../values/kinds.ts';
import type { FeelRange } from '../values/kinds.ts';
import { compare, equal } from '../values/ordering.ts';
import { constant, constantOf } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { warn } from './env.ts';
import type { Code, Env, Span } from './env.ts';

export function compileComparison(node: ComparisonNode, scope: Scope, c: Compiler): Code {
  const left = c.compile(node.left, scope);
  const right = c.compile(node.right, scope);
  const known = constantOf(right);
  if (known !== undefined) return compareWithConstant(node.operator, left, known.value, node);
  const hold = comparator(node.operator, node);
  return (env) => hold(left(env), right(env), env);
}

/** The common case `name < 5`, `name = "x"`: no dispatch when the kinds are as expected. */
function compareWithConstant(operator: ComparisonOperator, left: Code, value: unknown, span: Span): Code {
  const slow = comparator(operator, span);
  if (typeof value === 'number') {
    switch (operator) {
      case '=':
        return (env) => fast(left(env), env, (a) => a === value);
      case '!=':
        return (env) => fast(left(env), env, (a) => a !== value);
      case '<':
        return (env) => fast(left(env), env, (a) => a < value);
      case '<=':
        return (env) => fast(left(env), env, (a) => a <= value);
      case '>':
        return (env) => fast(left(env), env, (a) => a > value);
      case '>=':
        return (env) => fast(left(env), env, (a) => a >= value);
    }
  }
  if (typeof value === 'string' && operator === '=') {
    return (env) => {
      const a = left(env);
      return typeof a === 'string' ? a === value : slow(a, value, env);
    };
  }
  return (env) => slow(left(env), value, env);

  function fast(a: unknown, env: Env, test: (a: number) => boolean): unknown {
    return typeof a === 'number' ? test(a) : slow(a, value, env);
  }
}

export type Comparator = (a: unknown, b: unknown, env: Env) => boolean | null;

export function comparator(operator: ComparisonOperator, span: Span): Comparator {
  switch (operator) {
    case '=':
      return (a, b, env) => equal(a, b, env) ?? incomparable(operator, a, b, env, span);
    case '!=':
      return (a, b, env) => {
        const same = equal(a, b, env);
        return same === null ? incomparable(operator, a, b, env, span) : !same;
      };
    default: {
      const accepts = orders[operator];
      return (a, b, env) => {
        const order = compare(a, b);
        return order === null ? incomparable(operator, a, b, env, span) : accepts(order);
      };
    }
  }
}

const orders = {
  '<': (order: number): boolean => order < 0,
  '<=': (order: number): boolean => order <= 0,
  '>': (order: number): boolean => order > 0,
  '>=': (order: number): boolean => order >= 0,
} as const;

function incomparable(operator: string, a: unknown, b: unknown, env: Env, span: Span): null {
  return warn(env, span, 'FEEL_OPERANDS', { operator, left: kindOf(a), right: kindOf(b) });
}

export function compileBetween(node: BetweenNode, scope: Scope, c: Compiler): Code {
  const value = c.compile(node.value, scope);
  const low = c.compile(node.low, scope);
  const high = c.compile(node.high, scope);
  const above = comparator('>=', node);
  const below = comparator('<=', node);
  return (env) => {
    const tested = value(env);
    const first = above(tested, low(env), env);
    const second = below(tested, high(env), env);
    if (first === false || second === false) return false;
    return first === null || second === null ? null : true;
  };
}

export function compileRange(node: RangeNode, scope: Scope, c: Compiler): Code {
  const start = c.compile(node.start, scope);
  const end = c.compile(node.end, scope);
  const { startIncluded, endIncluded } = node;
  const create = (from: unknown, to: unknown, env: Env | undefined): FeelRange | null => {
    if (!isOrdered(from, to)) {
      if (env !== undefined)
        warn(env, node, 'FEEL_OPERANDS', { operator: '..', left: kindOf(from), right: kindOf(to) });
      return null;
    }
    return { [KIND]: 'range', start: from, end: to, startIncluded, endIncluded, operator: undefined };
  };
  const knownStart = constantOf(start);
  const knownEnd = constantOf(end);
  if (knownStart !== undefined && knownEnd !== undefined) {
    const range = create(knownStart.value, knownEnd.value, undefined);
    if (range !== null) return constant(range);
  }
  return (env) => create(start(env), end(env), env);
}

/** Ends of one kind; a null end leaves the range standing, but nothing can be said about what is in it. */
function isOrdered(start: unknown, end: unknown): boolean {
  return start === null || end === null || compare(start, end) !== null;
}

export function compileOperatorTest(node: OperatorTestNode, scope: Scope, c: Compiler): Code {
  const operand = c.compile(node.operand, scope);
  const known = constantOf(operand);
  if (known !== undefined) return constant(operatorRange(node.operator, known.value));
  return (env) => operatorRange(node.operator, operand(env));
}

export function operatorRange(operator: ComparisonOperator, value: unknown): FeelRange {
  const low = operator === '<' || operator === '<=';
  const high = operator === '>' || operator === '>=';
  return {
    [KIND]: 'range',
    start: low ? undefined : value,
    end: high ? undefined : value,
    startIncluded: operator === '>=' || operator === '=',
    endIncluded: operator === '<=' || operator === '=',
    operator,
  };
}
