// `+ - * / **` and negation. Numbers take the short way; everything else goes through the table of DMN 1.5 (§10.3.2.5).
import type { ArithmeticNode, ArithmeticOperator, NegateNode } from '../syntax/ast.ts';
import { add, divide, exponentiate, multiply, subtract } from '../values/decimal.ts';
import { kindOf } from '../values/kinds.ts';
import { addValues, divideValues, multiplyValues, subtractValues } from '../values/temporal-arithmetic.ts';
import { constant, constantOf } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { checkString, warn } from './env.ts';
import type { Code, Env, Span } from './env.ts';

export function compileArithmetic(node: ArithmeticNode, scope: Scope, c: Compiler): Code {
  const left = c.compile(node.left, scope);
  const right = c.compile(node.right, scope);
  const { operator } = node;
  const numbers = numberOperations[operator];
  return (env) => {
    const a = left(env);
    const b = right(env);
    if (typeof a === 'number' && typeof b === 'number') {
      const result = numbers(a, b);
      if (Number.isFinite(result)) return result;
      return b === 0 && operator === '/'
        ? warn(env, node, 'FEEL_DIVISION_BY_ZERO', {})
        : warn(env, node, 'FEEL_NUMBER_RANGE', { operator });
    }
    return others(operator, a, b, env, node);
  };
}

const numberOperations: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': (a, b) => (b === 0 ? Number.NaN : divide(a, b)),
  '**': exponentiate,
};

function others(operator: ArithmeticOperator, a: unknown, b: unknown, env: Env, span: Span): unknown {
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') {
    checkString(env, a.length + b.length);
    return a + b;
  }
  const result = temporalOperations[operator]?.(a, b);
  if (result === undefined) {
    return warn(env, span, 'FEEL_OPERANDS', { operator, left: kindOf(a), right: kindOf(b) });
  }
  return result ?? warn(env, span, 'FEEL_TEMPORAL_RANGE', { operator });
}

const temporalOperations: Readonly<Record<string, ((a: unknown, b: unknown) => unknown) | undefined>> = {
  '+': addValues,
  '-': subtractValues,
  '*': multiplyValues,
  '/': divideValues,
};

export function compileNegate(node: NegateNode, scope: Scope, c: Compiler): Code {
  const operand = c.compile(node.operand, scope);
  const known = constantOf(operand);
  if (known !== undefined && typeof known.value === 'number') return constant(-known.value);
  return (env) => {
    const value = operand(env);
    if (typeof value === 'number') return value === 0 ? 0 : -value;
    const result = multiplyValues(value, -1);
    return result ?? warn(env, node, 'FEEL_OPERANDS', { operator: '-', left: 'null', right: kindOf(value) });
  };
}
